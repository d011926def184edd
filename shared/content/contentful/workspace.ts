import type { CheckContext, KnownAsset, Self } from "#shared/assets/define-kind.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import type { KindName } from "#shared/assets/kind.ts";
import type { Identity, Scope, Tier } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { buildDictionary, type Dictionary } from "#shared/data/dictionary.ts";
import { canonicalJson } from "#shared/kernel/canonical.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import { nameByConvention } from "#shared/taxonomy/naming-proposal.ts";
import { buildTaxonomy, type Taxonomy, taxonomyKinds } from "#shared/taxonomy/taxonomy.ts";
import { claim, type Named } from "./names.ts";

export const system = "contentful";

/** The kinds of which the data dictionary is made: only they make it anew. */
const dictionaryKinds: ReadonlySet<KindName> = new Set(["attribute", "event", "consentPurpose", "audience"]);

export interface ExistingAsset extends KnownAsset {
  readonly id: AssetId;
}

/** One asset that an import creates, or gives a new revision. */
export interface PlannedAsset {
  readonly op: "create" | "revise";
  readonly id: AssetId;
  readonly identity: Identity;
  readonly body: Body;
  /** The body that it has now; null for what is created. */
  readonly before: Body | null;
  /** The owner of what is created; null for what has one already. */
  readonly owner: MemberId | null;
  readonly note: string;
}

/** How an asset enters the plan. `origin` finds it again on the next import. */
export interface Wanted {
  readonly kind: KindName;
  readonly origin: string;
  /** The name for a new asset, without brand and market; an existing one keeps its own. */
  readonly name: string;
  readonly tier: Tier;
  /** What people will call it, and the name of its type, for names by convention. */
  readonly label?: string;
  readonly type?: string;
}

interface WorkspaceOptions {
  readonly existing: readonly ExistingAsset[];
  readonly scope: Scope;
  readonly owner: MemberId;
  readonly newId: () => AssetId;
}

/** The workspace as it is, and as the plan will make it. */
export class Workspace {
  readonly #assets = new Map<AssetId, ExistingAsset>();
  readonly #before: ReadonlyMap<AssetId, ExistingAsset>;
  readonly #byOrigin = new Map<string, Named>();
  readonly #names: Set<string>;
  readonly #planned = new Map<AssetId, PlannedAsset>();
  readonly #options: WorkspaceOptions;
  #dictionary: Dictionary | null = null;
  #taxonomy: Taxonomy | null = null;

  constructor(options: WorkspaceOptions) {
    this.#options = options;
    this.#before = new Map(options.existing.map((asset) => [asset.id, asset]));
    this.#names = new Set(options.existing.map(({ identity }) => identity.name));
    for (const asset of options.existing) {
      this.#assets.set(asset.id, asset);
      const origin = originOf(asset.body);
      if (origin === null || asset.identity.scope.brand !== options.scope.brand) continue;
      this.#byOrigin.set(`${asset.identity.kind}/${origin}`, { id: asset.id, name: asset.identity.name });
    }
  }

  /** The asset that an earlier import made of this thing of the source. */
  find(kind: KindName, origin: string): ExistingAsset | undefined {
    const named = this.#byOrigin.get(`${kind}/${origin}`);
    return named ? this.#assets.get(named.id) : undefined;
  }

