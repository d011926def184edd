import { type Feature, lazyPage } from "#renderer/app/feature.ts";

/** Opens any asset by its id or name, on the screen of its kind: `#/assets/hero.ss26-alpine.web.de`. */
export const assets: Feature = {
  id: "assets",
  title: "Asset",
  page: lazyPage(() => import("./page.tsx")),
};
