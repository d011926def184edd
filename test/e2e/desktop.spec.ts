import { isFiltered } from "./support/electron-host.ts";
import { expect, test } from "./support/studio.ts";

/** What holds of the desktop's windows alone: in a browser these are the browser's own business. */
test.describe("the desktop window", () => {
  test("runs its page in Chromium's sandbox wherever the kernel allows it", async ({ desktop }) => {
    const pid = await desktop.app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]!.getOSProcessId());
    const { sandbox } = desktop;
    test.info().annotations.push({ type: "sandbox", description: sandbox.on ? "on" : `off: ${sandbox.why}` });
    console.log(`Chromium's sandbox is ${sandbox.on ? "on" : `off: ${sandbox.why}`}`);
    expect(isFiltered(pid)).toBe(sandbox.on);
  });

  test("isolates the page from the preload, gives it no Node, and fetches no dictionaries", async ({ desktop }) => {
    const preferences = await desktop.app.evaluate(({ webContents, session }) => {
      const [contents] = webContents.getAllWebContents();
      const last = (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences();
      return { ...last, spellChecker: session.defaultSession.isSpellCheckerEnabled() };
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellChecker: false,
    });
  });

  test("cannot be led away from the studio's page", async ({ desktop: { app, page, origin } }) => {
    const targets = ["https://evil.example/", "app://elsewhere/", `${origin}/assets/`];
    await app.evaluate(({ webContents }) => {
      const tried: unknown[] = [];
      Object.assign(globalThis, { tried });
      const [contents] = webContents.getAllWebContents();
      contents!.on("will-frame-navigate", (event) => tried.push([event.url, event.defaultPrevented]));
    });
    for (const target of targets) await page.evaluate((url) => void (location.href = url), target);
    const tried = () => app.evaluate(() => (globalThis as unknown as { tried: unknown[] }).tried);
    await expect.poll(tried).toEqual(targets.map((target) => [target, true]));
    const shown = await app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]!.getURL());
    expect(shown).toBe(`${origin}/`);
  });

  test("opens no second window", async ({ desktop: { app, page } }) => {
    const opened = await page.evaluate(() =>
      ["http://evil.example/", "file:///etc/passwd", "about:blank"].map((url) => window.open(url)),
    );
    expect(opened).toEqual([null, null, null]);
    expect(app.windows()).toHaveLength(1);
  });

  test("asks before a link leaves for the browser, and goes nowhere when told to stay", async ({
    desktop: { app, page },
  }) => {
    await app.evaluate(({ dialog, shell }) => {
      const seen = { asked: [] as string[], opened: [] as string[] };
      (globalThis as unknown as { seen: typeof seen }).seen = seen;
      dialog.showMessageBox = ((_window: unknown, options: { message: string }) => {
        seen.asked.push(options.message);
        return Promise.resolve({ response: 1, checkboxChecked: false });
      }) as typeof dialog.showMessageBox;
      shell.openExternal = (url: string) => Promise.resolve(void seen.opened.push(url));
    });
    await page.evaluate(() => window.open("https://example.com/help"));
    const seen = () => app.evaluate(() => (globalThis as unknown as { seen: { asked: string[] } }).seen);
    await expect.poll(seen).toEqual({ asked: ["Open example.com in your browser?"], opened: [] });
  });

  test("serves nothing but the built page on its own protocol", async ({ desktop: { page } }) => {
    const answers = await page.evaluate(() =>
      Promise.all(
        ["/../package.json", "/%2e%2e/%2e%2e/package.json", "/..%2f..%2fpackage.json", "/missing.js"].map(
          async (path) => (await fetch(path)).status,
        ),
      ),
    );
    expect(answers).toEqual([404, 404, 404, 404]);
  });

  test("says why there is no keychain where none protects anything", async ({ desktop: { app, page } }) => {
    const offered = await app.evaluate(({ safeStorage }) => {
      const backend = safeStorage.getSelectedStorageBackend?.() ?? "";
      return safeStorage.isEncryptionAvailable() && backend !== "basic_text" && backend !== "unknown";
    });
    const box = page.getByRole("checkbox", { name: /keychain/ });
    await expect(box).toBeEnabled({ enabled: offered });
    await expect(page.getByText(/runs no keyring|can then sign in as you/)).toBeVisible();
  });
});
