// oxlint-disable-next-line import/no-unassigned-import -- before any schema is made
import "#shared/kernel/no-eval.ts";
import { contextBridge, ipcRenderer, type IpcRendererEvent } from "electron";
import { channels, type HostAbilities, type Reply, type StudioBridge, type StudioEvent } from "#shared/bridge.ts";
import { contracts } from "#shared/contracts.ts";
import { AppError } from "#shared/kernel/errors.ts";

/** What may be called at all. Nothing else gets as far as the main process. */
const names: ReadonlySet<string> = new Set(
  contracts.flatMap(({ feature, calls }) => Object.keys(calls).map((call) => `${feature}.${call}`)),
);

const studio = {
  abilities: {
    host: "desktop",
    ownsWindow: process.platform === "darwin",
    platform: process.platform as HostAbilities["platform"],
    version: process.argv.find((one) => one.startsWith(channels.version))?.slice(channels.version.length) ?? "",
  },
  async call(name, input): Promise<Reply> {
    if (!names.has(name)) return refused(new AppError("CALL_UNKNOWN", `There is no call named ${name}.`, { name }));
    try {
      return (await ipcRenderer.invoke(channels.call, name, input)) as Reply;
    } catch {
      // The input could not be sent, or nobody is there to take it.
      return refused(
        new AppError("STUDIO_UNREACHABLE", "The studio does not answer. Close this window and open it again."),
      );
    }
  },
  subscribe(listener) {
    const hear = (_event: IpcRendererEvent, event: StudioEvent): void => listener(event);
    ipcRenderer.on(channels.event, hear);
    return () => void ipcRenderer.off(channels.event, hear);
  },
} satisfies StudioBridge;

const refused = (error: AppError): Reply => ({ error: error.toReply() });

contextBridge.exposeInMainWorld("studio", studio);
