import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { fetchAhead } from "./app/fetch-ahead.ts";
import { followTheme } from "./app/theme.ts";
import { session } from "./bridge/client.ts";
import "./ui/css/index.css";

// Before the first paint, so that a dark screen never flashes light.
followTheme();
// Asked before anything is drawn; what lies behind the front door is fetched once it stands.
void session.refresh().then(fetchAhead);

const root = document.getElementById("root");
if (!root) throw new Error("index.html lacks the element that the studio is drawn into.");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
