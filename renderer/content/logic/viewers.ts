import type { Body } from "#shared/assets/parts.ts";
import { ruleBody } from "#shared/rules/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Library, LibraryAsset } from "#renderer/assets/logic/library.ts";
import type { Viewer } from "../store.ts";

/** Somebody to whom a preview can be shown. */
export interface ViewerChoice {
  readonly value: Viewer;
  readonly label: string;
  readonly note: string;
}

const calledIn = (body: Body): string | undefined => {
  const label = body.settings?.["label"];
  return typeof label === "string" && label !== "" ? label : undefined;
};

export const strangerChoice: ViewerChoice = {
  value: "stranger",
  label: "a stranger",
  note: "Nothing is known of them",
};

/** Somebody in each audience of the workspace. */
export const audienceChoices = (library: Library): ViewerChoice[] =>
  library.ofKind("audience").map(({ id, name, body }) => ({
    value: id,
    label: calledIn(body) ?? name,
    note: `Somebody in ${name}`,
  }));

/** Whom each of some rules is for. */
export const ruleChoices = (rules: readonly LibraryAsset[]): ViewerChoice[] =>
  rules.map(({ id, name, body }) => ({
    value: id,
    label: calledIn(body) ?? name,
    note: `Somebody whom ${name} is for`,
  }));

/** The rules that show a block, of those that are known. */
export const selectRules = (library: Library, ids: readonly AssetId[]): LibraryAsset[] =>
  ids.flatMap((id) => {
    const rule = library.assets.get(id);
    return rule?.kind === "rule" && rule.body.logic?.["effect"] === "select" ? [rule] : [];
  });

/** The condition that the person meets to whom a preview is shown; undefined for a stranger and for whoever is gone. */
export function conditionOf(viewer: Viewer, library: Library): string | undefined {
  if (viewer === "stranger" || viewer === "intended") return undefined;
  const asset = library.assets.get(viewer);
  if (asset?.kind === "audience") return `audience(${JSON.stringify(asset.name)})`;
  const rule = asset?.kind === "rule" ? ruleBody.safeParse(asset.body) : undefined;
  return rule?.success ? rule.data.logic.when : undefined;
}
