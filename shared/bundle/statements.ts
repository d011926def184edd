import type { StepId } from "../access/model.ts";
import type { CoveredPart } from "../assets/parts.ts";
import { canonicalBytes } from "../kernel/canonical.ts";
import { type CryptoPort, type Digest, toDigest } from "../kernel/crypto.ts";
import type { AssetId, Instant, MemberId, RequestId, WorkspaceId } from "../kernel/ids.ts";
import type { ApproveStatement, OwnerLink, OwnershipStatement, OwnStatement } from "./model.ts";

/**
 * The three statements, as the in-toto Statements that are signed. What is signed is `canonicalBytes(statement)` in an envelope
 * of type `payloadTypes.statement`.
 */

/** What every statement says of the moment it is made in. */
export interface Moment {
  readonly workspace: WorkspaceId;
  /** Digest of the policy in force. */
  readonly policy: Digest;
  readonly member: MemberId;
  readonly at: Instant;
  /** What the signer was shown, in words. */
  readonly words: string;
}

export interface OwnedRevision {
  readonly asset: AssetId;
  readonly revision: Digest;
}

export interface ApprovedPart {
  readonly asset: AssetId;
  readonly part: CoveredPart;
  readonly digest: Digest;
}

const type = "https://in-toto.io/Statement/v1";
const subject = (name: string, digest: Digest) => ({ name, digest: { sha256: digest.slice("sha256:".length) } });

/** "I own these exact revisions." */
export const ownStatementOf = (moment: Moment, revisions: readonly OwnedRevision[]): OwnStatement => ({
  _type: type,
  subject: revisions.map(({ asset, revision }) => subject(asset, revision)),
  predicateType: "urn:imprimatur:own:v1",
  predicate: { ...moment },
});

/** "I approve these exact parts." */
export const approveStatementOf = (
  moment: Moment,
  approval: { readonly step: StepId; readonly request: RequestId; readonly parts: readonly ApprovedPart[] },
): ApproveStatement => ({
  _type: type,
  subject: approval.parts.map(({ asset, part, digest }) => subject(partName(asset, part), digest)),
  predicateType: "urn:imprimatur:approve:v1",
  predicate: { ...moment, step: approval.step, request: approval.request },
});

/** "These assets are mine from here on": signed by the owner of each first link, by giver and receiver of each later one. */
export const ownershipStatementOf = (
  crypto: CryptoPort,
  moment: Moment,
  links: readonly OwnerLink[],
): OwnershipStatement => ({
  _type: type,
  subject: [linksSubject(crypto, links)],
  predicateType: "urn:imprimatur:ownership:v1",
  predicate: { ...moment, links: [...links] },
});

/** The subject that stands for all links of an ownership statement. */
export const linksSubject = (crypto: CryptoPort, links: readonly OwnerLink[]) =>
  subject("owner-links", documentDigest(crypto, links));

/** How a part of an asset is named as a subject. */
export const partName = (asset: AssetId, part: CoveredPart): string => `${asset}#${part}`;

/** What the next link of an asset's owner chain names as its `previous`. */
export const linkDigest = (crypto: CryptoPort, link: OwnerLink): Digest =>
  toDigest(crypto.sha256(canonicalBytes(link)));

/** What the next version of the policy names as its `previous`, and what a service pins of the first. */
export const documentDigest = (crypto: CryptoPort, document: unknown): Digest =>
  toDigest(crypto.sha256(canonicalBytes(document)));
