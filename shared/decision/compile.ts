import type { KindName } from "../assets/kind.ts";
import type { BundleAsset } from "../bundle/model.ts";
import { type BlockBody, blockBody } from "../content/model.ts";
import { buildDictionary, dictionaryIndex, type DictionaryPurpose } from "../data/dictionary.ts";
import { type ImageBody, imageBody } from "../images/model.ts";
import type { AssetId } from "../kernel/ids.ts";
import type { Condition } from "../rules/cel/compilation.ts";
import { type CompiledCondition, createConditions } from "../rules/cel/conditions.ts";
import { Facts } from "../rules/cel/facts.ts";
import type { AttributeSlot } from "../rules/cel/layout.ts";
import { conditionUses, type Uses } from "../rules/cel/uses.ts";
import { channels, type PlacementBody, placementBody, type RuleBody, ruleBody } from "../rules/model.ts";
import { type BlockTypeBody, blockTypeBody } from "../taxonomy/model.ts";
import { type Slot, type TemplateBody, templateBody } from "../templates/model.ts";
import { type CompiledPurpose, Ledger } from "./consent.ts";
import { compileBlock } from "./compile-block.ts";
import { compileTemplate, type Linked, type Target, targetOf } from "./compile-template.ts";
import { type Numbering, numberValues } from "./key-table.ts";
import { always, type Linker, type Named, periodOf } from "./linker.ts";
import { type Conjunct, conjunctsOf, type Indexed, indexed } from "./conjuncts.ts";
import { GuardIndex } from "./guard-index.ts";
import type { CompiledPlacement, CompiledRelease, CompileProblem, Guard, Selection } from "./release.ts";
import { SelectionIndex } from "./selection-index.ts";
import { type Place, placedIn } from "./variants.ts";

/** What of a bundle the engine needs. A draft release of the studio's preview is as good as a published one. */
export interface ReleaseSource {
  readonly environment: string;
  readonly number: number;
  readonly assets: readonly BundleAsset[];
}

/**
 * Makes a release ready to decide. Never throws: what cannot take effect as written is reported in `problems` and errs
 * towards showing less. A guardrail that cannot be read blocks; a selection that cannot be read never matches.
 */
export function compile(source: ReleaseSource): CompiledRelease {
  const problems: CompileProblem[] = [];
  const report = (asset: string, message: string) => void problems.push({ asset, message });
  const dictionary = buildDictionary(source.assets);
  const conditions = createConditions(dictionary);
  const read = <B>(kind: KindName, schema: { safeParse: (body: unknown) => { success: boolean; data?: B } }) =>
    readKind(source.assets, kind, schema, report);
  const types = read<BlockTypeBody>("blockType", blockTypeBody);
  const names = new Map(source.assets.map(({ id, name }) => [id, name]));
  const bodies = read<BlockBody>("block", blockBody);
  const images = read<ImageBody>("image", imageBody);
  const linker: Linker = { dictionary, conditions, types, blocks: bodies, images, names, report };

  const blocks = new Map<AssetId, Linked>();
  for (const [id, block] of bodies) {
    blocks.set(id, { type: block.body.settings.type, compiled: compileBlock(block, linker) });
  }
  const templates = read<TemplateBody>("template", templateBody);
  const placements = read<PlacementBody>("placement", placementBody);
  const material: Material = { blocks, placements, templates };
  const rules = linkRules(read<RuleBody>("rule", ruleBody), source.assets, material, linker);
  const numbering = numberValues([...rules.selections.values()].flat());
  const compilePlaced = ([id, placement]: [AssetId, Named<PlacementBody>]) =>
    [placement.name, compilePlacement(placement, id, material, rules, numbering, linker)] as const;
  return {
    environment: source.environment,
    number: source.number,
    ledger: new Ledger(dictionary.purposes.map(purposeOf)),
    placements: new Map([...placements].map(compilePlaced)),
    guards: new GuardIndex(rules.everywhere),
    facts: new Facts(conditions.layout),
    audienceUses: new Map(dictionary.audiences.map(({ name, when }) => [name, conditionUses(when)])),
    problems,
  };
}

const purposeOf = ({ key, label, basis, expiresAfterDays }: DictionaryPurpose): CompiledPurpose => ({
  key,
  label,
  basis,
  lasts: (expiresAfterDays ?? Number.POSITIVE_INFINITY) * 86_400_000,
});

