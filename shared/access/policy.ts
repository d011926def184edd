import type { KindName } from "../assets/kind.ts";
import type { Scope, Tier } from "../assets/model.ts";
import type { StudioCall } from "../contracts.ts";
import type { ErrorCode } from "../kernel/errors.ts";
import type { MemberId } from "../kernel/ids.ts";
import { type Grant, type Member, type Role, roleLabels } from "./model.ts";

/** What a call asks of the person who makes it. */
export type Permission =
  /** Anybody at this computer, signed in or not. */
  | { readonly who: "anyone" }
  | { readonly who: "member" }
  | { readonly who: "roles"; readonly roles: readonly Role[] }
  /** Those who may write assets of the subject's kind and tier (see `authors`), and its owner. */
  | { readonly who: "author" }
  | { readonly who: "owner" }
  | { readonly who: "releaseOwner" }
  /** Those who hold the role that the step of the approval path asks for. */
  | { readonly who: "approver" }
  /** Those who may write the subject, its owner, and whoever began the thread that is to be resolved. */
  | { readonly who: "resolver" };

const anyone: Permission = { who: "anyone" };
const member: Permission = { who: "member" };
const author: Permission = { who: "author" };
const administrator: Permission = { who: "roles", roles: ["administrator"] };

/**
 * The permission table: one row per call, the only place that says who may do what.
 * The gate, the screens and the tests read it; a call without a row does not compile.
 */
export const permissions: Readonly<Record<StudioCall, Permission>> = {
  "access.status": anyone,
  "access.signIn": anyone,
  "access.signOut": member,
  "access.unlock": member,
  "access.lock": member,
  "access.remember": member,
  "access.changePassphrase": member,
  "access.people": member,
  "access.addMember": administrator,
  "access.grantRole": administrator,
  "access.revokeRole": administrator,
  "access.setReleaseOwner": administrator,
  "access.adoptPaths": administrator,
  "assets.list": member,
  "assets.ids": member,
  "assets.tagUsage": member,
  "assets.views": member,
  "assets.saveView": member,
  "assets.removeView": member,
  "assets.get": member,
  "assets.revision": member,
  "assets.bodies": member,
  "assets.create": author,
  "assets.saveDraft": author,
  "assets.discardDraft": member,
  "assets.revise": author,
  "assets.rename": author,
  "assets.restore": author,
  "assets.retire": { who: "owner" },
  // Each asset is asked for by itself, with the permission that its change takes alone.
  "content.previewMany": member,
  "content.reviseMany": member,
  "content.previewMigration": member,
  "content.migrate": author,
  "content.importExport": { who: "roles", roles: ["brandApprover"] },
  "images.add": author,
  "images.keep": author,
  "images.read": member,
  "approvals.list": member,
  "approvals.get": member,
  "approvals.open": { who: "roles", roles: ["editor", "engineer", "brandApprover", "legalApprover"] },
  "approvals.approve": { who: "approver" },
  "approvals.sendBack": { who: "roles", roles: ["brandApprover", "legalApprover"] },
  "approvals.withdraw": { who: "owner" },
  "releases.environments": member,
  "releases.list": member,
  "releases.candidate": member,
  "releases.sign": member,
  "releases.publish": { who: "releaseOwner" },
  "releases.verify": member,
  "audit.journal": member,
  "audit.asset": member,
  "audit.proof": member,
  "audit.verify": member,
  "spelling.dictionaries": member,
  "spelling.check": member,
  "spelling.suggest": member,
  "spelling.asset": member,
  "spelling.words": member,
  "spelling.addWord": member,
  "spelling.removeWord": member,
  "rules.analyse": member,
  "insight.home": member,
  "insight.lint": member,
  "insight.setAside": author,
  "insight.takeUp": author,
  "insight.cascade": member,
  "exchange.exportFolder": member,
  // Any member may bring files; each asset in them asks for its own author.
  "exchange.importFolder": member,
  "exchange.exportTexts": member,
  "exchange.importTexts": member,
  "exchange.readTable": member,
  "exchange.importTable": member,
  "data.propose": member,
  // Each row asks for its own author.
  "data.import": member,
  "comments.list": member,
  "comments.waiting": member,
  "comments.start": member,
  "comments.reply": member,
  // The owner of a comment is who wrote it.
  "comments.revise": { who: "owner" },
  "comments.withdraw": { who: "owner" },
  "comments.resolve": { who: "resolver" },
  "comments.reopen": member,
};

const central: readonly Role[] = ["brandApprover", "legalApprover"];
const market: readonly Role[] = ["editor", "brandApprover"];
const engineering: readonly Role[] = ["engineer", "brandApprover"];

/** Who may write assets of a kind, by tier. Brand foundation is always for the central brand team and legal alone. */
export const authors: Readonly<Record<KindName, Readonly<Record<Tier, readonly Role[]>>>> = {
  blockType: { foundation: central, campaign: ["brandApprover"], variable: ["brandApprover"] },
  block: { foundation: central, campaign: market, variable: market },
  image: { foundation: central, campaign: market, variable: market },
  template: { foundation: central, campaign: ["brandApprover"], variable: ["brandApprover"] },
  audience: { foundation: central, campaign: engineering, variable: engineering },
  placement: { foundation: central, campaign: engineering, variable: engineering },
  rule: { foundation: central, campaign: engineering, variable: engineering },
  attribute: { foundation: central, campaign: engineering, variable: engineering },
  event: { foundation: central, campaign: engineering, variable: engineering },
  identifier: { foundation: central, campaign: engineering, variable: engineering },
  consentPurpose: { foundation: ["legalApprover"], campaign: central, variable: central },
  tagVocabulary: { foundation: central, campaign: ["brandApprover"], variable: ["brandApprover"] },
  namingConvention: { foundation: central, campaign: ["brandApprover"], variable: ["brandApprover"] },
};

