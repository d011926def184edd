import type { IncomingHttpHeaders } from "node:http";
import { callHeader } from "#shared/bridge.ts";
import { AppError } from "#shared/kernel/errors.ts";

const refuse = (message: string): never => {
  throw new AppError("SENDER_REFUSED", message);
};

/**
 * Refuses requests that reached this port under another name. A foreign site whose name was rebound to this computer
 * (DNS rebinding) sends its own name as Host, and so gets nothing, not even the page.
 * @throws SENDER_REFUSED
 */
export function checkHost(headers: IncomingHttpHeaders, port: number): void {
  if (!ownHosts(port).includes(headers.host ?? ""))
    refuse(`This studio answers to ${ownHosts(port).join(" and ")} alone. Open the link that it printed at its start.`);
}

/**
 * Refuses calls that a page of another origin makes, and those that a browser says come from another site.
 * Programs that are no browser send neither header; they still need the session's cookie.
 * @throws SENDER_REFUSED
 */
export function checkOrigin(headers: IncomingHttpHeaders, port: number): void {
  const { origin } = headers;
  const own = ownHosts(port).map((host) => `http://${host}`);
  if (origin !== undefined && !own.includes(origin)) refuse("A page of another origin may not call this studio.");
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") refuse("A page of another site may not call this studio.");
}

/** Refuses calls without the header that forms and foreign pages cannot send. @throws SENDER_REFUSED */
export function checkCallHeader(headers: IncomingHttpHeaders): void {
  if (headers[callHeader.name] !== callHeader.value)
    refuse(`A call needs the header ${callHeader.name}: ${callHeader.value}.`);
}

const ownHosts = (port: number): readonly string[] => [`127.0.0.1:${port}`, `localhost:${port}`];