/** What rules and placements lead to. */
interface Material {
  readonly blocks: ReadonlyMap<AssetId, Linked>;
  readonly placements: ReadonlyMap<AssetId, Named<PlacementBody>>;
  readonly templates: ReadonlyMap<AssetId, Named<TemplateBody>>;
}

function readKind<B>(
  assets: readonly BundleAsset[],
  kind: KindName,
  schema: { safeParse: (body: unknown) => { success: boolean; data?: B } },
  report: Linker["report"],
): Map<AssetId, Named<B>> {
  const found = new Map<AssetId, Named<B>>();
  for (const asset of assets) {
    if (asset.kind !== kind) continue;
    const parsed = schema.safeParse(asset.body);
    if (found.has(asset.id)) report(asset.name, "Another asset has the same id.");
    else if (parsed.success && parsed.data !== undefined)
      found.set(asset.id, { name: asset.name, scope: asset.scope, body: parsed.data });
    else report(asset.name, "Its body does not have the form of its kind.");
  }
  return found;
}

interface LinkedRules {
  readonly everywhere: readonly Indexed<Guard>[];
  readonly guards: ReadonlyMap<AssetId, readonly Indexed<Guard>[]>;
  /** By `targetKey`. */
  readonly selections: ReadonlyMap<string, readonly Indexed<Selection>[]>;
}

/** The key of what rules fill: a placement, or a slot of its template. */
const targetKey = (placement: AssetId, slot: { readonly key: string } | null): string =>
  slot ? `${placement} ${slot.key}` : placement;

function linkRules(
  rules: ReadonlyMap<AssetId, Named<RuleBody>>,
  assets: readonly BundleAsset[],
  { placements, templates, blocks }: Material,
  linker: Linker,
): LinkedRules {
  const everywhere: Indexed<Guard>[] = [];
  const guards = new Map<AssetId, Indexed<Guard>[]>();
  const selections = new Map<string, Indexed<Selection>[]>();
  for (const [rank, rule] of inOrder(rules).entries()) {
    const { logic } = rule.body;
    if (logic.effect !== "select") {
      // Until the engine knows an effect, it blocks: a guardrail is never dropped.
      const guard = logic.effect === "exclude" ? compileGuard(rule, rank, logic.reason, linker) : unreadable(rule.name);
      if (logic.placements.length === 0) everywhere.push(guard);
      for (const placement of logic.placements) append(guards, placement, guard);
    } else {
      const placement = placements.get(logic.placement);
      const target = placement && targetOf(placement.body.settings, logic.slot, templates);
      const selection = placement && compileSelection(rule, rank, placement, target, blocks.get(logic.block), linker);
      if (selection) append(selections, targetKey(logic.placement, target?.slot ?? null), selection);
    }
  }
  // A rule that cannot be read, or stands in the shadow of another, may be a guardrail of anything.
  for (const { id, kind, name } of assets) {
    if (kind === "rule" && rules.get(id)?.name !== name) everywhere.push(unreadable(name));
  }
  return { everywhere, guards, selections };
}

/** Selections by falling priority, then by name; the order of guardrails only decides which of several is named. */
function inOrder(rules: ReadonlyMap<AssetId, Named<RuleBody>>): Named<RuleBody>[] {
  const priority = ({ body }: Named<RuleBody>) => (body.logic.effect === "select" ? body.logic.priority : 0);
  return [...rules.values()].toSorted((a, b) => priority(b) - priority(a) || (a.name < b.name ? -1 : 1));
}

function append<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

const unknown: Condition = () => undefined;
const neverKnown: Conjunct = { equality: null, bound: null, compile: () => unknown };

function unreadable(name: string): Indexed<Guard> {
  const reason = "It cannot be read, and it may be a guardrail.";
  const guard = { name, label: name, rank: -1, ...always, test: unknown, uses: null, reason };
  return indexed(guard, [neverKnown]);
}

function tryCompile(rule: Named<RuleBody>, linker: Linker): CompiledCondition | null {
  try {
    return linker.conditions.compile(rule.body.logic.when);
  } catch (error) {
    linker.report(rule.name, error instanceof Error ? error.message : "Its condition cannot be read.");
    return null;
  }
}

