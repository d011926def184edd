// oxlint-disable-next-line import/no-unassigned-import -- before any schema is made
import "#shared/kernel/no-eval.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { setAssetSource } from "./app/asset-source.ts";
import { features } from "./app/features.ts";
import { fetchAhead } from "./app/fetch-ahead.ts";
import { installFeatures } from "./app/registry.ts";
import { Gate } from "./app/session/gate.tsx";
import { followTheme } from "./app/theme.ts";
import { findAssets } from "./assets/data/palette-source.ts";
import "./ui/css/index.css";

// Before the first paint, so that a dark screen never flashes light.
followTheme();
installFeatures(features);
setAssetSource(findAssets);

const root = document.getElementById("root");
if (!root) throw new Error("index.html lacks the element that the studio is drawn into.");
createRoot(root).render(
  <StrictMode>
    <App gate={Gate} />
  </StrictMode>,
);
fetchAhead();
