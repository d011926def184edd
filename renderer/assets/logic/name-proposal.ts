import type { Scope } from "#shared/assets/model.ts";

/** Words as a part of a name: lower case, joined by hyphens. */
export function asPart(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f'’]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
}

/** The name that is proposed for a block: what.campaign.channel.market; what is not known yet or everywhere is left out. */
export function proposeName(what: string, label: string, { channel, market }: Scope): string {
  const parts = [asPart(what), asPart(label), channel === "*" ? "" : channel, market === "*" ? "" : market];
  return parts
    .filter((part) => part !== "")
    .join(".")
    .slice(0, 120);
}
