import { payloadTypes, type Envelope } from "#shared/bundle/model.ts";
import { makeEnvelope, preAuthEncoding } from "#shared/bundle/dsse.ts";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import type { Moment } from "#shared/bundle/statements.ts";
import type { PrepareContext } from "../context.ts";
import type { Signer } from "./vault.ts";

/** Signs a document into a DSSE envelope: over its canonical bytes, so that equal documents have equal signatures. */
export async function signDocument(
  payloadType: string,
  document: unknown,
  signers: readonly Signer[],
): Promise<Envelope> {
  const payload = canonicalBytes(document);
  const message = preAuthEncoding(payloadType, payload);
  const signatures = await Promise.all(
    signers.map(async (signer) => ({ publicKey: signer.publicKey, signature: await signer.sign(message) })),
  );
  return makeEnvelope(payloadType, payload, signatures);
}

export const signStatement = (statement: unknown, signer: Signer): Promise<Envelope> =>
  signDocument(payloadTypes.statement, statement, [signer]);

/** What every statement says of its moment: where, under which policy, who, when, and the words that the person read. */
export const momentOf = (context: PrepareContext, words: string): Moment => ({
  workspace: context.workspace,
  policy: context.policyDigest,
  member: context.me.id,
  at: context.at,
  words,
});
