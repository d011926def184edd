import type { ApprovalStep, Grant, PolicyDocument, Role } from "#shared/access/model.ts";
import { everywhere, type Scope, tiers } from "#shared/assets/model.ts";
import { kindNames } from "#shared/assets/kind.ts";
import { type CoveredPart, coveredParts, revisionDigests, type RevisionDigests } from "#shared/assets/parts.ts";
import { type Bundle, type BundleAsset, type Envelope, type OwnerLink, payloadTypes } from "#shared/bundle/model.ts";
import {
  approveStatementOf,
  documentDigest,
  linkDigest,
  type Moment,
  ownershipStatementOf,
  ownStatementOf,
} from "#shared/bundle/statements.ts";
import { initialTrust, type TrustedState } from "#shared/bundle/trust.ts";
import { nodeCrypto } from "#main/keys/crypto.ts";
import { signEnvelope } from "#main/publishing/envelope.ts";
import { freshRequest, freshWorkspace, makePerson, type Person } from "./people.ts";
import { makeAssets } from "./release-assets.ts";

export const environment = "production-eu";
export const start = Date.UTC(2026, 2, 1, 9);

const step = (id: "brand" | "legal", role: Role, covers: CoveredPart[]): ApprovalStep => ({
  id,
  label: id,
  role,
  covers,
});
const brandCovers: CoveredPart[] = ["identity", "copy", "visual", "settings", "logic"];

/** A workspace on paper: people with keys, a policy, assets, and everything that is needed to sign a release of them. */
export interface World {
  readonly ada: Person;
  readonly otto: Person;
  readonly bea: Person;
  readonly leo: Person;
  readonly olga: Person;
  readonly assets: BundleAsset[];
  /** Versions of the policy so far, oldest first. */
  readonly policies: { readonly document: PolicyDocument; readonly envelope: Envelope }[];
  readonly trusted: TrustedState;
}

/**
 * Ada and Otto administer (one of them suffices to sign), Bea approves brand, Leo approves legal, Olga owns everything and
 * publishes.
 */
export async function makeWorld({ extraBlocks = 0, threshold = 1 } = {}): Promise<World> {
  const [ada, otto, bea, leo, olga] = [
    makePerson("Ada Bergström"),
    makePerson("Otto Lindqvist"),
    makePerson("Bea Okafor"),
    makePerson("Leo Marchetti"),
    makePerson("Olga Petrenko"),
  ] as const;
  const grant = (person: Person, role: Role, scope: Scope = everywhere): Grant => ({ member: person.id, role, scope });
  const document: PolicyDocument = {
    format: "imprimatur-policy/1",
    workspace: freshWorkspace(),
    workspaceName: "Fjell & Fjord",
    version: 1,
    previous: null,
    at: new Date(start).toISOString(),
    threshold,
    members: [ada, otto, bea, leo, olga].map((person) => person.member),
    grants: [
      grant(ada, "administrator"),
      grant(otto, "administrator"),
      grant(bea, "brandApprover"),
      grant(leo, "legalApprover"),
      grant(olga, "engineer"),
    ],
    paths: [
      { kinds: ["consentPurpose"], tiers: [...tiers], steps: [step("legal", "legalApprover", [...coveredParts])] },
      {
        kinds: kindNames.filter((kind) => kind !== "consentPurpose"),
        tiers: [...tiers],
        steps: [step("brand", "brandApprover", brandCovers), step("legal", "legalApprover", ["disclosure", "claim"])],
      },
    ],
    environments: [{ id: environment, releaseOwner: olga.id, maxStalenessDays: 30 }],
  };
  const envelope = await signEnvelope(payloadTypes.policy, document, [ada.signer, otto.signer].slice(0, threshold));
  const genesis = documentDigest(nodeCrypto, document);
  return {
    ada,
    otto,
    bea,
    leo,
    olga,
    assets: makeAssets(extraBlocks),
    policies: [{ document, envelope }],
    trusted: initialTrust({ workspace: document.workspace, genesis }, environment),
  };
}

/** Signs and appends the next version of the policy. */
export async function changePolicy(
  world: World,
  change: Partial<PolicyDocument>,
  signers: readonly Person[] = [world.ada],
): Promise<PolicyDocument> {
  const former = world.policies.at(-1)!.document;
  const document = { ...former, ...change, version: former.version + 1, previous: documentDigest(nodeCrypto, former) };
  const envelope = await signEnvelope(
    payloadTypes.policy,
    document,
    signers.map(({ signer }) => signer),
  );
  world.policies.push({ document, envelope });
  return document;
}

