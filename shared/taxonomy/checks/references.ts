import type { Problem } from "#shared/assets/model.ts";
import type { KnownAsset } from "#shared/assets/define-kind.ts";
import { isAssetId } from "#shared/kernel/ids.ts";
import type { Field } from "../model.ts";
import type { Say, ValueContext } from "./say.ts";

/** Holds a reference to the block types that the field names. */
export function checkReference(field: Field, text: string, { asset }: ValueContext, say: Say): Problem[] {
  if (!isAssetId(text)) return [say("reference", `Choose a block for ${field.label}.`)];
  const found = asset?.(text);
  // What is not in the workspace is reported as a reference of the body.
  if (!found) return [];
  if (found.identity.kind !== "block")
    return [say("reference", `Choose a block for ${field.label}: ${found.identity.name} is none.`)];
  const { types } = field.limits;
  if (types === undefined || types.some((type) => type === found.body.settings?.["type"])) return [];
  const allowed = types.map((type) => nameOf(asset?.(type)));
  return [
    say(
      "limit",
      `Choose another block for ${field.label}: ${found.identity.name} is not of type ${allowed.join(" or ")}.`,
    ),
  ];
}

const nameOf = (asset: KnownAsset | undefined): string => asset?.identity.name ?? "one that is not here";
