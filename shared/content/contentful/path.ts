import type { ConsentPurposeBody } from "#shared/data/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { PlacementBody, RuleBody } from "#shared/rules/model.ts";
import { genericCopy } from "./block-body.ts";
import type { ImportedBlock } from "./blocks.ts";
import { slug } from "./names.ts";
import type { Ledger } from "./report.ts";
import { originMark, type Workspace } from "./workspace.ts";

const purposeKey = "personalization";

/** The purpose under which everything imported is read: the workspace's own, or a new one with words for legal to approve. */
export function planPurpose(workspace: Workspace, ledger: Ledger): AssetId {
  const known = workspace.dictionary.purposes.find(({ key }) => key === purposeKey);
  if (known) return known.id;
  const origin = `purpose:${purposeKey}`;
  const body: ConsentPurposeBody = {
    settings: {
      label: "Personalization",
      key: purposeKey,
      basis: "consent",
      jurisdictions: [],
      origin: originMark(origin),
    },
    disclosure: {
      text: {
        "*": "I agree that what I do on this site and what I have told about myself is used to choose the content that I see. I can withdraw this at any time.",
        "de-DE":
          "Ich willige ein, dass mein Verhalten auf dieser Website und meine Angaben verwendet werden, um passende Inhalte für mich auszuwählen. Diese Einwilligung kann ich jederzeit widerrufen.",
      },
    },
  };
  const { id, name } = workspace.put(
    { kind: "consentPurpose", origin, name: purposeKey, tier: "campaign" },
    body,
    "Made by the Contentful import",
  );
  ledger.made(
    name,
    "consentPurpose",
    "Imported audiences and variants take effect only for people who agree to this; its words are a proposal for legal.",
  );
  return id;
}

/**
 * Makes personalized blocks decidable. Each gets a placement on the web, a rule that shows it there to everyone with
 * consent (which variant, its audiences decide) and a generic copy for everyone else.
 *
 * They are made once. From then on they are the team's: a later import leaves them as they are.
 */
export function planPath(
  blocks: readonly ImportedBlock[],
  purpose: AssetId,
  workspace: Workspace,
  ledger: Ledger,
): void {
  const served = new Set<string>();
  for (const block of blocks) {
    if (block.body.settings.variants.length === 0) continue;
    // The type's first personalized block has the placement of the type's name; each further one needs one of its own.
    const first = !served.has(block.type.id);
    served.add(block.type.id);
    planPlacement(block, first, purpose, workspace, ledger);
  }
}

function planPlacement(
  block: ImportedBlock,
  first: boolean,
  purpose: AssetId,
  workspace: Workspace,
  ledger: Ledger,
): void {
  const { entryId, type, body } = block;
  if (workspace.find("placement", `placement:${entryId}`)) return;
  const { label } = body.settings;
  // Names in a plan carry brand and market in front; what follows is the block's own part.
  const at = block.name.indexOf(`${type.slug}.`);
  const own = at < 0 ? slug(label) || "block" : block.name.slice(at + type.slug.length + 1);
  const place = first ? type.slug : `${type.slug}.${own}`;
  const why = `Made for the path: “${label}” has variants, which need a place, a rule and a generic counterpart to take effect.`;

  const genericOrigin = `generic:${entryId}`;
  const refuse = (problem: string): void =>
    ledger.adapted("entries", entryId, `Its variants have no placement and rule yet: ${problem}`);
  const genericLabel = `${label} generic`;
  const generic = workspace.putIfSound(
    {
      kind: "block",
      origin: genericOrigin,
      name: `${type.slug}.${own}.generic`,
      tier: "campaign",
      label: genericLabel,
      type: type.name,
    },
    genericCopy(body, genericOrigin),
    "Generic counterpart of an imported block",
  );
  if (typeof generic === "string") return refuse(generic);

  const placement: PlacementBody = {
    settings: {
      label: `${label} · web`,
      channel: "web",
      types: [type.id],
      purpose,
      fallback: generic.id,
      origin: originMark(`placement:${entryId}`),
    },
  };
  const placed = workspace.putIfSound(
    {
      kind: "placement",
      origin: `placement:${entryId}`,
      name: `${place}.web`,
      tier: "campaign",
      label: place.replaceAll(".", " "),
    },
    placement,
    "Place for an imported block",
  );
  if (typeof placed === "string") {
    workspace.drop(generic.id);
    return refuse(placed);
  }

  const rule: RuleBody = {
    settings: { label: `Show “${label}”`, origin: originMark(`rule:${entryId}`) },
    logic: { effect: "select", placement: placed.id, block: block.id, when: "true", priority: 100 },
  };
  const ruled = workspace.putIfSound(
    {
      kind: "rule",
      origin: `rule:${entryId}`,
      name: `rule.${place}.web`,
      tier: "variable",
      label: rule.settings.label,
    },
    rule,
    "Selection of an imported block",
  );
  if (typeof ruled === "string") {
    workspace.drop(placed.id);
    workspace.drop(generic.id);
    return refuse(ruled);
  }
  ledger.made(generic.name, "block", why);
  ledger.made(placed.name, "placement", why);
  ledger.made(ruled.name, "rule", why);
}