/** The moment of a statement: now, under the newest policy, unless told otherwise. */
export const momentOf = (world: World, person: Person, change: Partial<Moment> = {}): Moment => ({
  workspace: world.trusted.workspace,
  policy: documentDigest(nodeCrypto, world.policies.at(-1)!.document),
  member: person.id,
  at: new Date(start).toISOString(),
  words: "as shown",
  ...change,
});

export function digestsOf({ id, body, kind, name, tier, scope }: BundleAsset): RevisionDigests {
  return revisionDigests(nodeCrypto, id, { kind, name, tier, scope }, body);
}

const sealed = (statement: unknown, signers: readonly Person[]): Promise<Envelope> =>
  signEnvelope(
    payloadTypes.statement,
    statement,
    signers.map(({ signer }) => signer),
  );

/** "I own these": signed by `by`, who may differ from the person named. */
export const own = (
  world: World,
  person: Person,
  assets: readonly BundleAsset[],
  { by = person, moment = {} }: { readonly by?: Person; readonly moment?: Partial<Moment> } = {},
): Promise<Envelope> =>
  sealed(
    ownStatementOf(
      momentOf(world, person, moment),
      assets.map((asset) => ({ asset: asset.id, revision: digestsOf(asset).revision })),
    ),
    [by],
  );

/** Approves the parts that the step covers in each asset. */
export function approve(
  world: World,
  person: Person,
  stepId: "brand" | "legal",
  assets: readonly BundleAsset[],
  { by = person, moment = {} }: { readonly by?: Person; readonly moment?: Partial<Moment> } = {},
): Promise<Envelope> {
  const parts = assets.flatMap((asset) => {
    const path = world.policies.at(-1)!.document.paths.find(({ kinds }) => kinds.includes(asset.kind));
    const covers = path?.steps.find(({ id }) => id === stepId)?.covers ?? [];
    return Object.entries(digestsOf(asset).parts).flatMap(([part, digest]) =>
      covers.includes(part as CoveredPart) ? [{ asset: asset.id, part: part as CoveredPart, digest }] : [],
    );
  });
  return sealed(approveStatementOf(momentOf(world, person, moment), { step: stepId, request: freshRequest(), parts }), [
    by,
  ]);
}

export const firstLink = (asset: BundleAsset, owner: Person): OwnerLink => ({
  asset: asset.id,
  sequence: 0,
  owner: owner.id,
  previous: null,
});
export const nextLink = (former: OwnerLink, owner: Person): OwnerLink => ({
  asset: former.asset,
  sequence: former.sequence + 1,
  owner: owner.id,
  previous: linkDigest(nodeCrypto, former),
});

/** Owner links, signed by everybody given; the first of them is the one whom the statement names. */
export const hand = (world: World, links: readonly OwnerLink[], signers: readonly Person[]): Promise<Envelope> =>
  sealed(ownershipStatementOf(nodeCrypto, momentOf(world, signers[0]!), links), signers);

/** A release in which everything is as it should be. Tests change one thing in it. */
export async function makeBundle(world: World, change: Partial<Bundle> = {}): Promise<Bundle> {
  const { assets, olga, bea, leo } = world;
  const withLegalParts = assets.filter(({ body, kind }) => kind === "consentPurpose" || body.disclosure || body.claim);
  return {
    format: "imprimatur-bundle/1",
    workspace: world.trusted.workspace,
    environment,
    number: 1,
    at: new Date(start).toISOString(),
    by: olga.id,
    maxStalenessDays: 30,
    policies: world.policies.map(({ envelope }) => envelope),
    ownership: [
      await hand(
        world,
        assets.map((asset) => firstLink(asset, olga)),
        [olga],
      ),
    ],
    attestations: [
      await own(world, olga, assets),
      await approve(
        world,
        bea,
        "brand",
        assets.filter(({ kind }) => kind !== "consentPurpose"),
      ),
      await approve(world, leo, "legal", withLegalParts),
    ],
    assets,
    checkpoint: { device: "test", size: 1, root: documentDigest(nodeCrypto, "journal") },
    ...change,
  };
}
