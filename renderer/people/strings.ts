import { type Role, roleLabels } from "#shared/access/model.ts";
import type { Scope } from "#shared/assets/model.ts";
import type { StudioCall } from "#shared/contracts.ts";
import { scopeWords } from "#renderer/assets/strings.ts";

/** Every call as people say it. A call without words does not compile. */
export const callWords: Readonly<Record<StudioCall, string>> = {
  "access.status": "See who can sign in here",
  "access.signIn": "Sign in",
  "access.signOut": "Sign out",
  "access.unlock": "Open one’s key",
  "access.lock": "Lock one’s key",
  "access.remember": "Keep one’s passphrase in the keychain",
  "access.changePassphrase": "Change one’s passphrase",
  "access.people": "See people and the policy",
  "access.addMember": "Add a person",
  "access.grantRole": "Give a role",
  "access.revokeRole": "Take a role away",
  "access.setReleaseOwner": "Name the release owner of an environment",
  "access.adoptPaths": "Add the approval paths of new kinds",
  "assets.list": "Find assets",
  "assets.ids": "Select assets",
  "assets.tagUsage": "See where tags are used",
  "assets.views": "Read one's views of lists",
  "assets.saveView": "Save a view of a list",
  "assets.removeView": "Remove a view of a list",
  "assets.get": "Read assets",
  "assets.revision": "Compare revisions",
  "assets.bodies": "Preview",
  "assets.create": "Create an asset",
  "assets.saveDraft": "Save a draft",
  "assets.discardDraft": "Discard one’s draft",
  "assets.revise": "Make a revision",
  "assets.rename": "Rename an asset",
  "assets.restore": "Restore an old revision",
  "assets.retire": "Retire an asset",
  "content.previewMany": "See what a change to many would do",
  "content.reviseMany": "Change many at once, each by its own right",
  "content.previewMigration": "See what a changed block type would break",
  "content.migrate": "Change a block type, and its blocks with it",
  "content.importExport": "Import another product’s export",
  "exchange.exportFolder": "Export a folder of JSON files",
  "exchange.importFolder": "Import a folder of JSON files",
  "images.add": "Add a picture to the library",
  "images.keep": "Choose another file for a picture",
  "images.read": "See pictures",
  "exchange.exportTexts": "Export texts for translators",
  "exchange.importTexts": "Import translations",
  "exchange.readTable": "read a spreadsheet before it is imported",
  "exchange.importTable": "Import a spreadsheet",
  "data.propose": "Read what a source says of attributes and events",
  "data.import": "Import attributes and events",
  "approvals.list": "See change requests",
  "approvals.get": "Read a change request",
  "approvals.open": "Send revisions for review",
  "approvals.approve": "Approve",
  "approvals.sendBack": "Send a request back",
  "approvals.withdraw": "Withdraw a request",
  "releases.environments": "See what is live",
  "releases.list": "See past releases",
  "releases.candidate": "See the next release",
  "releases.sign": "Sign as owner what one owns",
  "releases.publish": "Publish",
  "releases.verify": "Verify a release",
  "audit.journal": "Browse the journal",
  "audit.asset": "See who owned an asset when",
  "audit.proof": "Prove an entry",
  "audit.verify": "Verify the journal",
  "spelling.dictionaries": "See which dictionaries there are",
  "spelling.check": "Check the spelling of a text",
  "spelling.suggest": "Ask what a word may have meant",
  "spelling.asset": "Check the spelling of a block",
  "spelling.words": "See one’s own words",
  "spelling.addWord": "Teach the spell checker a word",
  "spelling.removeWord": "Let it forget a word",
  "insight.home": "See what needs one",
  "insight.lint": "See what has drifted",
  "rules.analyse": "See what follows from all rules together",
  "insight.setAside": "Set a finding aside",
  "insight.takeUp": "Take a finding up again",
  "insight.cascade": "See what ends with an asset",
  "comments.list": "Read comments",
  "comments.waiting": "See which comments wait for one",
  "comments.start": "Comment, and ask for a change",
  "comments.reply": "Answer a comment",
  "comments.revise": "Put a comment in other words",
  "comments.withdraw": "Withdraw a comment",
  "comments.resolve": "Resolve a thread of comments",
  "comments.reopen": "Reopen a thread of comments",
};

/** The groups of rights, by the feature of their calls. */
export const rightGroups: Readonly<Record<string, string>> = {
  assets: "Write",
  content: "Import",
  approvals: "Review",
  releases: "Release",
  access: "Administer",
  comments: "Comment",
};

/** “brand approver, everywhere”, “editor for halden · DE”. */
export function grantWords(role: Role, scope: Scope): string {
  const where = scopeWords(scope);
  return where === "Everywhere" ? `${roleLabels[role]}, everywhere` : `${roleLabels[role]} for ${where}`;
}

/** The words above an administrator’s signature under the next version of the policy. */
export const policyWords = (name: string, act: string, workspace: string, version: number): string =>
  `I, ${name}, administrator, ${act}. It becomes version ${version} of the policy of ${workspace}.`;

export const shortestPassphrase = 8;

export const words = {
  rights: "Who can do what",
  person: "Person",
  policy: "Policy",
  reason: "Every change of people and roles is a signed version of the policy. Decision services follow it.",
} as const;
