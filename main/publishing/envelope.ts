import { makeEnvelope, preAuthEncoding } from "#shared/bundle/dsse.ts";
import type { Envelope } from "#shared/bundle/model.ts";
import { canonicalBytes } from "#shared/kernel/canonical.ts";
import type { Signer } from "./signer.ts";

/**
 * Signs plain data with every signer given, as a DSSE envelope over its canonical form.
 * @throws what the signers throw; AppError INPUT_INVALID for data that JSON cannot say.
 */
export async function signEnvelope(payloadType: string, data: unknown, signers: readonly Signer[]): Promise<Envelope> {
  const payload = canonicalBytes(data);
  const message = preAuthEncoding(payloadType, payload);
  const signatures: { publicKey: string; signature: Uint8Array }[] = [];
  for (const signer of signers) signatures.push({ publicKey: signer.publicKey, signature: await signer.sign(message) });
  return makeEnvelope(payloadType, payload, signatures);
}