/** What a call is about, as far as permission depends on it. */
export interface Subject {
  readonly scope: Scope;
  readonly kind?: KindName;
  readonly tier?: Tier;
  readonly owner?: MemberId;
  readonly releaseOwner?: MemberId;
  /** The role that the approval step asks for. */
  readonly stepRole?: Role;
  /** Who began the thread of comments. */
  readonly starter?: MemberId;
}

/** Whether a role granted in `granted` reaches something in `asked`. */
export function scopeCovers(granted: Scope, asked: Scope): boolean {
  const covers = (has: string, wants: string) => has === "*" || has === wants;
  return (
    covers(granted.brand, asked.brand) && covers(granted.market, asked.market) && covers(granted.channel, asked.channel)
  );
}

export const holdsRole = (grants: readonly Grant[], who: MemberId, roles: readonly Role[], scope: Scope): boolean =>
  grants.some((grant) => grant.member === who && roles.includes(grant.role) && scopeCovers(grant.scope, scope));

/** The roles that would let somebody through, or null where roles do not matter. */
export function rolesFor(permission: Permission, subject: Subject): readonly Role[] | null {
  switch (permission.who) {
    case "roles":
      return permission.roles;
    case "author":
    case "resolver":
      return subject.kind && subject.tier ? authors[subject.kind][subject.tier] : [];
    case "approver":
      return subject.stepRole ? [subject.stepRole] : [];
    default:
      return null;
  }
}

/** Whether this person may do this, by table, roles and ownership alone. Pure: the same answer on every door. */
export function isAllowed(
  permission: Permission,
  subject: Subject,
  who: Member | null,
  grants: readonly Grant[],
): boolean {
  if (permission.who === "anyone") return true;
  if (!who?.active) return false;
  switch (permission.who) {
    case "member":
      return true;
    case "owner":
      return subject.owner === who.id;
    case "releaseOwner":
      return subject.releaseOwner === who.id;
    case "resolver":
      if (subject.starter === who.id || subject.owner === who.id) return true;
      return holdsRole(grants, who.id, rolesFor(permission, subject) ?? [], subject.scope);
    case "author":
      // An owner answers for the asset, so an owner may change it; foundation stays with the central teams all the same.
      if (subject.owner === who.id && subject.tier !== "foundation") return true;
      return holdsRole(grants, who.id, rolesFor(permission, subject) ?? [], subject.scope);
    default:
      return holdsRole(grants, who.id, rolesFor(permission, subject) ?? [], subject.scope);
  }
}

export interface Refusal {
  readonly code: Extract<ErrorCode, "SIGNED_OUT" | "FORBIDDEN" | "NOT_OWNER">;
  /** What, who, why, what next, in a sentence or two. */
  readonly message: string;
  readonly roles: readonly Role[];
  /** People who could do it. */
  readonly could: readonly { readonly id: MemberId; readonly name: string }[];
}

/** Explains a refusal: what it needs, and who could do it. @returns null where it is allowed. */
export function refusal(
  permission: Permission,
  subject: Subject,
  who: Member | null,
  members: readonly Member[],
  grants: readonly Grant[],
): Refusal | null {
  if (isAllowed(permission, subject, who, grants)) return null;
  if (!who) return { code: "SIGNED_OUT", message: "Sign in first.", roles: [], could: [] };
  const could = members
    .filter((one) => isAllowed(permission, subject, one, grants))
    .map(({ id, name }) => ({ id, name }));
  const roles = rolesFor(permission, subject) ?? [];
  return {
    code: roles.length > 0 ? "FORBIDDEN" : "NOT_OWNER",
    message: `${needs(permission, subject, roles)} ${names(could)}`.trim(),
    roles,
    could,
  };
}

function needs(permission: Permission, subject: Subject, roles: readonly Role[]): string {
  if (permission.who === "owner") return "Only the owner can do this.";
  if (permission.who === "releaseOwner") return "Only the release owner of this environment can publish to it.";
  if (permission.who === "resolver")
    return "Whoever began the thread can do this, the owner, and those who may write what it is about.";
  const list = roles.map((role) => roleLabels[role]).join(" or ");
  const where = describeScope(subject.scope);
  return subject.tier === "foundation"
    ? `This is brand foundation: it takes a ${list}${where}.`
    : `This takes the role of ${list}${where}.`;
}

export function describeScope(scope: Scope): string {
  const parts = [scope.brand, scope.market.toUpperCase(), scope.channel].filter((part) => part !== "*");
  return parts.length === 0 ? "" : ` for ${parts.join(" · ")}`;
}

function names(could: readonly { readonly name: string }[]): string {
  if (could.length === 0) return "Nobody holds it yet; an administrator can grant it.";
  if (could.length === 1) return `${could[0]!.name} can do it.`;
  const shown = could.slice(0, 3).map((one) => one.name);
  const rest = could.length - shown.length;
  return rest > 0
    ? `${shown.join(", ")} and ${rest} more can do it.`
    : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)} can do it.`;
}
