import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Reply, StudioEvent } from "#shared/bridge.ts";
import type { FromStudio, Opening } from "#main/host/process-protocol.ts";
import { ProcessBackend, type ProcessBackendOptions, type StudioProcess } from "#main/host/process-backend.ts";
import { makeWorkspace, passphrase, type TestWorkspace } from "#test/support/workspace.ts";

const program = join(import.meta.dirname, "..", "support", "studio-child.ts");

let workspace: TestWorkspace;
let children: ChildProcess[];
let backend: ProcessBackend;

beforeEach(async () => {
  workspace = await makeWorkspace();
  children = [];
});

afterEach(async () => {
  await backend.close();
  workspace.dispose();
});

/** Starts the studio in a real process, with structured clones as between Electron's. */
function start(): StudioProcess {
  const child = fork(program, { serialization: "advanced" });
  children.push(child);
  return {
    post: (message) => void child.send(message),
    onMessage: (listener) => void child.on("message", (message) => listener(message as FromStudio)),
    onExit: (listener) => void child.on("exit", listener),
    kill: () => void child.kill(),
  };
}

type Differently = Partial<Omit<ProcessBackendOptions, "opening">> & { readonly opening?: Partial<Opening> };

function open(differently: Differently = {}): ProcessBackend {
  backend = new ProcessBackend({
    start,
    secret: () => {
      throw new Error("no keychain");
    },
    ...differently,
    opening: {
      choice: { path: workspace.options.path, sample: false },
      services: {},
      data: "",
      keychain: { available: false, reason: "None here." },
      ...differently.opening,
    },
  });
  return backend;
}

const codeOf = (reply: Reply): string | undefined => ("error" in reply ? reply.error.code : undefined);
const signIn = (window: string, given = passphrase) =>
  backend.call(window, "access.signIn", { member: workspace.people.bea, passphrase: given });

/** The next event of a kind. */
const next = (type: StudioEvent["type"]): Promise<StudioEvent> =>
  new Promise((resolve) => {
    const stop = backend.subscribe((event) => {
      if (event.type !== type) return;
      stop();
      resolve(event);
    });
  });

describe("the studio in a process of its own", () => {
  test("answers calls that came before the workspace was open, and keeps each window's session apart", async () => {
    open();
    const [first, early] = await Promise.all([signIn("window-1"), backend.call("window-2", "access.people", {})]);
    expect(first).toMatchObject({ value: { member: { name: "Bea Brand" } } });
    expect(codeOf(early)).toBe("SIGNED_OUT");
    expect(await backend.call("window-1", "access.people", {})).toHaveProperty("value");
    backend.release("window-1");
    expect(codeOf(await backend.call("window-1", "access.people", {}))).toBe("SIGNED_OUT");
  });

  test("tells its windows of what was committed", async () => {
    open();
    const changed = next("changed");
    await signIn("window-1");
    expect(await changed).toMatchObject({ acts: ["session.signedIn"] });
  });

  test("answers all waiting calls with the reason when the workspace cannot be opened, and all later ones", async () => {
    open({ opening: { choice: { path: `${workspace.options.path}.gone`, sample: false } } });
    const early = await Promise.all([1, 2, 3].map(() => backend.call("window-1", "access.status", {})));
    const codes = [...early, await backend.call("window-1", "access.status", {})].map(codeOf);
    expect(codes).toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
    expect(children).toHaveLength(1);
  });

  test("answers waiting calls when it crashes, starts again once, and knows nobody then", async () => {
    open();
    await signIn("window-1");
    const failed = next("failed");
    const changed = next("changed");
    const waiting = signIn("window-2", "a passphrase that takes a while");
    children[0]!.kill("SIGKILL");
    expect(codeOf(await waiting)).toBe("STUDIO_UNREACHABLE");
    expect(await failed).toMatchObject({ error: { code: "STUDIO_UNREACHABLE" } });
    expect(await changed).toMatchObject({ acts: [] });
    expect(codeOf(await backend.call("window-1", "access.people", {}))).toBe("SIGNED_OUT");
    expect(children).toHaveLength(2);
  });

  test("is not started a third time when it crashes again at once", async () => {
    open();
    await backend.call("window-1", "access.status", {});
    const again = next("changed");
    children[0]!.kill("SIGKILL");
    await again;
    const over = next("failed");
    children[1]!.kill("SIGKILL");
    await over;
    expect(codeOf(await backend.call("window-1", "access.status", {}))).toBe("STUDIO_UNREACHABLE");
    expect(children).toHaveLength(2);
  });

  test("a crash long after the last one is a first crash again", async () => {
    let now = 0;
    open({ now: () => now });
    await backend.call("window-1", "access.status", {});
    for (const child of [0, 1]) {
      const again = next("changed");
      now += 3_600_000;
      children[child]!.kill("SIGKILL");
      await again;
    }
    expect(await backend.call("window-1", "access.status", {})).toHaveProperty("value");
  });

  test("lets calls in flight end before it closes, and refuses those that come after", async () => {
    open({ graceMs: 20_000 });
    await backend.call("window-1", "access.status", {});
    const inFlight = signIn("window-1");
    const closing = backend.close();
    expect(codeOf(await backend.call("window-1", "access.status", {}))).toBe("STUDIO_UNREACHABLE");
    expect(await inFlight).toHaveProperty("value");
    await closing;
    expect(children[0]!.exitCode ?? children[0]!.signalCode).not.toBeNull();
  });

  test("ends a process that does not close in time", async () => {
    open({ graceMs: 50, start: () => ({ ...start(), kill: () => void children[0]!.kill("SIGKILL") }) });
    await backend.call("window-1", "access.status", {});
    // It hears nothing from now on, so that it cannot end by itself.
    children[0]!.kill("SIGSTOP");
    await backend.close();
    expect(children[0]!.signalCode).toBe("SIGKILL");
  });

  test("input that is no plain data is refused by name", async () => {
    open();
    await backend.call("window-1", "access.status", {});
    const reply = await backend.call("window-1", "access.status", { call: () => {} });
    expect(codeOf(reply)).toBe("INPUT_INVALID");
  });
});

describe("the keychain, reached through the process that has it", () => {
  const box = new Map<string, string>();
  const secret: ProcessBackendOptions["secret"] = (ask) => {
    if (ask.act === "decrypt") return box.get(Buffer.from(ask.bytes).toString())!;
    box.set("sealed", ask.text);
    return Buffer.from("sealed");
  };

  test("opens the key without a passphrase once it was kept there", async () => {
    open({ secret, opening: { keychain: { available: true } } });
    await signIn("window-1");
    expect(await backend.call("window-1", "access.remember", { passphrase, keep: true })).toEqual({ value: {} });
    expect(await backend.call("window-2", "access.signIn", { member: workspace.people.bea })).toMatchObject({
      value: { member: { name: "Bea Brand" } },
    });
  });

  test("a keychain that refuses leaves the passphrase as the way in", async () => {
    open({ opening: { keychain: { available: true } } });
    await signIn("window-1");
    expect(codeOf(await backend.call("window-1", "access.remember", { passphrase, keep: true }))).toBe("INTERNAL");
    expect(codeOf(await backend.call("window-2", "access.signIn", { member: workspace.people.bea }))).toBe(
      "KEY_LOCKED",
    );
    expect(await signIn("window-2")).toHaveProperty("value");
  });
});
