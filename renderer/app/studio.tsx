// oxlint-disable-next-line import/no-unassigned-import -- before any schema is made
import "#shared/kernel/no-eval.ts";
import { useEffect } from "react";
import { findAssets } from "#renderer/assets/data/palette-source.ts";
import { Toasts, TooltipProvider } from "#renderer/ui/index.ts";
import { setAssetSource } from "./asset-source.ts";
import { sayFailure } from "./commands.ts";
import { features } from "./features.ts";
import { Frame } from "./frame.tsx";
import { installFeatures } from "./registry.ts";
import { SessionCommands } from "./session/session-commands.tsx";
import { useStatusFeed } from "./session/status-feed.ts";

installFeatures(features);
setAssetSource(findAssets);

/** What whoever is signed in works in. */
export default function Studio() {
  useStatusFeed();
  useEffect(() => {
    const onRejection = (event: PromiseRejectionEvent): void => sayFailure(event.reason);
    window.addEventListener("unhandledrejection", onRejection);
    return () => window.removeEventListener("unhandledrejection", onRejection);
  }, []);
  return (
    <TooltipProvider delay={400}>
      <Toasts>
        <Frame />
        <SessionCommands />
      </Toasts>
    </TooltipProvider>
  );
}
