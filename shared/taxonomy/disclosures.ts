import type { Scope } from "../assets/model.ts";
import type { AssetId } from "../kernel/ids.ts";
import type { BlockTypeBody } from "./model.ts";

/** Whether something for these markets or channels concerns an asset of one of them. An asset for all is concerned by each. */
const concerns = (named: readonly string[] | undefined, one: string): boolean =>
  named === undefined || named.length === 0 || one === "*" || named.includes(one);

/** The disclosures that every block of a type carries in a scope, in the order of the type. */
export const disclosuresFor = ({ settings }: BlockTypeBody, { market, channel }: Scope): AssetId[] =>
  (settings.disclosures ?? [])
    .filter((one) => concerns(one.markets, market) && concerns(one.channels, channel))
    .map(({ block }) => block);

/** Whether words that serve these markets may stand in a block of a market. What is for some does not serve all. */
export const serves = (jurisdictions: readonly string[] | undefined, market: string): boolean =>
  jurisdictions === undefined || jurisdictions.includes(market);