/** The conjuncts of a rule's condition. One that could not be compiled is a single conjunct, always unknown. */
function partsOf(condition: CompiledCondition | null, { conditions, dictionary }: Linker): Conjunct[] {
  if (!condition) return [neverKnown];
  const { audiences } = dictionaryIndex(dictionary);
  return conjunctsOf(condition, conditions.layout, (name) => {
    const audience = audiences.get(name);
    return audience ? conditions.compile(audience.when) : null;
  });
}

function compileGuard(rule: Named<RuleBody>, rank: number, reason: string, linker: Linker): Indexed<Guard> {
  const condition = tryCompile(rule, linker);
  const { settings } = rule.body;
  const guard: Guard = {
    name: rule.name,
    label: settings.label,
    rank,
    ...periodOf(settings),
    test: condition?.test ?? unknown,
    uses: condition?.uses ?? null,
    reason,
  };
  return indexed(guard, partsOf(condition, linker));
}

function compileSelection(
  rule: Named<RuleBody>,
  rank: number,
  placement: Named<PlacementBody>,
  target: Target | null | undefined,
  block: Linked | undefined,
  linker: Linker,
): Indexed<Selection> | null {
  if (!target) return refuse(rule, "Its placement has no such slot that rules may fill.", linker);
  if (!block?.compiled) return refuse(rule, "The block that it shows is not in the release.", linker);
  if (!target.types.includes(block.type))
    return refuse(rule, "Its placement does not take blocks of this type.", linker);
  const condition = tryCompile(rule, linker);
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
  };
  return indexed(selection, partsOf(condition, linker));
}

const placeOf = ({ scope: { market }, body: { settings } }: Named<PlacementBody>): Place => ({
  channel: settings.channel,
  market: market === "*" ? null : market,
});

function refuse(rule: Named<RuleBody>, message: string, linker: Linker): null {
  linker.report(rule.name, message);
  return null;
}

function compilePlacement(
  placement: Named<PlacementBody>,
  id: AssetId,
  { blocks, templates }: Material,
  rules: LinkedRules,
  numbering: Numbering,
  linker: Linker,
): CompiledPlacement {
  const {
    name,
    body: { settings },
  } = placement;
  const fallback = blocks.get(settings.fallback)?.compiled ?? null;
  if (!fallback) linker.report(name, "Its generic block is not in the release.");
  const { layout } = linker.conditions;
  const guards = rules.guards.get(id) ?? [];
  const selections: Indexed<Selection>[] = [];
  const indexAt = (slot: Slot | null): SelectionIndex => {
    const here = rules.selections.get(targetKey(id, slot)) ?? [];
    selections.push(...here);
    return new SelectionIndex(here, numbering);
  };
  const composition = compileTemplate(placement, fallback, templates, blocks, indexAt, linker);
  return {
    name,
    ...placeOf(placement),
    interrupts: channels[settings.channel] === "interrupt",
    purpose: layout.purposeSlots.get(settings.purpose) ?? layout.purposeKeys.length,
    fallback,
    selections: composition?.slots[composition.main]?.selections ?? indexAt(null),
    composition,
    attributes: attributesOf(rules.everywhere, guards, selections, linker),
    guards: new GuardIndex(guards),
  };
}

/** The attributes that anything in a placement can read: conditions, the audiences behind them and of variants, and tokens. */
function attributesOf(
  everywhere: readonly Indexed<Guard>[],
  guards: readonly Indexed<Guard>[],
  selections: readonly Indexed<Selection>[],
  { conditions, dictionary }: Linker,
): AttributeSlot[] {
  const { audiences } = dictionaryIndex(dictionary);
  const keys = new Set<string>();
  const followed = new Set<string>();
  const follow = (audience: string) => {
    if (followed.has(audience)) return;
    followed.add(audience);
    gather(conditionUses(audiences.get(audience)?.when ?? ""));
  };
  const gather = (uses: Uses | null) => {
    for (const key of uses?.attributes ?? []) keys.add(key);
    for (const name of uses?.audiences ?? []) follow(name);
  };
  for (const { rule } of [...everywhere, ...guards, ...selections]) gather(rule.uses);
  for (const block of new Set(selections.map(({ rule }) => rule.block))) {
    for (const { audience } of block.variants) if (audience) follow(audience.name);
    for (const key of block.tokens) keys.add(key);
  }
  return conditions.layout.attributes.filter(({ key }) => keys.has(key));
}
