import type { KindName } from "#shared/assets/kind.ts";
import type { Identity } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { tagsOf } from "#shared/assets/tags.ts";
import { typeName } from "#shared/assets/define-kind.ts";
import { valueParts } from "#shared/taxonomy/policy.ts";
import { nearDuplicates, type Text } from "#shared/insight/near-duplicates.ts";
import { type Aside, type Lint, type LintFinding, type LintRule, lintRules } from "#shared/insight/finding.ts";
import { blockTypeBody } from "#shared/taxonomy/model.ts";
import { checkName } from "#shared/taxonomy/naming.ts";
import { proposeFor } from "#shared/taxonomy/naming-proposal.ts";
import { mustCarry } from "#shared/taxonomy/vocabulary.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { checkContext, nameTaken } from "../assets/store.ts";
import type { ReadDb } from "../db/database.ts";
import { getObject } from "../db/objects.ts";
import { listAside, placeKey } from "./store.ts";

/** One asset as the linter sees it. */
interface Seen extends Identity {
  readonly id: AssetId;
  readonly body: Body;
}

/** What a finding says of an asset. */
type Told = Pick<Seen, "id" | "name" | "kind">;

const mostListed = 200;
const slice = 1000;

/** Collects findings: the first of each rule are kept, all are counted. Those that were set aside stand apart. */
class Findings {
  readonly list: LintFinding[] = [];
  readonly aside: LintFinding[] = [];
  readonly #aside: ReadonlyMap<string, Aside>;
  readonly counts = Object.fromEntries(lintRules.map((rule) => [rule, 0])) as Record<LintRule, number>;

  constructor(aside: ReadonlyMap<string, Aside>) {
    this.#aside = aside;
  }

  /** @param about what of the asset it is: see `FindingPlace` */
  add(rule: LintRule, { id: asset, name, kind }: Told, about: string, message: string, more: More = {}): void {
    const aside = this.#aside.get(placeKey({ asset, rule, about })) ?? null;
    if (!aside) this.counts[rule] += 1;
    if (!aside && this.counts[rule] > mostListed) return;
    const { proposal = null, other = null } = more;
    (aside ? this.aside : this.list).push({ rule, asset, about, name, kind, message, proposal, other, aside });
  }
}
type More = { readonly proposal?: string | null; readonly other?: LintFinding["other"] };

/** Looks through the whole workspace once, as its newest revisions stand. */
export function lintOf(db: ReadDb): Lint {
  const found = new Findings(listAside(db));
  const context = checkContext(db);
  const taxonomy = context.taxonomy!;
  const usedTags = new Map<AssetId, Set<string>>();
  const filled = new Map<string, Set<string>>();
  const texts: Text<Told>[] = [];
  const types: Seen[] = [];
  let looked = 0;
  for (const asset of heads(db)) {
    looked += 1;
    findName(db, asset, context, found);
    for (const { vocabulary: id, key } of tagsOf(asset.body)) {
      const vocabulary = taxonomy.vocabularies.get(id);
      usedTags.set(id, (usedTags.get(id) ?? new Set<string>()).add(key));
      const tag = vocabulary?.byKey.get(key);
      if (vocabulary && tag?.retired)
        found.add(
          "retiredTag",
          asset,
          `${id}:${key}`,
          `Choose another tag of ${vocabulary.settings.label}: ${tag.label} is retired.`,
        );
    }
    for (const vocabulary of taxonomy.vocabularies.values()) {
      if (mustCarry(vocabulary, asset) && !tagsOf(asset.body).some((tag) => tag.vocabulary === vocabulary.id))
        found.add(
          "missingTag",
          asset,
          vocabulary.id,
          `Choose a tag of ${vocabulary.settings.label}: assets of this tier need one.`,
        );
    }
    if (asset.kind === "blockType") types.push(asset);
    if (asset.kind === "block") {
      noteFields(asset, filled);
      texts.push(...textsOf(asset));
    }
  }
  for (const { id, identity, settings } of taxonomy.vocabularies.values()) {
    for (const { key, label, retired } of settings.terms) {
      if (!retired && !usedTags.get(id)?.has(key))
        found.add("unusedTag", { id, ...identity }, key, `Retire ${label}, or use it: nothing carries this tag.`);
    }
  }
  findDoubles(texts, found);
  findSameLabels(db, found);
  findUnused(db, found);
  for (const type of types) findEmptyFields(type, filled.get(type.id), found);
  return { findings: [...found.list, ...found.aside], counts: found.counts, setAside: found.aside.length, looked };
}

/** Every asset that is not retired, at its newest revision, read a thousand at a time. */
function* heads(db: ReadDb): Generator<Seen> {
  let after = 0;
  for (;;) {
    const rows = db.all<{ row: number; id: AssetId; identity: string; body: Digest }>(
      `SELECT asset.row AS row, asset.id AS id, revision.identity AS identity, revision.body AS body FROM asset
       JOIN revision ON revision.asset = asset.id AND revision.number = asset.head_number
       WHERE asset.row > @after AND asset.retired_at IS NULL ORDER BY asset.row LIMIT @slice`,
      { after, slice },
    );
    for (const { row, id, identity, body } of rows) {
      yield { id, ...(JSON.parse(identity) as Identity), body: getObject(db, body) as Body };
      after = row;
    }
    if (rows.length < slice) return;
  }
}

