import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProcess } from "#main/host/backend.ts";
import { type StudioServer, startStudioServer } from "#main/host/http-server.ts";
import { contentSecurityPolicy } from "#main/host/page-headers.ts";
import { makeWorkspace, passphrase, type TestWorkspace } from "#test/support/workspace.ts";

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

let workspace: TestWorkspace;
let server: StudioServer;
let folder: string;
let port: number;
const logged: unknown[] = [];

beforeAll(async () => {
  workspace = await makeWorkspace();
  folder = mkdtempSync(join(tmpdir(), "imprimatur-page-"));
  const page = join(folder, "page");
  mkdirSync(join(page, "assets"), { recursive: true });
  writeFileSync(join(page, "index.html"), "<title>The page</title>");
  writeFileSync(join(page, "assets", "main-1a2b.js"), "export {};");
  writeFileSync(join(folder, "secret.js"), "what lies beside the page");
  const log = (error: unknown): void => void logged.push(error);
  server = await startStudioServer({ backend: inProcess(workspace.app, log), page, port: 0, log });
  port = Number(new URL(server.origin).port);
});

afterAll(async () => {
  await server.close();
  workspace.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends a request as any program can: `fetch` would not let a test choose the Host or the raw path. */
function open(
  path: string,
  { method = "GET", headers = {} }: Ask,
): Promise<IncomingMessage> & { end(body?: string | Buffer): void } {
  const sent = request({ host: "127.0.0.1", port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } });
  const answered = new Promise<IncomingMessage>((resolve, reject) => sent.on("response", resolve).on("error", reject));
  return Object.assign(answered, { end: (body?: string | Buffer) => void sent.end(body) });
}

async function ask(path: string, how: Ask = {}): Promise<Answer> {
  const answered = open(path, how);
  answered.end(how.body);
  const message = await answered;
  let text = "";
  for await (const chunk of message) text += String(chunk);
  return { status: message.statusCode ?? 0, headers: message.headers, text };
}

const codeOf = ({ text }: Answer): string => (JSON.parse(text) as { error: { code: string } }).error.code;

async function cookie(): Promise<string> {
  const { headers } = await ask(server.link.slice(server.origin.length));
  return headers["set-cookie"]![0]!.split(";")[0]!;
}

/** A call as the page makes it, with whatever a test wants to be different. */
async function call(name: string, input: unknown, differently: Ask = {}): Promise<Answer> {
  return ask(`/api/call/${name}`, {
    method: "POST",
    body: JSON.stringify(input),
    ...differently,
    headers: {
      cookie: await cookie(),
      "content-type": "application/json",
      "x-imprimatur-call": "1",
      origin: server.origin,
      "sec-fetch-site": "same-origin",
      ...differently.headers,
    },
  });
}

describe("the page", () => {
  test("is served with a policy that lets no foreign or inline script run, and cannot be framed", async () => {
    const { status, headers, text } = await ask("/");
    expect(status).toBe(200);
    expect(text).toBe("<title>The page</title>");
    expect(headers).toMatchObject({
      "content-security-policy": contentSecurityPolicy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "no-store",
    });
    expect(contentSecurityPolicy).toContain("frame-ancestors 'none'");
    expect(contentSecurityPolicy).not.toMatch(/script-src|unsafe-eval/);
  });

  test("files whose names change with their content may be kept", async () => {
    const { headers } = await ask("/assets/main-1a2b.js");
    expect(headers["cache-control"]).toContain("immutable");
    expect(headers["content-type"]).toContain("text/javascript");
  });

  test.each([
    "/../secret.js",
    "/assets/../../secret.js",
    "/%2e%2e/secret.js",
    "/..%2fsecret.js",
    "/assets/..%2f..%2fsecret.js",
    "/..%5csecret.js",
    "/%00/index.html",
    "/%E0%A4%A",
    "//etc/passwd.js",
    "/assets",
  ])("nothing outside of its folder is served for %s", async (path) => {
    const answer = await ask(path);
    expect([400, 404]).toContain(answer.status);
    expect(answer.text).not.toContain("what lies beside");
  });
});

describe("the link", () => {
  test("trades its token for a cookie that no script can read and no foreign site can send, and leaves the address bar", async () => {
    const { status, headers } = await ask(server.link.slice(server.origin.length));
    expect(status).toBe(303);
    expect(headers.location).toBe("/");
    expect(headers["set-cookie"]![0]).toMatch(
      new RegExp(`^imprimatur-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
  });

  test.each(["/open", "/open?token=", "/open?token=guess", "/open?token=a&token=b"])("%s is refused", async (path) => {
    const answer = await ask(path);
    expect([answer.status, codeOf(answer)]).toEqual([403, "SENDER_REFUSED"]);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  test("opened again, a browser keeps its session", async () => {
    const first = await cookie();
    const { headers } = await ask(server.link.slice(server.origin.length), { headers: { cookie: first } });
    expect(headers["set-cookie"]![0]).toContain(first);
  });
});

describe("a call", () => {
  test("is answered as the gate answers it", async () => {
    const answer = await call("access.status", {});
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ value: { workspace: { name: "Fjell & Fjord" }, session: null } });
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  test("needs no Origin, since programs send none, but the cookie all the same", async () => {
    const plain = { "content-type": "application/json", "x-imprimatur-call": "1" };
    const how = { method: "POST", body: "{}" };
    const without = await ask("/api/call/access.status", { ...how, headers: plain });
    expect([without.status, codeOf(without)]).toEqual([403, "SENDER_REFUSED"]);
    const withCookie = await ask("/api/call/access.status", { ...how, headers: { ...plain, cookie: await cookie() } });
    expect(withCookie.status).toBe(200);
  });

  test("signs in one browser session and no other", async () => {
    const mine = { cookie: await cookie() };
    await call("access.signIn", { member: workspace.people.bea, passphrase }, { headers: mine });
    const session = async (headers?: Record<string, string>) => {
      const { text } = await call("access.status", {}, headers ? { headers } : {});
      return (JSON.parse(text) as { value: { session: { member: { name: string } } | null } }).value.session;
    };
    expect((await session(mine))?.member.name).toBe("Bea Brand");
    expect(await session()).toBeNull();
  });

  const refused: readonly [rule: string, how: Ask, status: number, code: string][] = [
    ["with a made-up cookie", { headers: { cookie: "imprimatur=1" } }, 403, "SENDER_REFUSED"],
    ["under a foreign name (DNS rebinding)", { headers: { host: "evil.example" } }, 403, "SENDER_REFUSED"],
    ["under our name at another port", { headers: { host: "127.0.0.1:1" } }, 403, "SENDER_REFUSED"],
    ["from a page of another origin", { headers: { origin: "https://evil.example" } }, 403, "SENDER_REFUSED"],
    ["from a page of another port", { headers: { origin: "http://127.0.0.1:1" } }, 403, "SENDER_REFUSED"],
    ["from a sandboxed frame", { headers: { origin: "null" } }, 403, "SENDER_REFUSED"],
    ["from another site, as the browser says", { headers: { "sec-fetch-site": "cross-site" } }, 403, "SENDER_REFUSED"],
    ["from another port, as the browser says", { headers: { "sec-fetch-site": "same-site" } }, 403, "SENDER_REFUSED"],
    ["without the header that forms cannot send", { headers: { "x-imprimatur-call": "" } }, 403, "SENDER_REFUSED"],
    ["with GET", { method: "GET", body: undefined }, 405, "CALL_UNKNOWN"],
    ["as a form", { headers: { "content-type": "application/x-www-form-urlencoded" } }, 415, "INPUT_INVALID"],
    ["as plain text", { headers: { "content-type": "text/plain" } }, 415, "INPUT_INVALID"],
    ["with a body that is not JSON", { body: "{" }, 400, "INPUT_INVALID"],
    ["with an empty body", { body: "" }, 400, "INPUT_INVALID"],
    ["with a body that would change every object", { body: `{"__proto__": {"a": 1}}` }, 400, "INPUT_INVALID"],
    ["with a body of more than 4 MB", { body: `"${"x".repeat(4 * 2 ** 20)}"` }, 413, "INPUT_INVALID"],
    ["with input that its contract does not know", { body: `{"more": true}` }, 400, "INPUT_INVALID"],
  ];

  test.each(refused)("is refused %s", async (_rule, how, status, code) => {
    const answer = await call("access.status", {}, how);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(answer.text).not.toMatch(/\bat .*\.ts:/);
  });

  test("that nobody knows is refused by name", async () => {
    for (const name of ["access.everything", "__proto__", "constructor"]) {
      const answer = await call(name, {});
      expect([answer.status, codeOf(answer)]).toEqual([404, "CALL_UNKNOWN"]);
    }
  });

  test("with a whole export may be larger than others, but not without end", async () => {
    const export5 = await call("content.importExport", {}, { body: JSON.stringify({ text: "x".repeat(5 * 2 ** 20) }) });
    // Read and parsed, it is refused by the gate: nobody is signed in, or the input is not an export.
    expect(export5.status).not.toBe(413);
    const over = await call(
      "content.importExport",
      {},
      { headers: { "content-length": String(97 * 2 ** 20) }, body: "" },
    );
    expect([over.status, codeOf(over)]).toEqual([413, "INPUT_INVALID"]);
  });
});

describe("the events", () => {
  test.each([
    ["with a made-up cookie", { cookie: "imprimatur=1" }],
    ["from a page of another origin", { origin: "https://evil.example" }],
    ["from another site", { "sec-fetch-site": "cross-site" }],
  ])("are refused %s", async (_rule, headers) => {
    const answer = await ask("/api/events", { headers: { cookie: await cookie(), ...headers } });
    expect([answer.status, codeOf(answer)]).toEqual([403, "SENDER_REFUSED"]);
  });

  test("tell every session of what was committed", async () => {
    const answered = open("/api/events", { headers: { cookie: await cookie() } });
    answered.end();
    const stream = await answered;
    expect(stream.headers["content-type"]).toBe("text/event-stream");
    const told = new Promise<string>((resolve) => {
      let text = "";
      stream.on("data", (chunk) => {
        text += String(chunk);
        if (text.includes("data: ")) resolve(text);
      });
    });
    await call("access.signIn", { member: workspace.people.leo, passphrase });
    expect(JSON.parse(/data: (.*)/.exec(await told)![1]!)).toMatchObject({
      type: "changed",
      acts: ["session.signedIn"],
    });
    stream.destroy();
  });
});

test("nothing of this was an error of ours", () => {
  expect([...logged, ...workspace.logged]).toEqual([]);
});
