import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#shared/kernel/errors.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { writeFileAtomic } from "./atomic-file.ts";

/** What the desktop shell offers to encrypt small secrets with the operating system's keychain. */
export interface SecretBox {
  encrypt(text: string): Promise<Uint8Array>;
  decrypt(bytes: Uint8Array): Promise<string>;
}

export type KeychainAbility =
  | { readonly available: true; readonly box: SecretBox }
  | { readonly available: false; readonly reason: string };

/** Passphrases that people chose to keep in the operating system's keychain, one encrypted file per person. */
export class Keychain {
  readonly ability: KeychainAbility;
  readonly #folder: string;

  constructor(ability: KeychainAbility, folder: string) {
    this.ability = ability;
    this.#folder = folder;
  }

  holds(member: MemberId): boolean {
    return this.ability.available && existsSync(this.#path(member));
  }

  /** @throws KEYCHAIN_ABSENT */
  async keep(member: MemberId, passphrase: string): Promise<void> {
    const box = this.#box();
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writeFileAtomic(this.#path(member), await box.encrypt(passphrase), 0o600);
  }

  forget(member: MemberId): void {
    rmSync(this.#path(member), { force: true });
  }

  /** @returns the passphrase, or null when none is kept or the keychain no longer opens it. */
  async recall(member: MemberId): Promise<string | null> {
    if (!this.holds(member)) return null;
    return this.#box()
      .decrypt(readFileSync(this.#path(member)))
      .catch(() => null);
  }

  #box(): SecretBox {
    if (this.ability.available) return this.ability.box;
    throw new AppError("KEYCHAIN_ABSENT", this.ability.reason);
  }

  #path(member: MemberId): string {
    return join(this.#folder, `${member}.keychain`);
  }
}
