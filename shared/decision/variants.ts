import type { Condition } from "../rules/cel/compilation.ts";
import type { Facts } from "../rules/cel/facts.ts";
import type { Channel } from "../rules/model.ts";

/** What a variant asks for. It applies where everything that it names holds; null: it does not name this. */
export interface CompiledVariant {
  readonly id: string;
  readonly audience: { readonly name: string; readonly test: Condition } | null;
  readonly markets: readonly string[] | null;
  readonly channels: readonly Channel[] | null;
}

/** Where something is shown, as far as a release says. */
export interface Place {
  readonly channel: Channel;
  /** Null where the placement serves several markets: then the request may name one. */
  readonly market: string | null;
}

/** What of a variant only a decision can answer: all that depends on the place alone is settled. */
export interface TriedVariant {
  readonly id: string;
  readonly test: Condition | null;
  readonly markets: readonly string[] | null;
}

interface Varied {
  readonly variants: readonly CompiledVariant[];
  readonly tried: readonly TriedVariant[];
}

/** Without a place: variants of a channel or market never apply, because neither is known. */
export const triedNowhere = (variants: readonly CompiledVariant[]): TriedVariant[] =>
  variants.flatMap(({ id, audience, markets, channels }) =>
    markets === null && channels === null ? [{ id, markets, test: audience?.test ?? null }] : [],
  );

/** The block as it is tried in one place; itself where no variant depends on the place. */
export function placedIn<B extends Varied>(block: B, { channel, market }: Place): B {
  if (block.variants.every(({ markets, channels }) => markets === null && channels === null)) return block;
  const tried = block.variants.flatMap(({ id, audience, markets, channels }): TriedVariant[] => {
    if (channels !== null && !channels.includes(channel)) return [];
    if (market !== null && markets !== null && !markets.includes(market)) return [];
    return [{ id, test: audience?.test ?? null, markets: market === null ? markets : null }];
  });
  return { ...block, tried };
}

/** The first variant of which everything that it names surely holds; everyone's where there is none. */
export function variantFor({ tried }: Varied, facts: Facts, market: string | undefined): string {
  for (const { id, test, markets } of tried) {
    if (markets !== null && (market === undefined || !markets.includes(market))) continue;
    if (test === null || test(facts) === true) return id;
  }
  return "base";
}
