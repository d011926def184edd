import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  type IpcMainInvokeEvent,
  Menu,
  type MenuItemConstructorOptions,
  nativeTheme,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
  type WebContents,
} from "electron";
import { channels, type Reply } from "#shared/bridge.ts";
import { AppError, toErrorReply } from "#shared/kernel/errors.ts";
import { type DoorArguments, doorArguments, doorOptions } from "./host/arguments.ts";
import type { Backend } from "./host/backend.ts";
import { keychainOf, useKeychain } from "./host/keychain.ts";
import { dataFolder, rememberWorkspace } from "./host/locations.ts";
import { pageHeaders } from "./host/page-headers.ts";
import { ProcessBackend, type StudioProcess } from "./host/process-backend.ts";
import type { FromStudio } from "./host/process-protocol.ts";
import { readStatic } from "./host/static-files.ts";
import { chooseWorkspace } from "./host/workspace-choice.ts";
import { leastSize, recallWindow, rememberWindow, usualSize } from "./host/window-state.ts";

/**
 * The desktop's door, and the one place that knows its shell. It owns windows and the keychain; everything else happens
 * in the studio's own process. `electron . [--workspace FILE] [--service ENVIRONMENT=URL]…`
 */
const origin = "app://studio";
const page = join(import.meta.dirname, "..", "renderer");
const preload = join(import.meta.dirname, "..", "preload", "index.cjs");
const studioProgram = join(import.meta.dirname, "studio-process.js");
const data = dataFolder();
const windowFile = join(data, "desktop", "window.json");

/** Told apart from the switches of the shell and of Chromium, which may stand beside them. */
function readArguments(argv: readonly string[]): DoorArguments {
  const { values } = parseArgs({ args: [...argv], options: doorOptions, strict: false });
  const { workspace, service } = values;
  return doorArguments({
    workspace: typeof workspace === "string" ? workspace : undefined,
    service: service?.filter((one) => typeof one === "string"),
  });
}

// The lock is one for each data folder: whoever opens the studio twice is shown the window that is there.
app.setPath("userData", join(data, "desktop"));
if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  // As root, or where the kernel forbids it, a person can turn Chromium's sandbox off; windows ask for it all the same.
  if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  app.on("web-contents-created", (_event, contents) => guard(contents));
  app.on("second-instance", showWindow);
  app.on("window-all-closed", () => app.quit());
  app.whenReady().then(open, fail);
}

function open(): void {
  try {
    const backend = startBackend(readArguments(process.argv.slice(1)));
    closeBeforeQuitting(backend);
    servePage();
    denyPermissions();
    carryCalls(backend);
    Menu.setApplicationMenu(Menu.buildFromTemplate(menu()));
    openWindow(backend);
  } catch (error) {
    fail(error);
  }
}

/** Before there is a window to say it in. */
function fail(error: unknown): void {
  dialog.showErrorBox("Imprimatur cannot start", toErrorReply(error).message);
  app.exit(1);
}

function startBackend({ workspace, services }: DoorArguments): Backend {
  const choice = chooseWorkspace(workspace, data);
  rememberWorkspace(data, choice.path);
  return new ProcessBackend({
    start: forkStudio,
    opening: {
      choice,
      services,
      data,
      keychain: keychainOf(safeStorage, process.platform),
    },
    secret: (ask) => useKeychain(safeStorage, ask),
  });
}

function forkStudio(): StudioProcess {
  const child = utilityProcess.fork(studioProgram, [], { serviceName: "Imprimatur Studio" });
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on("message", (message: FromStudio) => listener(message)),
    onExit: (listener) => void child.on("exit", listener),
    kill: () => void child.kill(),
  };
}

/** Calls in flight end, and the workspace is closed, before the last process goes. */
function closeBeforeQuitting(backend: Backend): void {
  let closed = false;
  app.on("will-quit", (event) => {
    if (closed) return;
    event.preventDefault();
    void backend.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

function servePage(): void {
  protocol.handle("app", async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = host === "studio" && method === "GET" ? await readStatic(page, pathname) : undefined;
    if (!file) return new Response("There is nothing at this address.", { status: 404, headers: pageHeaders });
    return new Response(file.body, { headers: { ...pageHeaders, ...file.headers } });
  });
}

/** How often a page that still saves is asked again before the person is, and the pause between. */
const unsavedAsks = { most: 20, pauseMs: 150 };

/**
 * A page with unsaved words begins to save them and asks to stay. It is closed as soon as they are safe; where they cannot
 * be saved, the person decides. Everything is quit once more, since a page that stays has ended the quitting.
 */
function waitForUnsaved(window: BrowserWindow): void {
  let asks = 0;
  /** What the page was asked to make way for: nothing else is asked again. */
  let reason: "reload" | "close" | "quit" = "reload";
  const again = { reload: () => window.webContents.reload(), close: () => window.close(), quit: () => app.quit() };
  app.on("before-quit", () => (reason = "quit"));
  window.on("close", () => (reason = reason === "quit" ? "quit" : "close"));
  window.webContents.on("will-prevent-unload", (event) => {
    const act = again[reason];
    asks += 1;
    reason = "reload";
    if (asks <= unsavedAsks.most) {
      setTimeout(() => !window.isDestroyed() && act(), unsavedAsks.pauseMs);
      return;
    }
    asks = 0;
    const leave = dialog.showMessageBoxSync(window, {
      type: "warning",
      message: "Your last words are not saved.",
      detail: "They cannot be written to the workspace now. Stay to see why, or go on without them.",
      buttons: ["Stay", "Go on without saving"],
      defaultId: 0,
      cancelId: 0,
    });
    if (leave === 1) event.preventDefault();
  });
}

/** Copying is the one thing a page of ours does that needs asking; everything else is refused unasked. */
function denyPermissions(): void {
  const allowed = (permission: string): boolean => permission === "clipboard-sanitized-write";
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed(permission)));
  defaultSession.setPermissionCheckHandler((_contents, permission) => allowed(permission));
  defaultSession.setDevicePermissionHandler(() => false);
  // Its dictionaries would come from elsewhere.
  defaultSession.setSpellCheckerEnabled(false);
}

