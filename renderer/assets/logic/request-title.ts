import type { Body } from "#shared/assets/parts.ts";
import type { Field } from "#shared/taxonomy/model.ts";
import { listed } from "#renderer/app/words.ts";

/**
 * A first title for a change request: what the asset is called and, of a block, the fields that changed.
 * @param changed places in the body, such as `copy.base.headline.en-GB`
 * @param type the block's type; of other assets there is none
 */
export function requestTitle(called: string, changed: readonly string[], type: Body | undefined): string {
  const fields = (type?.settings?.["fields"] ?? []) as unknown as readonly Field[];
  const names = new Set(changed.map((at) => at.split(".")[2]));
  const labels = fields.filter(({ name }) => names.has(name)).map(({ label }) => label.toLowerCase());
  return labels.length > 0 ? `${called}: ${listed(labels, { most: 3 })}` : called;
}
