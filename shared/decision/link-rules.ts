import type { BundleAsset } from "../bundle/model.ts";
import type { AssetId } from "../kernel/ids.ts";
import { type GuardrailLogic, isGuardrail } from "../rules/effects.ts";
import type { PlacementBody, RuleBody } from "../rules/model.ts";
import type { TemplateBody } from "../templates/model.ts";
import { Circumstances } from "./circumstances.ts";
import { compileGuard, type GuardRule, stepOf, unreadableGuard, withinMarket } from "./compile-guard.ts";
import { type Linked, type Target, targetOf } from "./compile-template.ts";
import { type Indexed, indexed } from "./conjuncts.ts";
import { type Linker, type Named, periodOf } from "./linker.ts";
import { stepNames } from "./model.ts";
import type { Guard, Selection } from "./release.ts";
import { partsOf, readCondition } from "./rule-condition.ts";
import { type Place, placedIn } from "./variants.ts";

/** What rules and placements lead to. */
export interface Material {
  readonly blocks: ReadonlyMap<AssetId, Linked>;
  readonly placements: ReadonlyMap<AssetId, Named<PlacementBody>>;
  readonly templates: ReadonlyMap<AssetId, Named<TemplateBody>>;
}

/** The rules of a release, each where it takes effect. */
export interface LinkedRules {
  readonly everywhere: readonly Indexed<Guard>[];
  /** Guardrails of some placements, by placement: those that keep back everything personalized, … */
  readonly guards: ReadonlyMap<AssetId, readonly Indexed<Guard>[]>;
  /** … and those that keep back some content. */
  readonly contentGuards: ReadonlyMap<AssetId, readonly Indexed<Guard>[]>;
  /** By `targetKey`. */
  readonly selections: ReadonlyMap<string, readonly Indexed<Selection>[]>;
  readonly circumstances: Circumstances;
}

/** The key of what rules fill: a placement, or a slot of its template. */
export const targetKey = (placement: AssetId, slot: { readonly key: string } | null): string =>
  slot ? `${placement} ${slot.key}` : placement;

/** Puts every rule where it takes effect: guardrails first, because selections carry those that keep their block back. */
export function linkRules(
  rules: ReadonlyMap<AssetId, Named<RuleBody>>,
  assets: readonly BundleAsset[],
  material: Material,
  linker: Linker,
): LinkedRules {
  const guardRules = guardrailsOf(rules);
  const circumstances = new Circumstances(guardRules.filter(({ logic }) => logic.effect === "cap").length);
  const placed = placeGuards(guardRules, material, circumstances, linker);
  // A rule that cannot be read, or stands in the shadow of another, may be a guardrail of anything.
  for (const { id, kind, name } of assets) {
    if (kind === "rule" && rules.get(id)?.name !== name) placed.everywhere.push(unreadableGuard(name));
  }
  const selections = new Map<string, Indexed<Selection>[]>();
  for (const [rank, { rule, logic }] of selectionsOf(rules).entries()) {
    const placement = material.placements.get(logic.placement);
    const target = placement && targetOf(placement.body.settings, logic.slot, material.templates);
    const block = material.blocks.get(logic.block);
    const guards = block ? placed.covering(logic.placement, logic.block, block.type) : null;
    const selection = placement && compileSelection(rule, rank, { placement, target, block, guards }, linker);
    if (selection) append(selections, targetKey(logic.placement, target?.slot ?? null), selection);
  }
  const { everywhere, guards, contentGuards } = placed;
  return { everywhere, guards, contentGuards, selections, circumstances };
}

const byName = (a: { rule: Named<RuleBody> }, b: { rule: Named<RuleBody> }): number =>
  a.rule.name < b.rule.name ? -1 : 1;

/** In the order of their steps, then by name: the order in which a decision meets them. */
function guardrailsOf(rules: ReadonlyMap<AssetId, Named<RuleBody>>): GuardRule[] {
  const step = (logic: GuardrailLogic): number => stepNames.indexOf(stepOf[logic.effect]);
  return [...rules]
    .flatMap(([id, rule]) => {
      const { logic } = rule.body;
      return isGuardrail(logic) ? [{ id, rule, logic }] : [];
    })
    .toSorted((a, b) => step(a.logic) - step(b.logic) || byName(a, b))
    .map((guard, rank) => ({ ...guard, rank }));
}

/** By falling priority, then by name. */
function selectionsOf(rules: ReadonlyMap<AssetId, Named<RuleBody>>) {
  return [...rules.values()]
    .flatMap((rule) => {
      const { logic } = rule.body;
      return isGuardrail(logic) ? [] : [{ rule, logic }];
    })
    .toSorted((a, b) => b.logic.priority - a.logic.priority || byName(a, b));
}

interface PlacedGuards {
  readonly everywhere: Indexed<Guard>[];
  readonly guards: Map<AssetId, Indexed<Guard>[]>;
  readonly contentGuards: Map<AssetId, Indexed<Guard>[]>;
  /** The guardrails that may keep a block back in a placement, by rank; null where there are none. */
  readonly covering: (placement: AssetId, block: AssetId, type: AssetId) => readonly Guard[] | null;
}

