import type { KindName } from "../assets/kind.ts";
import type { BundleAsset } from "../bundle/model.ts";
import { type BlockBody, blockBody } from "../content/model.ts";
import { buildDictionary, dictionaryIndex } from "../data/dictionary.ts";
import { type ImageBody, imageBody } from "../images/model.ts";
import type { AssetId } from "../kernel/ids.ts";
import { createConditions } from "../rules/cel/conditions.ts";
import { Facts } from "../rules/cel/facts.ts";
import type { AttributeSlot } from "../rules/cel/layout.ts";
import { conditionUses, type Uses } from "../rules/cel/uses.ts";
import { channels, type PlacementBody, placementBody, type RuleBody, ruleBody } from "../rules/model.ts";
import { type BlockTypeBody, blockTypeBody } from "../taxonomy/model.ts";
import { type Slot, type TemplateBody, templateBody } from "../templates/model.ts";
import { compilePurpose, Ledger } from "./consent.ts";
import { compileBlock } from "./compile-block.ts";
import { compileTemplate, type Linked } from "./compile-template.ts";
import { type Numbering, numberValues } from "./key-table.ts";
import type { Linker, Named } from "./linker.ts";
import { type LinkedRules, linkRules, type Material, placeOf, targetKey } from "./link-rules.ts";
import type { Indexed } from "./conjuncts.ts";
import { GuardIndex } from "./guard-index.ts";
import type { CompiledPlacement, CompiledRelease, CompileProblem, Guard, Selection } from "./release.ts";
import { SelectionIndex } from "./selection-index.ts";

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
    ledger: new Ledger(dictionary.purposes.map(compilePurpose)),
    placements: new Map([...placements].map(compilePlaced)),
    guards: new GuardIndex(rules.everywhere),
    facts: new Facts(conditions.layout),
    circumstances: rules.circumstances,
    audienceUses: new Map(dictionary.audiences.map(({ name, when }) => [name, conditionUses(when)])),
    problems,
  };
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
  const contentGuards = rules.contentGuards.get(id) ?? [];
  const caps = [...rules.everywhere, ...guards].map(({ rule }) => rule).filter(({ cap }) => cap !== null);
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
    attributes: attributesOf([...rules.everywhere, ...guards, ...contentGuards], selections, linker),
    guards: new GuardIndex(guards),
    contentGuards: contentGuards.map(({ rule }) => rule),
    caps,
    counted: caps.length > 0 || contentGuards.some(({ rule }) => rule.cap !== null),
  };
}

/** The attributes that anything in a placement can read: conditions, the audiences behind them and of variants, and tokens. */
function attributesOf(
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
  for (const { rule } of [...guards, ...selections]) gather(rule.uses);
  for (const block of new Set(selections.map(({ rule }) => rule.block))) {
    for (const { audience } of block.variants) if (audience) follow(audience.name);
    for (const key of block.tokens) keys.add(key);
  }
  return conditions.layout.attributes.filter(({ key }) => keys.has(key));
}
