import { type BlockTypeBody, blockTypeBody, type Field } from "#shared/taxonomy/model.ts";
import { linkedIds, ninetailed, typeIdOf } from "./entries.ts";
import { type ContentfulExport, type ContentType, isRecord } from "./export.ts";
import { type FieldPlan, planFields } from "./fields.ts";
import { type Named, shortLabel, slug } from "./names.ts";
import { linkedTypes } from "./validations.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { PictureFiles } from "./pictures.ts";
import type { Ledger } from "./report.ts";
import { originMark, type Workspace } from "./workspace.ts";

/** A content type as entries are read by it. The fields are those of the workspace's block type, whoever set them. */
export interface ImportedType extends Named {
  readonly label: string;
  /** The part of the type's name that says what it is, for the names of its blocks. */
  readonly slug: string;
  readonly fields: readonly FieldPlan[];
  readonly body: BlockTypeBody;
}

const specialTypes: ReadonlySet<string> = new Set([ninetailed.audience, ninetailed.mergeTag]);

/** Plans a block type for every content type. @returns them by the content type's id. */
export function planBlockTypes(
  exported: ContentfulExport,
  tokens: readonly string[],
  files: PictureFiles,
  workspace: Workspace,
  ledger: Ledger,
): Map<string, ImportedType> {
  const pictures = new Set(exported.assets.filter(isPicture).map(({ sys }) => sys.id));
  const planned: { type: ContentType; fields: readonly FieldPlan[] }[] = [];
  for (const type of exported.contentTypes) {
    const { id } = type.sys;
    if (specialTypes.has(id)) {
      ledger.leftOut(
        "contentTypes",
        id,
        "Audiences and merge tags become kinds of their own here; a block type for them would have no use.",
      );
      continue;
    }
    const editor = exported.editorInterfaces.find(({ sys }) => sys.contentType.sys.id === id);
    const shows = (fieldId: string, holds: (asset: string) => boolean): boolean =>
      exported.entries
        .filter((entry) => typeIdOf(entry) === id)
        .flatMap((entry) => Object.values(entry.fields[fieldId] ?? {}))
        .every((value) => linkedIds(value, "Asset").every(holds));
    const { fields, notes } = planFields(type, {
      editor,
      tokens,
      showsPictures: (fieldId) => shows(fieldId, (asset) => pictures.has(asset)),
      inLibrary: (fieldId) =>
        files.size > 0 && shows(fieldId, (asset) => files.has(asset) && !("reason" in files.get(asset)!)),
    });
    for (const note of notes) ledger.adapted("contentTypes", id, note);
    if (fields.length === 0) ledger.leftOut("contentTypes", id, "It has no field that could be taken over.");
    else planned.push({ type, fields });
  }
  // Types lead to one another, also in a circle: all have their ids before the first is written.
  const ids = new Map(planned.map(({ type }) => [type.sys.id, workspace.reserve(wantedOf(type)).id]));
  return new Map(
    planned.map(({ type, fields }) => {
      const limited = fields.map((plan) =>
        limitTypes(plan, ids, (loss) => ledger.adapted("contentTypes", type.sys.id, loss)),
      );
      return [type.sys.id, planType(type, limited, workspace, ledger)];
    }),
  );
}

const labelOf = (type: ContentType): string => shortLabel(type.name?.trim() || type.sys.id, 120);
const slugOf = (type: ContentType): string => slug(labelOf(type)).replace(/-component$/, "") || slug(type.sys.id);
const wantedOf = (type: ContentType) =>
  ({ kind: "blockType", origin: `contentType:${type.sys.id}`, name: slugOf(type), tier: "campaign" }) as const;

