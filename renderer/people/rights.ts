import type { Grant } from "#shared/access/model.ts";
import { roleLabels } from "#shared/access/model.ts";
import {
  authors,
  isAllowed,
  type Permission,
  permissions,
  refusal,
  rolesFor,
  type Subject,
} from "#shared/access/policy.ts";
import { type KindName, kindNames } from "#shared/assets/kind.ts";
import { everywhere, type Scope, type Tier } from "#shared/assets/model.ts";
import type { StudioCall } from "#shared/contracts.ts";
import { listed } from "#renderer/app/words.ts";
import { kindWords, scopeWords } from "#renderer/assets/strings.ts";
import type { Person, PolicySummary } from "./store.ts";
import { callWords, rightGroups } from "./strings.ts";

/** One line of “who can do what here”: a call of the permission table, in words, about one kind of subject. */
export interface Right {
  readonly key: string;
  readonly group: string;
  readonly words: string;
  readonly calls: readonly StudioCall[];
  readonly permission: Permission;
  readonly subject: Subject;
}

/** `part`: in some scopes, or for what they own. */
export interface Answer {
  readonly answer: "yes" | "part" | "no";
  readonly why: string;
}

const callNames = Object.keys(permissions) as StudioCall[];

/** What everybody who is signed in may do; it needs no line a person. */
export const forEveryone: readonly StudioCall[] = callNames.filter((call) =>
  ["anyone", "member"].includes(permissions[call].who),
);

const groupOrder = ["assets", "content", "approvals", "releases", "comments", "access"];
const featureOf = (call: StudioCall): string => call.split(".")[0]!;

/** Every right that depends on who somebody is, from the permission table itself: what it says is what the gate does. */
export function rightsOf(policy: Pick<PolicySummary, "paths" | "environments">): Right[] {
  const authoring = callNames.filter((call) => permissions[call].who === "author");
  const others = callNames
    .filter((call) => !forEveryone.includes(call) && !authoring.includes(call))
    .toSorted((a, b) => groupOrder.indexOf(featureOf(a)) - groupOrder.indexOf(featureOf(b)));
  return [...writingRights(authoring), ...others.flatMap((call) => rightsFor(call, policy))];
}

function rightsFor(call: StudioCall, { paths, environments }: Pick<PolicySummary, "paths" | "environments">): Right[] {
  const permission = permissions[call];
  const right = (key: string, words: string, subject: Partial<Subject>): Right => ({
    key: `${call} ${key}`,
    group: rightGroups[featureOf(call)] ?? "",
    words,
    calls: [call],
    permission,
    subject: { scope: everywhere, ...subject },
  });
  if (permission.who === "releaseOwner")
    return environments.map(({ id, releaseOwner }) => right(id, `${callWords[call]} to ${id}`, { releaseOwner }));
  if (permission.who !== "approver") return [right("", callWords[call], {})];
  const steps = new Map(paths.flatMap((path) => path.steps).map((step) => [`${step.id} ${step.role}`, step]));
  return [...steps].map(([key, { label, role }]) => right(key, `${callWords[call]}: ${label}`, { stepRole: role }));
}

/** Kinds that the same roles may write are one line. */
function writingRights(calls: readonly StudioCall[]): Right[] {
  const lines = new Map<string, { tiers: Tier[]; kinds: KindName[] }>();
  const add = (kind: KindName, tiers: Tier[]): void => {
    const key = `${tiers.join(" ")}: ${authors[kind][tiers[0]!].join(" ")}`;
    const line = lines.get(key) ?? { tiers, kinds: [] };
    lines.set(key, { tiers, kinds: [...line.kinds, kind] });
  };
  for (const kind of kindNames) {
    const { campaign, variable } = authors[kind];
    add(kind, ["foundation"]);
    if (campaign.join() === variable.join()) add(kind, ["campaign", "variable"]);
    else (["campaign", "variable"] as const).forEach((tier) => add(kind, [tier]));
  }
  const own: Right = {
    key: "author own",
    group: rightGroups["assets"] ?? "",
    words: "Revise what one owns, outside the brand foundation",
    calls,
    permission: { who: "owner" },
    subject: { scope: everywhere },
  };
  const byRole = [...lines].map(([key, { tiers, kinds }]): Right => {
    const what =
      kinds.length === kindNames.length
        ? "everything"
        : listed(
            kinds.map((kind) => kindWords[kind].many),
            { most: 9 },
          );
    const where = tiers[0] === "foundation" ? " of the brand foundation" : tiers.length === 1 ? ` (${tiers[0]})` : "";
    return {
      key,
      group: rightGroups["assets"] ?? "",
      words: `Write ${what}${where}`,
      calls,
      permission: permissions[calls[0]!],
      subject: { scope: everywhere, kind: kinds[0]!, tier: tiers[0]! },
    };
  });
  return [...byRole, own];
}

/** Whether a person has a right, and why, or why not and who could. */
export function answerFor(right: Right, person: Person, everyone: readonly Person[]): Answer {
  const { permission, subject } = right;
  if (permission.who === "owner") return ownerAnswer(right, person);
  if (permission.who === "resolver")
    return { answer: "part", why: "Threads that they began, and those about what they own or may change." };
  if (permission.who === "releaseOwner")
    return subject.releaseOwner === person.id
      ? { answer: "yes", why: "Is its release owner." }
      : { answer: "no", why: refusalWords(right, person, everyone) };
  const held = person.grants.filter((grant) => rolesFor(permission, subject)?.includes(grant.role));
  if (isAllowed(permission, subject, person, held)) return { answer: "yes", why: `As ${rolesWords(held)}.` };
  if (held.length > 0) return { answer: "part", why: `As ${rolesWords(held)}.` };
  return { answer: "no", why: refusalWords(right, person, everyone) };
}

/** “Owner” in the table is the owner of the subject: of an asset, or of a request, which is its author. */
function ownerAnswer({ calls }: Right, person: Person): Answer {
  if (calls.includes("approvals.withdraw")) return { answer: "part", why: "Requests that they sent." };
  if (calls.some((call) => featureOf(call) === "comments"))
    return { answer: "part", why: "What they wrote, until somebody answers." };
  return person.owns > 0
    ? { answer: "part", why: "What they own." }
    : { answer: "no", why: "They own nothing; only an owner can do this." };
}

const refusalWords = ({ permission, subject }: Right, person: Person, everyone: readonly Person[]): string =>
  refusal(
    permission,
    subject,
    person,
    everyone,
    everyone.flatMap((one) => one.grants),
  )?.message ?? "";

function rolesWords(grants: readonly Grant[]): string {
  const byRole = Map.groupBy(grants, (grant) => grant.role);
  return listed([...byRole].map(([role, held]) => `${roleLabels[role]}, ${placesOf(held)}`));
}

function placesOf(grants: readonly Grant[]): string {
  const scopes = grants.map((grant) => grant.scope);
  return scopes.some(isEverywhere) ? "everywhere" : `for ${listed(scopes.map(scopeWords))}`;
}

const isEverywhere = ({ brand, market, channel }: Scope): boolean => brand === "*" && market === "*" && channel === "*";
