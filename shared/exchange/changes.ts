import { changedFields } from "../assets/merge.ts";
import type { Body } from "../assets/parts.ts";
import type { Json } from "../kernel/canonical.ts";
import type { ExchangeChange } from "./model.ts";

/** The fields in which two bodies differ, with both values. */
export function changesOf(before: Body, after: Body): ExchangeChange[] {
  return changedFields(before, after).map((at) => ({ at, before: valueAt(before, at), after: valueAt(after, at) }));
}

function valueAt(body: Body, at: string): Json | undefined {
  return at
    .split(".")
    .reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      body,
    ) as Json | undefined;
}