/** What a link may lead to, as block types of ours. */
function limitTypes(plan: FieldPlan, ids: ReadonlyMap<string, AssetId>, lose: (loss: string) => void): FieldPlan {
  const named = linkedTypes(plan.source);
  if (named === null || (plan.reading !== "entry" && plan.reading !== "entryList")) return plan;
  const { label, limits } = plan.field;
  const missing = named.filter((id) => !ids.has(id));
  const types = named.flatMap((id) => ids.get(id) ?? []);
  if (missing.length > 0)
    lose(
      `“${label}”: it may lead to ${missing.join(", ")} in the source, which ${missing.length === 1 ? "is" : "are"} not imported as ${missing.length === 1 ? "a block type" : "block types"}.`,
    );
  return types.length === 0 ? plan : { ...plan, field: { ...plan.field, limits: { ...limits, types } } };
}

function planType(type: ContentType, plans: readonly FieldPlan[], workspace: Workspace, ledger: Ledger): ImportedType {
  const { id } = type.sys;
  const label = labelOf(type);
  if (label !== (type.name?.trim() || id)) ledger.adapted("contentTypes", id, "Its name is shortened in the label.");
  const short = slugOf(type);
  const wanted = wantedOf(type);
  const before = blockTypeBody.safeParse(workspace.find("blockType", wanted.origin)?.body);
  const fresh = plans.flatMap(({ field, description }) => (description ? [field, description] : [field]));
  const body = before.success ? extendType(before.data, fresh, id, ledger) : newType(type, label, fresh);
  const named = workspace.put(wanted, blockTypeBody.parse(body), "Imported from Contentful");
  ledger.imported("contentTypes", id, named.name);
  const current = new Map(body.settings.fields.map((field) => [field.name, field]));
  const fields = plans.map((plan) => ({
    ...plan,
    field: current.get(plan.field.name) ?? plan.field,
    description: plan.description && (current.get(plan.description.name) ?? plan.description),
  }));
  return { ...named, label: body.settings.label, slug: short, fields, body };
}

function newType(type: ContentType, label: string, fields: Field[]): BlockTypeBody {
  const description = type.description?.trim();
  return {
    settings: {
      label,
      ...(description ? { description } : {}),
      fields,
      origin: originMark(`contentType:${type.sys.id}`),
    },
  };
}

/**
 * What the workspace says of a field stands: its limits were approved here. Only fields that it does not have are added,
 * and never as required, which would break the blocks that are there.
 */
function extendType(before: BlockTypeBody, fresh: readonly Field[], id: string, ledger: Ledger): BlockTypeBody {
  const known = new Map(before.settings.fields.map((field) => [field.name, field]));
  const helped = new Map<string, string>();
  const added: Field[] = [];
  for (const field of fresh) {
    const current = known.get(field.name);
    if (!current) {
      added.push({ ...field, required: false });
      ledger.adapted(
        "contentTypes",
        id,
        `“${field.label}” is new and was added to the block type${field.required ? ", not as required: the blocks that are there lack it" : ""}.`,
      );
      continue;
    }
    if (current.help === undefined && field.help !== undefined) {
      helped.set(field.name, field.help);
      ledger.adapted("contentTypes", id, `“${field.label}” takes over the help that the export gives.`);
    } else if (field.help !== undefined && current.help !== field.help) {
      ledger.adapted("contentTypes", id, `“${field.label}” keeps its help; the export words it otherwise.`);
    }
    if (JSON.stringify(essence(current)) !== JSON.stringify(essence(field))) {
      ledger.adapted(
        "contentTypes",
        id,
        `“${field.label}” stays as the workspace has it; the export describes it otherwise.`,
      );
    }
  }
  const fields = before.settings.fields.map((field) => {
    const help = helped.get(field.name);
    return help === undefined ? field : { ...field, help };
  });
  return { ...before, settings: { ...before.settings, fields: [...fields, ...added] } };
}

/** What a field allows, without the order in which it is said. */
const essence = ({ type, mode, required, localized, limits }: Field) => [
  type,
  mode,
  required,
  localized,
  Object.entries(limits).toSorted(([a], [b]) => (a < b ? -1 : 1)),
];

function isPicture(media: ContentfulExport["assets"][number]): boolean {
  const files = Object.values(media.fields["file"] ?? {});
  return files.some(
    (file) => isRecord(file) && typeof file["contentType"] === "string" && file["contentType"].startsWith("image/"),
  );
}
