import { problem } from "../assets/define-kind.ts";
import type { Problem, Scope } from "../assets/model.ts";
import type { Channel } from "../rules/model.ts";
import { baseVariant, type BlockBody, type Variant } from "./model.ts";

/** Channels as people call them. */
export const channelNames: Readonly<Record<Channel, string>> = {
  web: "Web",
  email: "E-mail",
  sms: "SMS",
  push: "Push",
  app: "App",
  paid: "Paid media",
  video: "Video end card",
};

/** For whom a variant is, one text for each thing that it names: “Ridge Club gold”, “AT, CH”, “E-mail”. */
export function forWhom(
  { audience, markets, channels }: Pick<Variant, "audience" | "markets" | "channels">,
  nameOf: (audience: string) => string,
): string[] {
  return [
    ...(audience ? [nameOf(audience)] : []),
    ...(markets ? [markets.map((one) => one.toUpperCase()).join(", ")] : []),
    ...(channels ? [channels.map((one) => channelNames[one]).join(", ")] : []),
  ];
}

/** The market that the values of a variant are written for: those that it names, else those of its block. */
export function marketsOf(body: BlockBody, variant: string, scope: Pick<Scope, "market">): readonly string[] {
  const named = body.settings.variants.find(({ id }) => id === variant)?.markets;
  return variant === baseVariant || named === undefined ? [scope.market] : named;
}

/** What must hold of the variants themselves. */
export function checkVariants(variants: readonly Variant[], scope: Scope | undefined): Problem[] {
  return variants.flatMap((variant, index) => {
    const at = `settings.variants.${index}`;
    const problems: Problem[] = [];
    const { id } = variant;
    const before = variants.slice(0, index);
    if (before.some((one) => one.id === id))
      problems.push(problem(`${at}.id`, "form", `Rename one of the two variants called ${id}.`));
    const wider = before.find((one) => covers(one, variant));
    if (wider) problems.push(problem(at, "rule", neverSeen(wider, variant), "warning"));
    return scope ? [...problems, ...checkScope(variant, scope, at)] : problems;
  });
}

/** Whether the first applies wherever the second does: it names nothing that the second does not narrow as far. */
export const covers = (first: Variant, second: Variant): boolean =>
  (first.audience === undefined || first.audience === second.audience) &&
  contains(first.markets, second.markets) &&
  contains(first.channels, second.channels);

const contains = (wide: readonly string[] | undefined, narrow: readonly string[] | undefined): boolean =>
  wide === undefined || (narrow !== undefined && narrow.every((one) => wide.includes(one)));

function neverSeen(wider: Variant, variant: Variant): string {
  const why = covers(variant, wider) ? "is for the same people" : "comes first wherever it applies";
  return `Nobody can see “${variant.label}”: “${wider.label}” ${why}. Move it up, remove it, or say for whom else it is.`;
}

/** A variant for a market or channel that its block is not for is never shown. */
function checkScope({ label, markets, channels }: Variant, { market, channel }: Scope, at: string): Problem[] {
  const outside = (named: readonly string[] | undefined, one: string): string[] =>
    one === "*" ? [] : (named ?? []).filter((each) => each !== one);
  const strange = outside(markets, market).map((one) => one.toUpperCase());
  const silent = outside(channels, channel).map((one) => channelNames[one as Channel]);
  const say = (what: string, place: string) =>
    `Take ${what} out of “${label}”: this block is for ${place} alone, so it is never shown there.`;
  return [
    ...(strange.length > 0 ? [problem(`${at}.markets`, "rule", say(strange.join(" and "), market.toUpperCase()))] : []),
    ...(silent.length > 0
      ? [problem(`${at}.channels`, "rule", say(silent.join(" and "), channelNames[channel as Channel] ?? channel))]
      : []),
  ];
}
