/**
 * Signs bytes with one person's Ed25519 key. The vault makes these; publishing never sees a private key.
 * @throws AppError KEY_LOCKED from `sign`, when the key was locked in the meantime.
 */
export interface Signer {
  readonly keyId: string;
  /** 32 bytes in hex. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}
