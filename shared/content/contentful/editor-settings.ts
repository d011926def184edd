import type { ImportedType } from "./block-types.ts";
import { type ContentfulExport, type EditorInterface, isRecord, rowKey, type SourceField } from "./export.ts";
import { ninetailed } from "./entries.ts";
import { shortLabel } from "./names.ts";
import type { Ledger } from "./report.ts";

type Control = NonNullable<EditorInterface["controls"]>[number];

/** Widgets that show what a field here shows by itself, of its type and limits. */
const ownWidgets: ReadonlySet<string> = new Set([
  "singleLine",
  "multipleLine",
  "richTextEditor",
  "markdown",
  "boolean",
  "radio",
  "dropdown",
  "checkbox",
  "tagEditor",
  "listInput",
  "numberEditor",
  "datePicker",
  "entryLinkEditor",
  "entryLinksEditor",
  "entryCardEditor",
  "entryCardsEditor",
  "assetLinkEditor",
  "assetLinksEditor",
  "assetGalleryEditor",
]);

/** Settings of widgets that are read, or that only arrange Contentful's own screen. */
const readSettings: ReadonlySet<string> = new Set(["helpText", "trueLabel", "falseLabel", "format"]);

const controlOf = (editor: EditorInterface | undefined, fieldId: string): Control | undefined =>
  editor?.controls?.find((control) => control.fieldId === fieldId);

/** What the editing screen of the source tells editors of a field: its help, and what its two answers mean. */
export function helpOf({ id }: Pick<SourceField, "id">, editor: EditorInterface | undefined): string | undefined {
  const settings = controlOf(editor, id)?.settings ?? {};
  const said = (name: string): string => (typeof settings[name] === "string" ? settings[name].trim() : "");
  const answers = [
    said("trueLabel") && `Yes: ${said("trueLabel")}.`,
    said("falseLabel") && `No: ${said("falseLabel")}.`,
  ];
  const help = [said("helpText"), ...answers].filter((words) => words !== "").join(" ");
  return help === "" ? undefined : shortLabel(help, 500);
}

/** Settles the editing screens: what becomes of help texts and controls, and what means nothing here. */
export function reportEditors(
  exported: ContentfulExport,
  types: ReadonlyMap<string, ImportedType>,
  ledger: Ledger,
): void {
  for (const [index, row] of exported.editorInterfaces.entries()) {
    const key = rowKey("editorInterfaces", row, index);
    const type = types.get(row.sys.contentType.sys.id);
    if (!type) {
      ledger.leftOut("editorInterfaces", key, "Its content type is not imported as a block type.");
      continue;
    }
    ledger.imported("editorInterfaces", key, type.name);
    for (const loss of lossesOf(row)) ledger.adapted("editorInterfaces", key, loss);
  }
}

function lossesOf(row: EditorInterface): string[] {
  const controls = (row.controls ?? []).filter(({ fieldId }) => !isNinetailed(fieldId));
  const losses = controls.flatMap((control) => controlLosses(control));
  const variants = (row.controls ?? []).filter(({ fieldId }) => isNinetailed(fieldId));
  if (variants.length > 0)
    losses.push(
      `${variants.map(({ fieldId }) => fieldId).join(" and ")} become variants, so their controls are not needed.`,
    );
  const arranged = ["sidebar", "editors", "editorLayout", "groupControls"].filter((name) => Array.isArray(row[name]));
  if (arranged.length > 0)
    losses.push(`What arranges Contentful's own screen means nothing here: ${arranged.join(", ")}.`);
  return losses;
}

const isNinetailed = (fieldId: string): boolean =>
  fieldId === ninetailed.variantsField || fieldId === ninetailed.audienceField;

function controlLosses(control: Control): string[] {
  const { fieldId, widgetId, settings } = control;
  const losses: string[] = [];
  const app = control["widgetNamespace"] === "app" || control["widgetNamespace"] === "extension";
  if (app) losses.push(`“${fieldId}” was edited by an app of Contentful (${widgetId}); here it is edited by its type.`);
  else if (widgetId === "slugEditor")
    losses.push(`“${fieldId}” was proposed from ${trackedWords(settings)}; here it is written by hand.`);
  else if (widgetId === "urlEditor") losses.push(`“${fieldId}” was shown as an address; here it is a text.`);
  else if (widgetId && !ownWidgets.has(widgetId))
    losses.push(`The control ${widgetId} of “${fieldId}” has no counterpart; here it is edited by its type.`);
  // How a link or a day is picked arranges the screen; what is unknown may say more than that.
  const unknown = Object.keys(settings ?? {}).filter((name) => !readSettings.has(name) && !screenSettings.has(name));
  if (unknown.length > 0)
    losses.push(`“${fieldId}”: the settings ${unknown.join(", ")} of its control mean nothing here.`);
  const shown = Object.keys(settings ?? {}).filter((name) => screenSettings.has(name) && name !== "trackingFieldId");
  if (shown.length > 0) losses.push(`“${fieldId}”: ${shown.join(", ")} only arrange Contentful's own screen.`);
  return losses;
}

const screenSettings: ReadonlySet<string> = new Set([
  "showLinkEntityAction",
  "showCreateEntityAction",
  "bulkEditing",
  "trackingFieldId",
  "ampm",
]);

const trackedWords = (settings: Control["settings"]): string =>
  isRecord(settings) && typeof settings["trackingFieldId"] === "string"
    ? `“${settings["trackingFieldId"]}”`
    : "the title";