/** One window is one sender, for as long as it is open: a reload keeps the session. */
const senderOf = (contents: WebContents): string => `window-${contents.id}`;

function carryCalls(backend: Backend): void {
  ipcMain.handle(channels.call, (event, name: unknown, input: unknown): Promise<Reply> | Reply => {
    if (!isOurPage(event) || typeof name !== "string") return { error: refusedSender };
    return backend.call(senderOf(event.sender), name, input);
  });
  backend.subscribe((event) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(channels.event, event);
  });
}

/** Only the page itself may call, not a frame in it, and not whatever else a window might show. */
function isOurPage({ senderFrame, sender }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOurUrl(senderFrame.url);
}

const isOurUrl = (url: string): boolean => url.startsWith(`${origin}/`);

const refusedSender = new AppError("SENDER_REFUSED", "Only the studio's own page may make calls.").toReply();

/** What a page cannot do, whatever gets into it: leave, open windows, or host another page with powers. */
function guard(contents: WebContents): void {
  contents.on("will-frame-navigate", (event) => {
    // Previews are frames whose content we wrote: they show what they were given and go nowhere.
    const written = !event.isMainFrame && /^(about:srcdoc|about:blank|blob:app:\/\/studio\/)/.test(event.url);
    const reload = event.isMainFrame && event.url === contents.getURL();
    if (!written && !reload) event.preventDefault();
  });
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void offerOutside(contents, url);
    return { action: "deny" };
  });
}

/** A link to the web opens in the person's browser, after they saw where it leads. */
async function offerOutside(contents: WebContents, url: string): Promise<void> {
  const target = URL.parse(url);
  const window = BrowserWindow.fromWebContents(contents);
  if (target?.protocol !== "https:" || !window) return;
  const { response } = await dialog.showMessageBox(window, {
    type: "question",
    message: `Open ${target.host} in your browser?`,
    detail: target.href,
    buttons: ["Open", "Stay here"],
    defaultId: 1,
    cancelId: 1,
  });
  if (response === 0) await shell.openExternal(target.href);
}

function openWindow(backend: Backend): void {
  const last = recallWindow(
    windowFile,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...usualSize,
    ...last?.bounds,
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    show: false,
    title: "Imprimatur",
    // What is seen before the page is: the grounds of the two themes.
    backgroundColor: nativeTheme.shouldUseDarkColors ? "#141b1c" : "#ffffff",
    ...(process.platform === "darwin" ? { titleBarStyle: "hiddenInset" as const } : {}),
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      additionalArguments: [channels.version + app.getVersion()],
    },
  });
  if (last?.maximized) window.maximize();
  window.once("ready-to-show", () => window.show());
  window.on("close", () =>
    rememberWindow(windowFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  waitForUnsaved(window);
  const sender = senderOf(window.webContents);
  window.on("closed", () => backend.release(sender));
  void window.loadURL(`${origin}/`);
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

function menu(): MenuItemConstructorOptions[] {
  const openWorkspace: MenuItemConstructorOptions = {
    label: "Open workspace…",
    accelerator: "CommandOrControl+O",
    click: () => void askForWorkspace(),
  };
  const view: MenuItemConstructorOptions[] = [
    { role: "reload" },
    ...(app.isPackaged ? [] : [{ role: "toggleDevTools" } as const]),
    { type: "separator" },
    { role: "resetZoom" },
    { role: "zoomIn" },
    { role: "zoomOut" },
    { type: "separator" },
    { role: "togglefullscreen" },
  ];
  return [
    ...(process.platform === "darwin" ? [{ role: "appMenu" } as const] : []),
    {
      label: "File",
      submenu: [openWorkspace, { type: "separator" }, { role: process.platform === "darwin" ? "close" : "quit" }],
    },
    { role: "editMenu" },
    { label: "View", submenu: view },
    { role: "windowMenu" },
  ];
}

/** Another workspace is another start: nothing of the last one stays in memory, keys least of all. */
async function askForWorkspace(): Promise<void> {
  const { filePaths } = await dialog.showOpenDialog({
    title: "Open workspace",
    filters: [{ name: "Workspaces", extensions: ["imprimatur"] }],
    properties: ["openFile"],
  });
  const [path] = filePaths;
  if (path === undefined) return;
  app.relaunch({ args: [...(app.isPackaged ? [] : [app.getAppPath()]), "--workspace", path] });
  app.quit();
}
