import { roleLabels } from "#shared/access/model.ts";
import type { ActBody, ActName, JournalEntry } from "#shared/audit/model.ts";
import { spoken } from "#shared/assets/define-kind.ts";
import { shortened } from "#shared/comments/policy.ts";
import { capital, counted, listed } from "#renderer/app/words.ts";

/** What an entry only names by id. */
export interface EntryNames {
  readonly person: (id: string) => string;
  readonly asset: (id: string) => string;
  /** “change request 12, “SS26 Alpine””, or “a change request” where it is not known. */
  readonly request: (id: string) => string;
}

/** How much of a comment a line of the journal shows; its entry has the whole. */
const firstWords = 120;

type Sentences = { readonly [A in ActName]: (body: ActBody<A>, names: EntryNames) => string };

const assetsOf = (items: readonly { readonly asset: string }[], names: EntryNames): string =>
  listed([...new Set(items.map((item) => item.asset))].map(names.asset), { most: 3 });

/** Ends a sentence with what a person wrote, where they wrote something. */
const ending = (sentence: string, note: string): string =>
  note.trim() === "" ? sentence : `${sentence}: ${note.trim()}`;

/** One sentence for every act that the journal knows. When adding an act: a line here; without it this does not compile. */
const sentences: Sentences = {
  "workspace.created": ({ name }) => `The workspace ${name} was made`,
  "policy.signed": ({ version, summary }) => ending(`Signed version ${version} of the policy`, summary),
  "session.signedIn": () => "Signed in",
  "asset.created": ({ kind, name, owner }, names) => `Created ${name}, ${spoken(kind)} owned by ${names.person(owner)}`,
  "asset.revised": ({ asset, base, note }, names) =>
    ending(`${base === null ? "Wrote the first revision of" : "Revised"} ${names.asset(asset)}`, note),
  "asset.retired": ({ asset, reason }, names) => ending(`Retired ${names.asset(asset)}`, reason),
  "request.opened": ({ number, title, items }, names) =>
    `Sent change request ${number}, “${title}”, for review: ${assetsOf(items, names)}`,
  "request.followed": ({ request, items }, names) =>
    `Revised ${assetsOf(items, names)} during ${names.request(request)}`,
  "request.closed": ({ request, status, reason }, names) =>
    status === "sentBack"
      ? ending(`Sent back ${names.request(request)}`, reason)
      : `Withdrew ${names.request(request)}`,
  "approval.given": ({ step, request, parts }, names) =>
    `Approved as ${roleLabels[step === "brand" ? "brandApprover" : "legalApprover"]}, in ${names.request(request)}: ${assetsOf(parts, names)}`,
  "release.signed": ({ revisions, claims }, names) =>
    `Signed ${counted(revisions.length, "revision")} as owner${
      claims.length > 0 ? `, ${claims.length} for the first time` : ""
    }: ${assetsOf(revisions, names)}`,
  "release.published": ({ environment, number, items }) =>
    `Published release ${number} to ${environment}: ${counted(items.length, "asset")}`,
  "exchange.imported": ({ format, created, changed, rejected }) =>
    `Imported ${format.toUpperCase()}: ${created} created, ${changed} changed, ${rejected} rejected`,
  "comment.started": ({ asset, place, purpose, text }, names) =>
    ending(
      `${purpose === "change" ? "Asked for a change of" : "Commented on"} ${names.asset(asset)}${place ? `, ${place.field}` : ""}`,
      shortened(text, firstWords),
    ),
  "comment.replied": ({ asset, text }, names) =>
    ending(`Answered a comment on ${names.asset(asset)}`, shortened(text, firstWords)),
  "comment.revised": ({ asset, text }, names) =>
    ending(`Put a comment on ${names.asset(asset)} in other words`, shortened(text, firstWords)),
  "comment.withdrawn": ({ asset }, names) => `Withdrew a comment on ${names.asset(asset)}`,
  "comment.resolved": ({ asset }, names) => `Resolved a thread of comments on ${names.asset(asset)}`,
  "finding.setAside": ({ asset, reason }, names) => ending(`Set a finding on ${names.asset(asset)} aside`, reason),
  "finding.takenUp": ({ asset }, names) => `Took a finding on ${names.asset(asset)} up again`,
  "comment.reopened": ({ asset }, names) => `Reopened a thread of comments on ${names.asset(asset)}`,
  "content.imported": ({ format, imported, adapted, leftOut }) =>
    `Imported an export of ${capital(format)}: ${imported} as they were, ${adapted} adapted, ${leftOut} left out`,
};

/** What an entry says, in plain words with the names of people and assets. */
export function describe(entry: Pick<JournalEntry, "act" | "body">, names: EntryNames): string {
  const sentence = sentences[entry.act] as (body: unknown, names: EntryNames) => string;
  return sentence(entry.body, names);
}

/** What kind of act it is: for a filter. */
export const actWords: Readonly<Record<ActName, string>> = {
  "workspace.created": "Workspace made",
  "policy.signed": "Policy signed",
  "session.signedIn": "Signed in",
  "asset.created": "Asset created",
  "asset.revised": "Asset revised",
  "asset.retired": "Asset retired",
  "request.opened": "Sent for review",
  "request.followed": "Revised during review",
  "request.closed": "Sent back or withdrawn",
  "approval.given": "Approved",
  "release.signed": "Signed as owner",
  "release.published": "Released",
  "content.imported": "Imported",
  "exchange.imported": "Imported files",
  "comment.started": "Commented",
  "comment.replied": "Comment answered",
  "comment.revised": "Comment reworded",
  "comment.withdrawn": "Comment withdrawn",
  "comment.resolved": "Thread resolved",
  "comment.reopened": "Thread reopened",
  "finding.setAside": "Finding set aside",
  "finding.takenUp": "Finding taken up again",
};

/** The digests that an entry records, each with what it is. */
export function digestsOf(body: Readonly<Record<string, unknown>>): { name: string; digest: string }[] {
  const found: { name: string; digest: string }[] = [];
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value === "string") {
      if (value.startsWith("sha256:")) found.push({ name: path.join(" "), digest: value });
    } else if (Array.isArray(value)) {
      value.forEach((one, at) => visit(one, [...path, value.length > 1 ? String(at + 1) : ""].filter(Boolean)));
    } else if (typeof value === "object" && value !== null) {
      for (const [key, one] of Object.entries(value)) visit(one, [...path, digestWords[key] ?? key]);
    }
  };
  visit(body, []);
  return found;
}

const digestWords: Readonly<Record<string, string>> = {
  envelope: "signed statement",
  ownership: "signed ownership",
  revision: "revision",
  body: "body",
  base: "made from",
  bundle: "compiled release",
  policy: "policy",
  source: "source file",
  link: "owner link",
};

export const words = {
  journal: "Journal",
  everyone: "Everyone",
  everyAct: "Every act",
  verify: "Verify the whole journal",
  verifyAgain: "Verify it again",
  verifying: "Hashing every entry anew",
  noEntries: "No entries fit these filters",
  noEntriesHelp: "Take a filter off to see more of the journal.",
} as const;
