import type { Scope } from "#shared/assets/model.ts";
import { asPart } from "#shared/taxonomy/naming-proposal.ts";

export { asPart };

/** The name that is proposed for a block: what.campaign.channel.market; what is not known yet or everywhere is left out. */
export function proposeName(what: string, label: string, { channel, market }: Scope): string {
  const parts = [asPart(what), asPart(label), channel === "*" ? "" : channel, market === "*" ? "" : market];
  return parts
    .filter((part) => part !== "")
    .join(".")
    .slice(0, 120);
}
