import type { Page } from "@playwright/test";

/** What a host is started with. */
export interface HostOptions {
  readonly workspace: string;
  /** Where the studio keeps what is its own; the test's own folder. */
  readonly home: string;
  /** The folder that holds all of it, for a host that runs as somebody else. */
  readonly folder: string;
  /** `--service` arguments. */
  readonly services: readonly string[];
}

/** A running studio with its one window or tab. */
export interface Host {
  readonly name: "web" | "electron";
  readonly page: Page;
  /** The address of the page, without what comes after the origin. */
  readonly origin: string;
  /** Another window of the same studio, as another person at it would have; the browser host alone offers it. */
  newPage?(): Promise<Page>;
  close(): Promise<void>;
}
