import type { Scope } from "#shared/assets/model.ts";
import type { Market, Person } from "../shapes.ts";

const everywhere: Scope = { brand: "*", market: "*", channel: "*" };
const inMarket = (market: Market): Scope => ({ brand: "halden", market, channel: "*" });

/** All sample people have this one passphrase: the workspace is for trying out, and nothing in it is worth a secret. */
export const samplePassphrase = "halden outdoor sample";

export const sampleName = "Halden Outdoor";

/** Made first; everyone else is added by her. */
export const administrator: Person = {
  name: "Nele Harms",
  title: "Head of brand, administrator",
  roles: [
    { role: "administrator", scope: everywhere },
    { role: "brandApprover", scope: everywhere },
  ],
};

export const mara = "Mara Lindqvist";
export const jonas = "Jonas Brandt";
export const aoife = "Aoife Kearney";
export const haruka = "Haruka Mori";
export const priya = "Priya Raman";
export const tomasz = "Tomasz Zielinski";
export const ingrid = "Ingrid Solberg";
export const elena = "Elena Castell";
export const henrik = "Henrik Vos";
export const nele = administrator.name;

/**
 * Nobody approves their own work, so each role that both writes and approves is held by two people: what Nele writes,
 * Priya approves; what Ingrid writes, Tomasz approves.
 */
export const people: readonly Person[] = [
  { name: mara, title: "Personalization lead, release owner", roles: [{ role: "engineer", scope: everywhere }] },
  { name: jonas, title: "Editor, DE", roles: [{ role: "editor", scope: inMarket("de") }] },
  { name: aoife, title: "Editor, UK", roles: [{ role: "editor", scope: inMarket("uk") }] },
  { name: haruka, title: "Editor, JP", roles: [{ role: "editor", scope: inMarket("jp") }] },
  { name: priya, title: "Brand approver", roles: [{ role: "brandApprover", scope: everywhere }] },
  { name: tomasz, title: "Legal counsel", roles: [{ role: "legalApprover", scope: everywhere }] },
  { name: ingrid, title: "General counsel", roles: [{ role: "legalApprover", scope: everywhere }] },
  { name: elena, title: "Data engineer", roles: [{ role: "engineer", scope: everywhere }] },
  { name: henrik, title: "Internal audit", roles: [{ role: "auditor", scope: everywhere }] },
];

/** Who writes and owns the content of each market. */
export const editors: Readonly<Record<Market, string>> = { de: jonas, uk: aoife, jp: haruka };
