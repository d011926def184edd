import type { BundleAsset } from "#shared/bundle/model.ts";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import type { Decision, TraceStep as DecisionStep } from "#shared/decision/model.ts";
import type { CompiledRelease } from "#shared/decision/release.ts";
import type { KindName } from "#shared/assets/kind.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { placementBody } from "#shared/rules/model.ts";
import type { Library, LibraryAsset } from "#renderer/assets/logic/library.ts";
import type { TestPerson } from "#renderer/audiences/logic/test-condition.ts";
import { type CircumstancesForm, momentOf, statedBy, typedCounter } from "./circumstances.ts";
import { mattersIn, viewRule } from "./effect.ts";
import { slotsOf } from "./slots.ts";

/** The rules of a placement as they stand, with the one that is being edited in its place. */
export function rulesIn(placement: AssetId, rules: readonly LibraryAsset[], edited: LibraryAsset): LibraryAsset[] {
  const others = rules.filter((rule) => rule.id !== edited.id && mattersIn(rule.body, placement));
  return mattersIn(edited.body, placement) ? [...others, edited] : others;
}

/** The blocks that a decision in a placement may need: those that its rules show, its generic one, and those of its template. */
export function blocksFor(
  placement: LibraryAsset | undefined,
  rules: readonly LibraryAsset[],
  library: Library,
): AssetId[] {
  const parsed = placementBody.safeParse(placement?.body);
  const fallback = parsed.success ? [parsed.data.settings.fallback] : [];
  const shown = rules.flatMap((rule) => (viewRule(rule.body).block as AssetId | undefined) ?? []);
  const standing = slotsOf(placement, library)?.slots.flatMap(({ block }) => block ?? []) ?? [];
  return [...new Set([...fallback, ...shown, ...standing])];
}

const kinds: readonly KindName[] = [
  "blockType",
  "audience",
  "attribute",
  "event",
  "consentPurpose",
  "placement",
  "template",
  "block",
];

/** A release of everything that is known, with these rules: what a decision would stand on if all of it were published. */
export function ruleRelease(library: Library, rules: readonly LibraryAsset[]): CompiledRelease {
  const others = [...library.assets.values()].filter((asset) => kinds.includes(asset.kind));
  return compile({ environment: "draft", number: 1, assets: [...others, ...rules].map(asAsset) });
}

const asAsset = ({ id, kind, name, tier, scope, body }: LibraryAsset): BundleAsset => ({
  id,
  kind,
  name,
  tier,
  scope,
  body,
});

export interface TracedDecision {
  readonly decision: Decision;
  readonly steps: readonly DecisionStep[];
  readonly microseconds: number;
}

/** What one person would get in a placement, and every step on the way. */
export function traceFor(
  release: CompiledRelease,
  placement: string,
  person: TestPerson,
  { locale, now, circumstances }: { locale: string; now: number; circumstances: CircumstancesForm },
): TracedDecision {
  const request = {
    placement,
    locale,
    // Nobody in particular: caps are asked of whoever is tried.
    person: "tester",
    ...statedBy(circumstances),
    attributes: person.attributes as Record<string, never>,
    ...(person.events ? { events: [...person.events] } : {}),
    consents: [...person.consents],
    ...(person.tcf === undefined ? {} : { tcf: person.tcf }),
    ...(person.jurisdiction === undefined ? {} : { jurisdiction: person.jurisdiction }),
    trace: true,
  };
  const start = performance.now();
  const decision = decide(release, request, {
    now: momentOf(circumstances, now),
    counter: typedCounter(circumstances),
  });
  return { decision, steps: decision.trace ?? [], microseconds: Math.round((performance.now() - start) * 1000) };
}
