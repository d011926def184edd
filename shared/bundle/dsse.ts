import { fromUtf8, type Json, utf8 } from "../kernel/canonical.ts";
import { type CryptoPort, fromBase64, toBase64 } from "../kernel/crypto.ts";
import { IntegrityError } from "./errors.ts";
import { type Envelope, envelope as envelopeSchema } from "./model.ts";

/**
 * DSSE envelopes (secure-systems-lab/dsse, version 1). A signature's `keyid` is the signer's public key in hex; like every
 * `keyid` it is only a hint of which key to try, and says nothing until the signature holds.
 */

/** The pre-authentication encoding: the exact bytes that a DSSE signature stands for. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8(payloadType);
  const head = utf8(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  return bytes;
}

/** Puts a payload and its signatures (each over `preAuthEncoding`) into an envelope. */
export function makeEnvelope(
  payloadType: string,
  payload: Uint8Array,
  signatures: readonly { readonly publicKey: string; readonly signature: Uint8Array }[],
): Envelope {
  return {
    payloadType,
    payload: toBase64(payload),
    signatures: signatures.map(({ publicKey, signature }) => ({ keyid: publicKey, sig: toBase64(signature) })),
  };
}

/** Reads an envelope from outside. @throws IntegrityError BUNDLE_MALFORMED */
export function parseEnvelope(value: unknown): Envelope {
  const parsed = envelopeSchema.safeParse(value);
  if (!parsed.success) throw malformed("The signed envelope does not have the form that DSSE gives it.");
  return parsed.data;
}

/** An envelope with at least one signature that holds. Nobody reads its payload before. */
export interface OpenedEnvelope {
  /** Public keys whose signatures hold, each once. */
  readonly signers: ReadonlySet<string>;
  readonly payload: Uint8Array;
}

/**
 * Checks an envelope's signatures against the keys that are known. Signatures by other keys are passed over (DSSE, "signature
 * verification"); one that claims a known key and does not hold condemns the whole envelope, because it was tampered with.
 *
 * @returns null where no known key signed.
 * @throws IntegrityError SIGNATURE_INVALID, BUNDLE_MALFORMED
 */
export async function openEnvelope(
  crypto: CryptoPort,
  envelope: Envelope,
  payloadType: string,
  keys: ReadonlySet<string>,
): Promise<OpenedEnvelope | null> {
  if (envelope.payloadType !== payloadType)
    throw malformed(`An envelope holds “${envelope.payloadType}” where ${payloadType} belongs.`);
  const payload = payloadBytes(envelope);
  const message = preAuthEncoding(envelope.payloadType, payload);
  const signers = new Set<string>();
  for (const { keyid, sig } of envelope.signatures) {
    if (!keys.has(keyid) || signers.has(keyid)) continue;
    if (!(await crypto.verify(keyid, message, decode(sig)))) {
      throw new IntegrityError(
        "SIGNATURE_INVALID",
        `key ${shortKey(keyid)}`,
        "A signature does not hold over the bytes that it stands for.",
      );
    }
    signers.add(keyid);
  }
  return signers.size === 0 ? null : { signers, payload };
}

/** The payload as bytes, to be hashed and not to be read: see `openEnvelope`. @throws IntegrityError BUNDLE_MALFORMED */
export const payloadBytes = (envelope: Envelope): Uint8Array => decode(envelope.payload);

/** The JSON of a payload whose signatures hold. @throws IntegrityError BUNDLE_MALFORMED */
export function readPayload(payload: Uint8Array): Json {
  try {
    return JSON.parse(fromUtf8(payload)) as Json;
  } catch (cause) {
    throw new IntegrityError("BUNDLE_MALFORMED", "payload", "A signed payload is not JSON.", cause);
  }
}

/** Enough of a public key to tell it from others in a message. */
export const shortKey = (publicKey: string): string => publicKey.slice(0, 12);

/** Base64 has one spelling here, so that no two envelopes differ in bytes and not in meaning. */
function decode(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch {
    throw malformed("An envelope holds something that is not plain base64.");
  }
}

const malformed = (message: string) => new IntegrityError("BUNDLE_MALFORMED", "envelope", message);
