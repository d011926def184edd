import type { Body } from "#shared/assets/parts.ts";
import { everywhere, type Scope, type Tier } from "#shared/assets/model.ts";
import type { KindName } from "#shared/assets/kind.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Field } from "#shared/taxonomy/model.ts";
import type { PersonKey, TestWorkspace } from "./workspace.ts";

/** Bodies of a small shop's content, valid unless a test changes something. */

const field = (name: string, change: Partial<Field> = {}): Field => ({
  name,
  label: name,
  type: "text",
  part: "copy",
  mode: "flexible",
  required: false,
  localized: true,
  limits: {},
  ...change,
});

/** A hero: a headline with a limit, a teaser, a claim, and a disclosure that is fixed. */
export const heroType = (change: Readonly<Record<string, Partial<Field>>> = {}): Body => ({
  settings: {
    label: "Hero",
    fields: [
      field("headline", { required: true, limits: { maxLength: 40 }, ...change["headline"] }),
      field("teaser", change["teaser"]),
      field("proof", { part: "claim", ...change["proof"] }),
      field("terms", { part: "disclosure", mode: "fixed", reason: "Legal wording.", ...change["terms"] }),
    ],
  },
  disclosure: { terms: { "*": "Terms apply." } },
});

type Texts = Readonly<Record<string, string>>;
const values = (texts: Texts) => Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { "*": text }]));

export const hero = (type: AssetId, copy: Texts = { headline: "The ridge is free of snow" }, claim?: Texts): Body => ({
  settings: { label: "Hero", type, variants: [] },
  copy: { base: values(copy) },
  ...(claim ? { claim: { base: values(claim) } } : {}),
});

export const attribute = (key: string, purposes: AssetId[] = []): Body => ({
  settings: {
    label: key,
    key,
    type: "string",
    personalData: "pseudonymous",
    purposes,
    source: "crm",
    aliases: [],
  },
});

export const purpose = (key = "personalization"): Body => ({
  settings: { label: key, key, basis: "consent", jurisdictions: ["EU"] },
  disclosure: { text: { en: "We use what you bought to show you what fits." } },
});

export const audience = (when: string): Body => ({ settings: { label: "Audience" }, logic: { when } });

export const placement = (types: AssetId[], purposeId: AssetId, fallback: AssetId): Body => ({
  settings: { label: "Home", channel: "web", types, purpose: purposeId, fallback },
});

export const selection = (placementId: AssetId, block: AssetId, when: string, priority = 100): Body => ({
  settings: { label: "Rule" },
  logic: { effect: "select", placement: placementId, block, when, priority },
});

export interface Made {
  readonly kind: KindName;
  readonly name: string;
  readonly body: Body;
  /** Who makes it and owns it. */
  readonly by: PersonKey;
  readonly tier?: Tier;
  readonly scope?: Scope;
}

/** Creates an asset that its maker owns. */
export async function make(workspace: TestWorkspace, { by, tier, scope, ...asset }: Made): Promise<AssetId> {
  const api = await workspace.as(by);
  const owner = workspace.people[by];
  return (await api.assets.create({ ...asset, owner, tier: tier ?? "campaign", scope: scope ?? everywhere })).id;
}

/** A hero type made by Bea and a hero made by Edda. */
export async function makeHero(workspace: TestWorkspace): Promise<{ type: AssetId; block: AssetId }> {
  const type = await make(workspace, { kind: "blockType", name: "type.hero", body: heroType(), by: "bea" });
  const block = await make(workspace, { kind: "block", name: "hero.spring", body: hero(type), by: "edda" });
  return { type, block };
}

/** Proposes as `by`, and approves every step with whoever may: Bea or Bruno for brand, Leo for legal. */
export async function approveAll(
  workspace: TestWorkspace,
  assets: AssetId[],
  by: PersonKey = "edda",
  brand: PersonKey = "bruno",
): Promise<void> {
  const author = await workspace.as(by);
  const { id } = await author.approvals.open({ title: "For release", assets });
  for (;;) {
    const { waitingFor } = await author.approvals.get({ request: id });
    if (!waitingFor) return;
    await (
      await workspace.as(waitingFor === "brand" ? brand : "leo")
    ).approvals.approve({ request: id, step: waitingFor });
  }
}

/** Signs as each of the owners, then publishes as Ada. @returns the release's number. */
export async function release(
  workspace: TestWorkspace,
  owners: readonly PersonKey[],
  environment = "production",
): Promise<number> {
  for (const owner of owners) await (await workspace.as(owner)).releases.sign({ environment });
  return (await (await workspace.as("ada")).releases.publish({ environment })).number;
}

/** The whole path once: a hero and its type, approved, signed and published. */
export async function publishHero(
  workspace: TestWorkspace,
): Promise<{ type: AssetId; block: AssetId; number: number }> {
  const made = await makeHero(workspace);
  await approveAll(workspace, [made.type, made.block]);
  return { ...made, number: await release(workspace, ["bea", "edda"]) };
}
