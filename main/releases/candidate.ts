import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import type { Environment } from "#shared/access/model.ts";
import type { Blocker, Candidate, CandidateItem } from "#shared/releases/model.ts";
import { type AssetRow, getRevision, type Revision } from "../assets/store.ts";
import { makeWorld, type World } from "../assets/world.ts";
import { isApproved } from "../approvals/gates.ts";
import type { ReadContext } from "../context.ts";
import {
  approvedAssets,
  latestLink,
  liveRevisions,
  nextReleaseNumber,
  ownersSignatures,
  type OwnSignature,
} from "./store.ts";

/** An asset as it would go into the next release. */
export interface Planned {
  readonly row: AssetRow;
  readonly revision: Revision;
  readonly signature: OwnSignature | undefined;
}

/** @throws AppError NOT_FOUND */
export function environmentOf({ policy }: ReadContext, id: string): Environment {
  const found = policy.environments.find((environment) => environment.id === id);
  if (found) return found;
  const names = policy.environments.map((environment) => environment.id).join(", ");
  throw new AppError("NOT_FOUND", `There is no environment ${id}. There are: ${names}.`, { environment: id });
}

/** The newest approved revision of every asset, with its owner's signature where there is one. */
export function planned({ db }: ReadContext): Planned[] {
  const signatures = ownersSignatures(db);
  return approvedAssets(db).map((row) => {
    const revision = getRevision(db, row.approved!);
    return { row, revision, signature: signatures.get(row.id) };
  });
}

/** What the next release of an environment would be, and what still stands in its way. */
export function candidateOf(context: ReadContext, environmentId: string): Candidate {
  const environment = environmentOf(context, environmentId);
  const plan = planned(context);
  const live = liveRevisions(context.db, environment.id);
  const items = plan.map((one) => candidateItem(context, one, live));
  const inPlan = new Set(plan.map((one) => one.row.id));
  return {
    environment: environment.id,
    releaseOwner: environment.releaseOwner,
    number: nextReleaseNumber(context.db, environment.id),
    items,
    removed: [...live.keys()]
      .filter((asset) => !inPlan.has(asset))
      .map((asset) => ({ asset, name: nameOf(context, asset) })),
    seals: sealsOf(plan),
    blockers: blockersOf(context, plan),
  };
}

function candidateItem(
  { db }: ReadContext,
  { row, revision, signature }: Planned,
  live: ReadonlyMap<AssetId, Digest>,
): CandidateItem {
  const before = live.get(row.id);
  return {
    asset: row.id,
    ...revision.identity,
    owner: row.owner,
    revision: revision.digest,
    revisionNumber: revision.number,
    change: before === undefined ? "added" : before === revision.digest ? "same" : "changed",
    ownerSigned: signature !== undefined,
    firstSignature: signature === undefined && latestLink(db, row.id) === undefined,
  };
}

const nameOf = ({ db }: ReadContext, asset: AssetId): string =>
  db.get<{ name: string }>("SELECT name FROM asset WHERE id = @asset", { asset })!.name;

function sealsOf(plan: readonly Planned[]): Candidate["seals"] {
  const seals = new Map<MemberId, Candidate["seals"][number]>();
  for (const { row, signature } of plan) {
    const seal = seals.get(row.owner) ?? { member: row.owner, assets: 0, signed: 0, at: null };
    const at = signature && (!seal.at || signature.at > seal.at) ? signature.at : seal.at;
    seals.set(row.owner, { ...seal, assets: seal.assets + 1, signed: seal.signed + (signature ? 1 : 0), at });
  }
  return [...seals.values()];
}

/** Everything that the decision service would refuse, said here first and with the person who can mend it. */
export function blockersOf(context: ReadContext, plan: readonly Planned[]): Blocker[] {
  // The world as the release would have it: only what is in the plan exists.
  const world = makeWorld(
    "release",
    plan.map(({ row, revision }) => ({
      id: row.id,
      digest: revision.digest,
      identity: revision.identity,
      body: revision.body,
    })),
  );
  return plan.flatMap((one) => blockersOfOne(context, one, world));
}

const notApproved = "The approval path asks for more than it had when it was approved. Send it for review again.";

function blockersOfOne({ db, policy }: ReadContext, { row, revision, signature }: Planned, world: World): Blocker[] {
  const block = (code: Blocker["code"], message: string): Blocker => ({
    asset: row.id,
    name: revision.identity.name,
    code,
    message,
    who: row.owner,
  });
  const found: Blocker[] = [];
  if (!signature) found.push(block("ownerUnsigned", `Its owner has not signed revision ${revision.number}.`));
  if (!isApproved(db, policy, revision.digest)) found.push(block("approvalMissing", notApproved));
  for (const { severity, code, message } of world.problems(row.id)) {
    if (severity === "error") found.push(block(code === "reference" ? "reference" : "check", message));
  }
  return found;
}
