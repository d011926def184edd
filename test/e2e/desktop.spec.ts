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

  test("isolates the page from the preload, and gives it no Node", async ({ desktop }) => {
    const preferences = await desktop.app.evaluate(({ webContents }) => {
      const [contents] = webContents.getAllWebContents();
      return (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    });
  });

  test("cannot be led away from the studio's page", async ({ desktop: { page, origin } }) => {
    for (const target of ["https://evil.example/", "file:///etc/passwd", "app://elsewhere/"]) {
      await page.evaluate((url) => void (location.href = url), target);
      await page.waitForTimeout(200);
      expect(page.url()).toBe(`${origin}/`);
    }
    await expect(page.getByRole("group", { name: "Who are you" })).toBeVisible();
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
