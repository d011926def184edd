import type { Opening, SecretAsk } from "./process-protocol.ts";

/** What of the desktop shell's `safeStorage` is used. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  /** On Linux alone. */
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(bytes: Buffer): string;
}

/** These encrypt with a key that anybody can look up, which protects nothing. */
const hollow = ["basic_text", "unknown"];

/** Whether this desktop offers a keychain that protects anything. Ask after the shell is ready. */
export function keychainOf(storage: SafeStorage, platform: NodeJS.Platform): Opening["keychain"] {
  const backend = platform === "linux" ? storage.getSelectedStorageBackend?.() : undefined;
  if (storage.isEncryptionAvailable() && !(backend !== undefined && hollow.includes(backend)))
    return { available: true };
  const reason =
    platform === "linux"
      ? "This desktop runs no keyring (such as GNOME Keyring or KWallet), so a passphrase kept here would be readable by anybody. Type it each time."
      : "The operating system’s keychain cannot be used now. Type your passphrase each time.";
  return { available: false, reason };
}

/** Encrypts or decrypts with the operating system's keychain. @throws when it refuses */
export function useKeychain(storage: SafeStorage, ask: SecretAsk): string | Uint8Array {
  return ask.act === "encrypt" ? storage.encryptString(ask.text) : storage.decryptString(Buffer.from(ask.bytes));
}
