import type { Scope } from "../assets/model.ts";
import type { BlockBody } from "../content/model.ts";
import type { Dictionary } from "../data/dictionary.ts";
import type { ImageBody } from "../images/model.ts";
import type { AssetId } from "../kernel/ids.ts";
import type { Conditions } from "../rules/cel/conditions.ts";
import { parseTimestamp } from "../rules/cel/time.ts";
import type { BlockTypeBody } from "../taxonomy/model.ts";
import type { Period } from "./release.ts";

/** What the steps of a compilation share. */
export interface Linker {
  readonly dictionary: Dictionary;
  readonly conditions: Conditions;
  readonly types: ReadonlyMap<AssetId, Named<BlockTypeBody>>;
  readonly blocks: ReadonlyMap<AssetId, Named<BlockBody>>;
  readonly images: ReadonlyMap<AssetId, Named<ImageBody>>;
  readonly names: ReadonlyMap<AssetId, string>;
  readonly report: (asset: string, message: string) => void;
}

/** What decides what a block shows and until when; conditions play no part in it. */
export interface Shelf extends Pick<Linker, "report"> {
  readonly types: Pick<Linker["types"], "get">;
  readonly blocks: Pick<Linker["blocks"], "get">;
  readonly images: Pick<Linker["images"], "get" | "has">;
  readonly names: Pick<Linker["names"], "get">;
}

/** A period, and the asset whose period it is; null: the block's own. */
export interface Cause extends Period {
  readonly of: AssetId | null;
}

export interface Named<B> {
  readonly name: string;
  readonly scope: Scope;
  readonly body: B;
}

export const always: Period = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/** When all of these apply. */
export const overlapOf = (periods: readonly Period[]): Period => ({
  from: Math.max(...periods.map(({ from }) => from)),
  until: Math.min(...periods.map(({ until }) => until)),
});

/** A period as numbers. An end that cannot be read has passed, a beginning that cannot be read never comes. */
export const periodOf = ({ from, until }: { from?: string; until?: string }): Period => ({
  from: from === undefined ? always.from : (parseTimestamp(from) ?? Number.POSITIVE_INFINITY),
  until: until === undefined ? always.until : (parseTimestamp(until) ?? Number.NEGATIVE_INFINITY),
});