function findName(db: ReadDb, asset: Seen, context: ReturnType<typeof checkContext>, found: Findings): void {
  const taxonomy = context.taxonomy!;
  if (taxonomy.conventions.length === 0) return;
  const { kind, tier, scope, body, name } = asset;
  const named = { kind, tier, scope, body, type: typeName(body, context.asset) };
  let proposal: string | null = null;
  const [problem] = checkName(
    name,
    named,
    taxonomy,
    (convention) => (proposal = proposeFor(convention, named, taxonomy.vocabularies, name)),
    false,
  );
  if (!problem) return;
  found.add("name", asset, name, problem.message, { proposal: proposal && nameTaken(db, proposal) ? null : proposal });
}

/** What a block says to everyone, language by language. */
function textsOf(block: Seen): Text<Told>[] {
  const byLocale = new Map<string, string[]>();
  const values = (block.body.copy?.["base"] ?? {}) as Record<string, Record<string, unknown>>;
  for (const localized of Object.values(values)) {
    for (const [locale, value] of Object.entries(localized)) {
      if (typeof value === "string") byLocale.set(locale, [...(byLocale.get(locale) ?? []), value]);
    }
  }
  // The key alone is kept: the bodies of a hundred thousand blocks are not.
  const key = { id: block.id, name: block.name, kind: block.kind };
  return [...byLocale].map(([locale, words]) => ({ key, locale, text: words.join("\n") }));
}

function findDoubles(texts: readonly Text<Told>[], found: Findings): void {
  const told = new Set<string>();
  for (const { one, other, locale, likeness } of nearDuplicates(texts)) {
    const pair = `${one.id} ${other.id}`;
    if (told.has(pair)) continue;
    told.add(pair);
    const language = locale === "*" ? "" : ` in ${locale}`;
    found.add(
      "nearDuplicate",
      other,
      one.id,
      `Use one block for both, or let them differ: ${Math.floor(likeness * 100)} % of it stands in ${one.name}${language}.`,
      { other: { asset: one.id, name: one.name } },
    );
  }
}

function findSameLabels(db: ReadDb, found: Findings): void {
  const rows = db.all<{ id: AssetId; name: string; kind: KindName; label: string; first: AssetId; called: string }>(
    `WITH named AS (
       SELECT id, name, kind, label, first_value(id) OVER same AS first, first_value(name) OVER same AS called FROM asset
       WHERE retired_at IS NULL AND label <> ''
       WINDOW same AS (PARTITION BY kind, lower(trim(label)), brand, market, channel ORDER BY row))
     SELECT * FROM named WHERE id <> first ORDER BY kind, name`,
    {},
  );
  for (const { label, first, called, ...asset } of rows)
    found.add("sameLabel", asset, first, `Call one of them something else: ${called} is called “${label}” as well.`, {
      other: { asset: first, name: called },
    });
}

const unusedWords: Partial<Record<KindName, string>> = {
  blockType: "no block is of this type",
  audience: "no rule, variant or audience names it",
  attribute: "no condition and no token reads it",
};

function findUnused(db: ReadDb, found: Findings): void {
  const rows = db.all<Told>(
    `SELECT asset.id AS id, asset.name AS name, asset.kind AS kind FROM asset
     WHERE asset.retired_at IS NULL AND asset.kind IN (SELECT value FROM json_each(@kinds))
       AND NOT EXISTS (SELECT 1 FROM reference JOIN asset AS user ON user.id = reference.asset
         WHERE reference.target = asset.id AND user.retired_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM mention JOIN asset AS user ON user.id = mention.asset
         WHERE mention.kind = asset.kind AND mention.key = asset.key AND user.retired_at IS NULL)
     ORDER BY asset.kind, asset.name`,
    { kinds: JSON.stringify(Object.keys(unusedWords)) },
  );
  for (const asset of rows) found.add("unusedAsset", asset, "", `Retire it, or use it: ${unusedWords[asset.kind]}.`);
}

function noteFields({ body }: Seen, filled: Map<string, Set<string>>): void {
  const type = body.settings?.["type"];
  if (typeof type !== "string") return;
  const fields = filled.get(type) ?? new Set<string>();
  filled.set(type, fields);
  for (const part of valueParts)
    for (const values of Object.values(body[part] ?? {}))
      if (typeof values === "object" && values !== null) for (const name of Object.keys(values)) fields.add(name);
}

/** Fields of a type that has blocks, and that none of these fills. */
function findEmptyFields(type: Seen, filled: ReadonlySet<string> | undefined, found: Findings): void {
  const parsed = blockTypeBody.safeParse(type.body);
  if (!parsed.success || !filled) return;
  for (const { name, label, mode } of parsed.data.settings.fields) {
    if (mode === "flexible" && !filled.has(name))
      found.add("emptyField", type, name, `Take the field ${label} away, or fill it: no block of this type does.`);
  }
}