  /** What earlier imports made of this kind, by the mark that each carries. */
  madeOf(kind: KindName): [origin: string, ExistingAsset][] {
    const lead = `${kind}/`;
    return Array.from(this.#byOrigin).flatMap(([at, { id }]): [string, ExistingAsset][] => {
      const asset = at.startsWith(lead) ? this.#assets.get(id) : undefined;
      return asset ? [[at.slice(lead.length), asset]] : [];
    });
  }

  /** Settles id and name before the body is known, so that assets can name each other. */
  reserve(wanted: Wanted): Named {
    const at = `${wanted.kind}/${wanted.origin}`;
    const known = this.#byOrigin.get(at);
    if (known) return known;
    const { brand, market } = this.#options.scope;
    const lead = [brand, market].filter((part) => part !== "*");
    const named = { id: this.#options.newId(), name: this.#nameFor([...lead, wanted.name].join("."), wanted) };
    this.#byOrigin.set(at, named);
    return named;
  }

  /** By the workspace's convention where it has one for such an asset. */
  #nameFor(name: string, { kind, tier, label, type }: Wanted): string {
    const body = { settings: { label: label ?? "" } };
    const named = { kind, tier, scope: this.#options.scope, body, type };
    const found = nameByConvention(name, named, this.taxonomy, (each) => this.#names.has(each));
    return claim(this.#names, found ?? name);
  }

  /**
   * The same as `put`, for what the source has no row for: where its checks refuse it, it is not planned.
   * @returns the asset, or why it cannot be
   */
  putIfSound(wanted: Wanted, body: Body, note: string): Named | string {
    const named = this.put(wanted, body, note);
    const problems = kindOf(wanted.kind).check(body, this.context(this.selfOf(named)));
    const errors = problems.filter(({ severity }) => severity === "error");
    if (errors.length === 0) return named;
    this.drop(named.id);
    return errors.map(({ message }) => message).join(" ");
  }

  /** Plans the asset with this body: a creation, a revision, or nothing where it has this body already. */
  put(wanted: Wanted, body: Body, note: string): Named {
    const named = this.reserve(wanted);
    const before = this.#before.get(named.id);
    const identity = before?.identity ?? {
      kind: wanted.kind,
      name: named.name,
      tier: wanted.tier,
      scope: this.#options.scope,
    };
    this.#change({ id: named.id, identity, body });
    if (before && canonicalJson(before.body) === canonicalJson(body)) this.#planned.delete(named.id);
    else {
      const op = before ? "revise" : "create";
      this.#planned.set(named.id, {
        op,
        id: named.id,
        identity,
        body,
        before: before?.body ?? null,
        owner: before ? null : this.#options.owner,
        note,
      });
    }
    return named;
  }

  /** Plans a new body for an asset that is there, whoever made it. */
  revise(asset: ExistingAsset, body: Body, note: string): void {
    if (canonicalJson(asset.body) === canonicalJson(body)) return;
    this.#change({ ...asset, body });
    const planned = this.#planned.get(asset.id);
    this.#planned.set(
      asset.id,
      planned
        ? { ...planned, body }
        : { op: "revise", id: asset.id, identity: asset.identity, body, before: asset.body, owner: null, note },
    );
  }

  /** Takes a planned block out again, as if it had never been put. */
  drop(id: AssetId): void {
    this.#planned.delete(id);
    const before = this.#before.get(id);
    if (before) this.#change(before);
    else this.#assets.delete(id);
  }

  #change(asset: ExistingAsset): void {
    this.#assets.set(asset.id, asset);
    if (dictionaryKinds.has(asset.identity.kind)) this.#dictionary = null;
    if (taxonomyKinds.includes(asset.identity.kind)) this.#taxonomy = null;
  }

  get dictionary(): Dictionary {
    this.#dictionary ??= buildDictionary(
      Array.from(this.#assets.values(), ({ id, identity, body }) => ({
        id,
        kind: identity.kind,
        name: identity.name,
        body,
      })),
    );
    return this.#dictionary;
  }

  get all(): Iterable<ExistingAsset> {
    return this.#assets.values();
  }

  asset(id: AssetId): ExistingAsset | undefined {
    return this.#assets.get(id);
  }

  /** The vocabularies and naming conventions, as the plan leaves them. */
  get taxonomy(): Taxonomy {
    this.#taxonomy ??= buildTaxonomy(
      Array.from(this.#assets.values(), ({ id, identity, body }) => ({ id, ...identity, body })),
    );
    return this.#taxonomy;
  }

  /** What the checks of kinds may look at: the same as when it is written. */
  context(self: Self): CheckContext {
    return { asset: (id) => this.#assets.get(id), dictionary: this.dictionary, taxonomy: this.taxonomy, self };
  }

  /** An asset of the plan as checks see it. */
  selfOf({ id, name }: Named): Self {
    const { tier, scope } = this.#assets.get(id)?.identity ?? {};
    return { id, name, tier, scope, newName: !this.#before.has(id) };
  }

  /** What is planned, in the order in which it was put: whatever an asset refers to was put before it. */
  get planned(): PlannedAsset[] {
    return [...this.#planned.values()];
  }
}

/** The mark by which an imported asset is known again. */
export const originMark = (id: string) => ({ system, id });

function originOf(body: Body): string | null {
  const origin = body.settings?.["origin"];
  if (typeof origin !== "object" || origin === null || Array.isArray(origin)) return null;
  const { system: from, id } = origin as { system?: unknown; id?: unknown };
  return from === system && typeof id === "string" ? id : null;
}
