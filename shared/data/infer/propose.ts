import { changesOf } from "#shared/exchange/changes.ts";
import type { Json } from "#shared/kernel/canonical.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Proposal } from "../contract.ts";
import type { DictionaryPurpose } from "../dictionary.ts";
import type { ValueType } from "../model.ts";
import type { AttributeSettings, EventSettings, Inferred, Named, Reading } from "./inferred.ts";

/** An attribute or event of the workspace as it stands. */
export interface Standing {
  readonly id: AssetId;
  readonly kind: "attribute" | "event";
  readonly name: string;
  readonly head: Digest;
  readonly settings: AttributeSettings | EventSettings;
}

/** Holds what was read against what is there: new, the same, differs, or not readable, in the order of the source. */
export function propose(
  reading: Reading,
  standing: readonly Standing[],
  purposes: readonly Pick<DictionaryPurpose, "id" | "key" | "name">[],
  system: string,
): Proposal[] {
  const known = lookup(standing);
  const ids = new Map(purposes.flatMap(({ id, key, name }) => [[key, id] as const, [name, id] as const]));
  const first = new Map<string, string>();
  const rows = reading.found.map((found): Proposal => {
    const place = `${found.kind} ${found.key}`;
    const before = first.get(place);
    if (before !== undefined) return refused(found, `It is the same as ${before}.`);
    first.set(place, found.source);
    const missing = [...(found.said.purposes ?? [])].find((key) => !ids.has(key));
    if (missing !== undefined) return refused(found, `There is no consent purpose ${missing}. Make it first.`);
    const names = [found.key, ...(found.said.aliases ?? found.guessed.aliases ?? [])];
    const there = names.map((name) => known.get(`${found.kind} ${name}`)).find((one) => one !== undefined);
    const named = (settings: Named<AttributeSettings & EventSettings>): Record<string, Json> => ({
      ...settings,
      ...(settings.purposes ? { purposes: settings.purposes.map((key) => ids.get(key) as Json) } : {}),
    });
    return there ? against(found, there, named) : asNew(found, named, system);
  });
  const unread = reading.unread.map(({ kind, source, reason }): Proposal => ({
    ...empty,
    kind,
    source,
    state: "unreadable",
    reason,
  }));
  return [...rows, ...unread];
}

const empty = { asset: null, base: null, name: "", settings: {}, changes: [], notes: [] };

const refused = ({ kind, source, notes }: Inferred, reason: string): Proposal => ({
  ...empty,
  kind,
  source,
  state: "unreadable",
  notes: [...notes],
  reason,
});

function lookup(standing: readonly Standing[]): Map<string, Standing> {
  const found = new Map<string, Standing>();
  for (const one of standing) for (const alias of one.settings.aliases) found.set(`${one.kind} ${alias}`, one);
  for (const one of standing) found.set(`${one.kind} ${one.settings.key}`, one);
  return found;
}

type Translate = (settings: Named<AttributeSettings & EventSettings>) => Record<string, Json>;

function asNew(found: Inferred, named: Translate, system: string): Proposal {
  const { kind, source, key, notes } = found;
  const settings = { ...named(found.guessed), ...named(found.said), key };
  const defaults: Record<string, Json> =
    kind === "attribute"
      ? { type: "string", personalData: "pseudonymous", purposes: [], source: system, aliases: [] }
      : { properties: [], purposes: [], aliases: [] };
  return { ...empty, kind, source, state: "new", settings: { ...defaults, ...settings }, notes: [...notes] };
}

/** What the source says stands above what is there; what it only lets guess at never does, but for types and properties. */
function against(found: Inferred, there: Standing, named: Translate): Proposal {
  const { kind, source, notes } = found;
  const { id: asset, head: base, name } = there;
  const before = there.settings as unknown as Record<string, Json>;
  const said = named(found.said);
  const after: Record<string, Json> = { ...before, ...said };
  if (found.kind === "attribute" && found.guessed.type) after["type"] = found.guessed.type;
  if (found.kind === "event") {
    const seen = found.said.properties ?? found.guessed.properties ?? [];
    after["properties"] = merged((there.settings as EventSettings).properties, seen);
  }
  const former = [...there.settings.aliases, ...(found.said.aliases ?? found.guessed.aliases ?? [])];
  after["aliases"] = [...new Set(former)].filter((alias) => alias !== there.settings.key);
  const changes = changesOf({ settings: before }, { settings: after });
  return {
    kind,
    source,
    state: changes.length === 0 ? "same" : "differs",
    asset,
    base,
    name,
    settings: after,
    changes,
    notes: [...notes],
  };
}

type Property = { readonly key: string; readonly type: ValueType };

/** Properties that the source does not have stay. */
function merged(before: readonly Property[], seen: readonly Property[]): Json {
  const byKey = new Map(before.map((one) => [one.key, one]));
  for (const one of seen) byKey.set(one.key, one);
  return [...byKey.values()].map(({ key, type }) => ({ key, type }));
}
