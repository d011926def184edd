import { publicKey, type Role } from "#shared/access/model.ts";
import { type Scope, scope as scopeSchema } from "#shared/assets/model.ts";
import { shortestPassphrase } from "./strings.ts";

/** A role with its scope as it is typed: an empty part means all of it. */
export interface GrantDraft {
  readonly role: Role;
  readonly brand: string;
  readonly market: string;
  readonly channel: string;
}

export const emptyGrant: GrantDraft = { role: "editor", brand: "", market: "", channel: "*" };

const part = (text: string): string => text.trim().toLowerCase() || "*";

export const scopeOf = ({ brand, market, channel }: GrantDraft): Scope => ({
  brand: part(brand),
  market: part(market),
  channel: part(channel),
});

/** What is wrong with the scope that was typed, in words. */
export const grantProblem = (grant: GrantDraft): string | undefined =>
  scopeSchema.safeParse(scopeOf(grant)).success
    ? undefined
    : "A brand or market is written in lower-case letters, digits and hyphens.";

/** Somebody who is about to be added. */
export interface NewPerson {
  readonly name: string;
  readonly title: string;
  readonly key: { readonly kind: "passphrase" | "publicKey"; readonly value: string };
  readonly grants: readonly GrantDraft[];
}

export const startPerson: NewPerson = {
  name: "",
  title: "",
  key: { kind: "passphrase", value: "" },
  grants: [emptyGrant],
};

/** What is missing before they can be added, in words. */
export function newPersonProblem({ name, key, grants }: NewPerson): string | undefined {
  if (name.trim() === "") return "Give their name.";
  if (key.kind === "passphrase" && [...key.value].length < shortestPassphrase)
    return `The passphrase needs at least ${shortestPassphrase} characters.`;
  if (key.kind === "publicKey" && !publicKey.safeParse(key.value.trim()).success)
    return "A public key is 64 hexadecimal digits.";
  return grants.map(grantProblem).find((problem) => problem !== undefined);
}
