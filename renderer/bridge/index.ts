import type { StudioBridge } from "#shared/bridge.ts";
import { webBridge } from "./web.ts";

declare global {
  interface Window {
    /** Put there by the preload of the desktop host; absent in a browser. */
    readonly studio?: StudioBridge;
  }
}

/** The one bridge of this page: the desktop's where there is one, else HTTP to the server that the page came from. */
export const bridge: StudioBridge = window.studio ?? webBridge();
