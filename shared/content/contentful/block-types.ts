import { type BlockTypeBody, blockTypeBody, type Field } from "#shared/taxonomy/model.ts";
import { linkedIds, ninetailed, typeIdOf } from "./entries.ts";
import { type ContentfulExport, type ContentType, isRecord } from "./export.ts";
import { type FieldPlan, planFields } from "./fields.ts";
import { type Named, shortLabel, slug } from "./names.ts";
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
  workspace: Workspace,
  ledger: Ledger,
): Map<string, ImportedType> {
  const pictures = new Set(exported.assets.filter(isPicture).map(({ sys }) => sys.id));
  const types = new Map<string, ImportedType>();
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
    const showsPictures = (fieldId: string) =>
      exported.entries
        .filter((entry) => typeIdOf(entry) === id)
        .flatMap((entry) => Object.values(entry.fields[fieldId] ?? {}))
        .every((value) => linkedIds(value, "Asset").every((asset) => pictures.has(asset)));
    const { fields, notes } = planFields(type, { editor, tokens, showsPictures });
    for (const note of notes) ledger.adapted("contentTypes", id, note);
    if (fields.length === 0) ledger.leftOut("contentTypes", id, "It has no field that could be taken over.");
    else types.set(id, planType(type, fields, workspace, ledger));
  }
  return types;
}

function planType(type: ContentType, plans: readonly FieldPlan[], workspace: Workspace, ledger: Ledger): ImportedType {
  const { id } = type.sys;
  const label = shortLabel(type.name?.trim() || id, 120);
  if (label !== (type.name?.trim() || id)) ledger.adapted("contentTypes", id, "Its name is shortened in the label.");
  const short = slug(label).replace(/-component$/, "") || slug(id);
  const wanted = { kind: "blockType", origin: `contentType:${id}`, name: short, tier: "campaign" } as const;
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
    } else if (JSON.stringify(essence(current)) !== JSON.stringify(essence(field))) {
      ledger.adapted(
        "contentTypes",
        id,
        `“${field.label}” stays as the workspace has it; the export describes it otherwise.`,
      );
    }
  }
  return { ...before, settings: { ...before.settings, fields: [...before.settings.fields, ...added] } };
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
