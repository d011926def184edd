import type { AttributeBody, EventBody } from "../model.ts";

export type AttributeSettings = AttributeBody["settings"];
export type EventSettings = EventBody["settings"];

/** Settings, with purposes by their keys: ids are known to the workspace alone. */
export type Named<S> = Omit<Partial<S>, "purposes"> & { readonly purposes?: readonly string[] };

interface Found<Kind extends string, S> {
  readonly kind: Kind;
  /** Where it stands in the source, for people. */
  readonly source: string;
  readonly key: string;
  /** What the source says outright: it also changes what is there. */
  readonly said: Named<S>;
  /** What was concluded from values or names: it fills what is new. */
  readonly guessed: Named<S>;
  readonly notes: readonly string[];
}
export type Inferred = Found<"attribute", AttributeSettings> | Found<"event", EventSettings>;

/** A part of the source that says nothing that could be used, and why. */
export interface Unread {
  readonly kind: "attribute" | "event";
  readonly source: string;
  readonly reason: string;
}

export interface Reading {
  readonly found: readonly Inferred[];
  readonly unread: readonly Unread[];
  readonly notes: readonly string[];
}

/** “loyalty_tier” as people say it: “Loyalty tier”. */
export function labelFrom(key: string): string {
  const words = key
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replaceAll(/[_\-.\s]+/g, " ")
    .trim();
  const plain = /^\p{Lu}{2,4}$/u.test(words) ? words : words.toLowerCase();
  return plain === "" ? key : plain[0]!.toUpperCase() + plain.slice(1);
}
