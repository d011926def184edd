import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  scrypt,
  sign,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "#shared/kernel/errors.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { writeFileAtomic } from "./atomic-file.ts";

/** Signs with one person's key. The private key itself is never handed out. */
export interface Signer {
  readonly member: MemberId;
  readonly keyId: string;
  /** 32 bytes in hex. */
  readonly publicKey: string;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** What it costs to try a passphrase: scrypt with N = 2^17, r = 8 as OWASP recommends, about 0.4 s and 128 MiB. */
export const defaultScryptCost = 2 ** 17;
const blockSize = 8;
const shortestPassphrase = 8;

const hex = z.string().regex(/^([0-9a-f]{2})*$/);
const vaultFile = z.strictObject({
  format: z.literal("imprimatur-vault/1"),
  member: z.string(),
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  kdf: z.strictObject({
    name: z.literal("scrypt"),
    cost: z
      .number()
      .int()
      .min(2)
      .max(2 ** 20),
    blockSize: z.number().int().min(1).max(32),
    salt: hex,
  }),
  cipher: z.strictObject({ name: z.literal("aes-256-gcm"), nonce: hex, tag: hex, data: hex }),
});
type VaultFile = z.infer<typeof vaultFile>;

export interface VaultOptions {
  readonly folder: string;
  /** Keys lock after this long without use, in milliseconds. */
  readonly idleMs: number;
  readonly now: () => number;
  readonly scryptCost?: number;
}

interface OpenKey {
  readonly key: KeyObject;
  readonly publicKey: string;
  lastUsed: number;
}

/**
 * One person's Ed25519 key per file, outside of the workspace: the private key (PKCS #8) under AES-256-GCM with a key
 * derived from the passphrase by scrypt (RFC 7914). Open keys live in memory only and lock when idle.
 */
export class Vault {
  readonly #options: VaultOptions;
  readonly #open = new Map<MemberId, OpenKey>();

  constructor(options: VaultOptions) {
    this.#options = options;
  }

  has(member: MemberId): boolean {
    return existsSync(this.#path(member));
  }

  /** Makes a key for a person. @returns its public key. @throws PASSPHRASE_WEAK, WORKSPACE_EXISTS when there is one. */
  async create(member: MemberId, passphrase: string): Promise<string> {
    if (this.has(member))
      throw new AppError("WORKSPACE_EXISTS", "This person already has a key on this computer.", { member });
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
    await this.#write(member, raw, privateKey, passphrase);
    return raw;
  }

  /** Opens a person's key; from then on it signs until it has been idle for too long. @throws PASSPHRASE_WRONG, KEY_MISSING, VAULT_DAMAGED. */
  async unlock(member: MemberId, passphrase: string): Promise<void> {
    const file = this.#read(member);
    const key = await this.#decrypt(file, passphrase);
    this.#open.set(member, { key, publicKey: file.publicKey, lastUsed: this.#options.now() });
  }

  async changePassphrase(member: MemberId, from: string, to: string): Promise<void> {
    const file = this.#read(member);
    const key = await this.#decrypt(file, from);
    await this.#write(member, file.publicKey, key, to);
  }

  lock(member: MemberId): void {
    this.#open.delete(member);
  }

  lockAll(): void {
    this.#open.clear();
  }

  /** Until when the key stays open without use, in milliseconds since 1970, or null when it is locked. */
  openUntil(member: MemberId): number | null {
    const open = this.#open.get(member);
    if (!open) return null;
    const until = open.lastUsed + this.#options.idleMs;
    if (until > this.#options.now()) return until;
    this.lock(member);
    return null;
  }

  /** @throws KEY_LOCKED when the key is not open. */
  signer(member: MemberId): Signer {
    if (this.openUntil(member) === null) {
      throw new AppError("KEY_LOCKED", "Your key is locked. Enter your passphrase to sign.", { member });
    }
    const open = this.#open.get(member)!;
    open.lastUsed = this.#options.now();
    return {
      member,
      keyId: open.publicKey,
      publicKey: open.publicKey,
      sign: async (message) => sign(null, message, open.key),
    };
  }

  #path(member: MemberId): string {
    return join(this.#options.folder, `${member}.vault.json`);
  }

  #read(member: MemberId): VaultFile {
    if (!this.has(member))
      throw new AppError("KEY_MISSING", "This person's key is not on this computer. They sign in where they made it.", {
        member,
      });
    try {
      const file = vaultFile.parse(JSON.parse(readFileSync(this.#path(member), "utf8")));
      if (file.member !== member) throw new Error("the vault belongs to another member");
      return file;
    } catch (error) {
      throw new AppError(
        "VAULT_DAMAGED",
        "This person's key file is damaged. Restore it from a backup.",
        { member },
        error,
      );
    }
  }

  async #write(member: MemberId, publicKey: string, privateKey: KeyObject, passphrase: string): Promise<void> {
    if ([...passphrase].length < shortestPassphrase) {
      throw new AppError(
        "PASSPHRASE_WEAK",
        `A passphrase needs at least ${shortestPassphrase} characters. A few words that belong to you alone are best.`,
      );
    }
    const kdf = {
      name: "scrypt",
      cost: this.#options.scryptCost ?? defaultScryptCost,
      blockSize,
      salt: randomBytes(32).toString("hex"),
    } as const;
    const key = await derive(passphrase, kdf);
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(additionalData(member, publicKey));
    const data = Buffer.concat([cipher.update(privateKey.export({ format: "der", type: "pkcs8" })), cipher.final()]);
    const file: VaultFile = {
      format: "imprimatur-vault/1",
      member,
      publicKey,
      kdf,
      cipher: {
        name: "aes-256-gcm",
        nonce: nonce.toString("hex"),
        tag: cipher.getAuthTag().toString("hex"),
        data: data.toString("hex"),
      },
    };
    mkdirSync(this.#options.folder, { recursive: true, mode: 0o700 });
    writeFileAtomic(this.#path(member), `${JSON.stringify(file, null, 2)}\n`, 0o600);
  }

  async #decrypt(file: VaultFile, passphrase: string): Promise<KeyObject> {
    const key = await derive(passphrase, file.kdf);
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(file.cipher.nonce, "hex"));
    decipher.setAAD(additionalData(file.member, file.publicKey)).setAuthTag(Buffer.from(file.cipher.tag, "hex"));
    let privateKey: KeyObject;
    try {
      const der = Buffer.concat([decipher.update(Buffer.from(file.cipher.data, "hex")), decipher.final()]);
      privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
    } catch (error) {
      throw new AppError(
        "PASSPHRASE_WRONG",
        "This passphrase does not open the key. Check the keyboard layout and try again.",
        {},
        error,
      );
    }
    const raw = createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
    if (raw !== file.publicKey)
      throw new AppError("VAULT_DAMAGED", "The key file names another public key than the one it holds.", {});
    return privateKey;
  }
}

const additionalData = (member: string, publicKey: string): Buffer =>
  Buffer.from(`imprimatur-vault/1 ${member} ${publicKey}`);

function derive(passphrase: string, kdf: VaultFile["kdf"]): Promise<Buffer> {
  const options = {
    cost: kdf.cost,
    blockSize: kdf.blockSize,
    parallelization: 1,
    maxmem: 256 * kdf.cost * kdf.blockSize,
  };
  return new Promise((resolve, reject) => {
    // NFKC, so that the same passphrase typed on another keyboard gives the same bytes.
    scrypt(passphrase.normalize("NFKC"), Buffer.from(kdf.salt, "hex"), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