function placeGuards(
  rules: readonly GuardRule[],
  { placements }: Material,
  circumstances: Circumstances,
  linker: Linker,
): PlacedGuards {
  const everywhere: Indexed<Guard>[] = [];
  const guards = new Map<AssetId, Indexed<Guard>[]>();
  const contentGuards = new Map<AssetId, Indexed<Guard>[]>();
  const covering = new Map<string, Guard[]>();
  let caps = 0;
  for (const one of rules) {
    const slot = one.logic.effect === "cap" ? caps++ : -1;
    const guard = compileGuard(one, slot, circumstances, linker);
    if (isEverywhere(one)) {
      everywhere.push(guard);
      continue;
    }
    const { content } = one.logic;
    for (const [id, placement] of placements) {
      if (!reaches(one, id, placement)) continue;
      const here = inPlacement(guard, one, placement, circumstances);
      if (!covers(content)) append(guards, id, here);
      else {
        append(contentGuards, id, here);
        for (const covered of new Set([...content.types, ...content.blocks]))
          append(covering, `${id} ${covered}`, here.rule);
      }
    }
  }
  return {
    everywhere,
    guards,
    contentGuards,
    covering(placement, block, type) {
      const both = [...(covering.get(`${placement} ${block}`) ?? []), ...(covering.get(`${placement} ${type}`) ?? [])];
      return both.length === 0 ? null : [...new Set(both)].toSorted((a, b) => a.rank - b.rank);
    },
  };
}

type Content = GuardrailLogic["content"];

/** A guardrail of content that names none keeps everything back: what cannot be meant errs towards showing less. */
const covers = (content: Content): content is NonNullable<Content> =>
  content !== undefined && content.types.length + content.blocks.length > 0;

const isEverywhere = ({ logic, rule: { scope } }: GuardRule): boolean =>
  logic.placements.length === 0 &&
  logic.channels === undefined &&
  !covers(logic.content) &&
  scope.brand === "*" &&
  scope.market === "*" &&
  scope.channel === "*";

/** Whether a guardrail may hold in a placement: it is named, in its channels, and not surely outside of its scope. */
function reaches({ logic, rule: { scope } }: GuardRule, id: AssetId, placement: Named<PlacementBody>): boolean {
  const { channel } = placement.body.settings;
  const overlaps = (mine: string, its: string): boolean => mine === "*" || its === "*" || mine === its;
  return (
    (logic.placements.length === 0 || logic.placements.includes(id)) &&
    (logic.channels === undefined || logic.channels.includes(channel)) &&
    (scope.channel === "*" || scope.channel === channel) &&
    overlaps(scope.brand, placement.scope.brand) &&
    overlaps(scope.market, placement.scope.market)
  );
}

/** A guardrail of one market asks in a placement that serves several where the person is. */
function inPlacement(
  guard: Indexed<Guard>,
  { rule: { scope } }: GuardRule,
  placement: Named<PlacementBody>,
  circumstances: Circumstances,
): Indexed<Guard> {
  if (scope.market === "*" || placement.scope.market !== "*") return guard;
  return { ...guard, rule: withinMarket(guard.rule, scope.market, circumstances) };
}

function append<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** Where a selection stands and what it shows there, as far as the release has it. */
interface Shown {
  readonly placement: Named<PlacementBody>;
  readonly target: Target | null | undefined;
  readonly block: Linked | undefined;
  readonly guards: readonly Guard[] | null;
}

function compileSelection(
  rule: Named<RuleBody>,
  rank: number,
  { placement, target, block, guards }: Shown,
  linker: Linker,
): Indexed<Selection> | null {
  if (!target) return refuse(rule, "Its placement has no such slot that rules may fill.", linker);
  if (!block?.compiled) return refuse(rule, "The block that it shows is not in the release.", linker);
  if (!target.types.includes(block.type))
    return refuse(rule, "Its placement does not take blocks of this type.", linker);
  const condition = readCondition(rule, linker);
  if (!condition) return null;
  const { settings } = rule.body;
  const selection: Selection = {
    name: rule.name,
    label: settings.label,
    rank,
    ...periodOf(settings),
    test: condition.test,
    uses: condition.uses,
    block: placedIn(block.compiled, placeOf(placement)),
    reason: target.slot ? `“${settings.label}” applies in “${target.slot.label}”.` : `“${settings.label}” applies.`,
    guards,
  };
  return indexed(selection, partsOf(condition, linker));
}

/** The channel and market that a placement is in. */
export const placeOf = ({ scope: { market }, body: { settings } }: Named<PlacementBody>): Place => ({
  channel: settings.channel,
  market: market === "*" ? null : market,
});

function refuse(rule: Named<RuleBody>, message: string, linker: Linker): null {
  linker.report(rule.name, message);
  return null;
}
