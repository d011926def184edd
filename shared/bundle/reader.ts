import type { z } from "zod";
import type { CryptoPort } from "../kernel/crypto.ts";
import type { Instant, MemberId, WorkspaceId } from "../kernel/ids.ts";
import { openEnvelope, readPayload } from "./dsse.ts";
import { IntegrityError } from "./errors.ts";
import { type Envelope, payloadTypes } from "./model.ts";
import type { PolicyChain, PolicyVersion } from "./policy-chain.ts";

/** A statement that counts: signed by the member whom it names, who was active in the policy that it names. */
export interface CountedStatement<T> {
  readonly statement: T;
  /** The policy of the moment: what the statement is judged by. */
  readonly policy: PolicyVersion;
  readonly member: MemberId;
  /** Everybody who signed it and was active in that policy. */
  readonly signers: ReadonlySet<MemberId>;
}

interface StatementForm {
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicate: {
    readonly workspace: WorkspaceId;
    readonly policy: string;
    readonly member: MemberId;
    readonly at: Instant;
  };
}

/**
 * Opens envelopes and reads the statements in them. A statement is passed over, as if it were not there, when nobody of the
 * workspace signed it, when the member whom it names did not, when that member was not active in the policy that it names, or when
 * that policy or the workspace is not this one's. What follows from its absence is for the caller to find.
 *
 * @param latest statements may not be dated after this (milliseconds since 1970).
 * @throws IntegrityError SIGNATURE_INVALID, BUNDLE_MALFORMED
 */
export async function readStatements<T extends StatementForm>(
  crypto: CryptoPort,
  envelopes: readonly Envelope[],
  form: z.ZodType<T>,
  {
    chain,
    workspace,
    latest,
  }: { readonly chain: PolicyChain; readonly workspace: WorkspaceId; readonly latest: number },
): Promise<CountedStatement<T>[]> {
  const counted: CountedStatement<T>[] = [];
  for (const envelope of envelopes) {
    const opened = await openEnvelope(crypto, envelope, payloadTypes.statement, chain.keys);
    if (!opened) continue;
    const parsed = form.safeParse(readPayload(opened.payload));
    if (!parsed.success) throw malformed("A signed statement does not have the form of one.");
    const statement = parsed.data;
    const { member, at, policy: digest } = statement.predicate;
    if (Date.parse(at) > latest) throw malformed(`A statement is dated ${at}, which is still to come.`);
    const policy = chain.byDigest.get(digest as `sha256:${string}`);
    if (!policy || statement.predicate.workspace !== workspace) continue;
    const signers = new Set<MemberId>();
    for (const key of opened.signers) {
      const active = policy.activeByKey.get(key);
      if (active) signers.add(active.id);
    }
    if (signers.has(member)) counted.push({ statement, policy, member, signers });
  }
  return counted;
}

const malformed = (message: string): IntegrityError => new IntegrityError("BUNDLE_MALFORMED", "statement", message);
