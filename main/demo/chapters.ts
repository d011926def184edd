import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Decision } from "#shared/decision/model.ts";
import type { ImportReport } from "#shared/content/model.ts";
import type { Bundle } from "#shared/bundle/model.ts";
import type { ErrorReply } from "#shared/kernel/errors.ts";
import { verifyPublished } from "../publishing/read.ts";
import { readTrust } from "../publishing/trust.ts";
import type { RunningService } from "./programs.ts";
import { type Actor, actor, type Story } from "./story.ts";
import { inWords, type Scene, scenesOf, strangerTo, type Visitor, visitorsFor } from "./visitors.ts";

export const cast = {
  ada: actor("Ada Lindqvist", "Administrator"),
  ines: actor("Ines Costa", "Migration"),
  bea: actor("Bea Nowak", "Central brand"),
  tomasz: actor("Tomasz Zielinski", "Legal"),
  olga: actor("Olga Berg", "Owner of web content"),
  egon: actor("Egon Weiss", "Personalization"),
  mara: actor("Mara Lindholm", "Release owner"),
};

export const brand = "shop";
export const environment = "production";
export const workspaceFile = "demo.imprimatur";

export interface Place {
  readonly repository: string;
  readonly trust: string;
}

/** The workspace, its people, and who publishes. */
export async function makeWorkspace(story: Story): Promise<Place> {
  const { ada, mara, ...others } = cast;
  story.step("A workspace, and the people who answer for what it says");
  const made = await story.run<Place>(null, ["init", workspaceFile, "--name", "Demo", "--administrator", ada.name], {
    IMPRIMATUR_PASSPHRASE: ada.passphrase,
  });
  const roles: Partial<Record<string, readonly string[]>> = {
    ines: ["brandApprover", "legalApprover"],
    bea: ["brandApprover"],
    tomasz: ["legalApprover"],
    egon: ["engineer"],
  };
  for (const [key, person] of Object.entries({ ...others, mara })) {
    const granted = (roles[key] ?? []).flatMap((role) => ["--role", role]);
    await addPerson(story, person, granted);
  }
  await story.run(ada, ["release-owner", mara.name]);
  story.say(`${mara.name} alone publishes to ${environment}.`);
  return { repository: made.repository, trust: made.trust };
}

const addPerson = (story: Story, person: Actor, granted: readonly string[]): Promise<unknown> =>
  story.run(cast.ada, ["people", "add", person.name, "--title", person.title, ...granted], {
    IMPRIMATUR_NEW_PASSPHRASE: person.passphrase,
  });

/** The export, as far as it can be said here, with every row counted. */
export async function importExport(story: Story, file: string): Promise<void> {
  const { ines, olga } = cast;
  story.step("Import: every row is counted, and what is left out says why");
  const args = ["import", "contentful", file, "--brand", brand, "--owner", olga.name, "--apply"];
  const { counts, rows, made } = await story.run<ImportReport>(ines, args);
  for (const [kind, { total, imported, adapted, leftOut }] of Object.entries(counts)) {
    if (total > 0)
      story.say(`${kind}: ${total} in the export, ${imported} imported, ${adapted} adapted, ${leftOut} left out`);
  }
  const total = Object.values(counts).reduce((sum, count) => sum + count.total, 0);
  const accounted = Object.values(counts).reduce(
    (sum, count) => sum + count.imported + count.adapted + count.leftOut,
    0,
  );
  story.check(
    total === accounted && rows.length === total,
    `The counts add up: ${accounted} of ${total} rows are accounted for.`,
  );
  const silent = rows.filter((row) => row.outcome !== "imported" && !row.reason);
  story.check(silent.length === 0, "Every row that was adapted or left out has a reason.");
  story.say(
    `Made so that variants can take effect: ${made.length} assets, among them the consent and a generic block for each place.`,
  );
}

interface Standing {
  readonly status: string;
  /** The step whose turn it is. */
  readonly waitingFor: string | null;
}

interface Proposed extends Standing {
  readonly number: number;
  readonly assets: number;
}

/** Proposed together, approved by brand and by legal. */
export async function review(story: Story, author: Actor, title: string, names: readonly string[]): Promise<void> {
  const { bea, tomasz } = cast;
  const what = names.length > 0 ? names : ["--all"];
  const proposed = await story.run<Proposed>(author, ["propose", ...what, "--title", title]);
  const { number, assets, waitingFor: first } = proposed;
  story.say(`Change request ${number} holds ${assets} assets.`);
  // A step that covers nothing of these assets asks for nothing.
  let waitingFor: string | null = first;
  for (const [step, approver] of [
    ["brand", bea],
    ["legal", tomasz],
  ] as const) {
    if (waitingFor !== step) continue;
    const given = await story.run<Standing>(approver, ["approve", String(number)]);
    story.say(`${approver.name} has signed the exact parts that ${step} covers. The request is ${given.status}.`);
    waitingFor = given.waitingFor;
  }
}

/** Approving is not publishing. */
export async function publishingIsRefused(story: Story, who: Actor): Promise<void> {
  const { json } = await story.attempt(who, ["publish"]);
  const { error } = json as { error?: ErrorReply };
  story.check(error?.code === "NOT_OWNER", `${who.name} cannot publish: “${error?.message ?? "nothing refused it"}”`);
}

/** Owners sign, then the release owner publishes. @returns the bundle, verified offline. */
export async function signAndPublish(story: Story, owners: readonly Actor[], place: Place): Promise<Bundle> {
  for (const owner of owners) {
    const { signed } = await story.run<{ signed: number }>(owner, ["sign"]);
    story.say(`${owner.name} has signed ${signed} revisions as their owner.`);
  }
  const published = await story.run<{ number: number; assets: number }>(cast.mara, ["publish"]);
  story.say(`Release ${published.number} is published: ${published.assets} assets.`);
  const args = ["verify", "--repository", place.repository, "--trust", place.trust];
  const verified = await story.run<{ number: number; attestations: number }>(null, args);
  story.check(
    verified.number === published.number,
    `It holds offline, without a workspace: ${verified.attestations} attestations cover every owner and approval.`,
  );
  const trust = await readTrust(place.trust);
  return (await verifyPublished({ repository: place.repository, trust, environment, at: Date.now() })).bundle;
}

const requestFor = (scene: Scene, visitor: Visitor, consented: boolean) => ({
  placement: scene.placement,
  locale: "en",
  ...visitor,
  consents: consented ? [{ purpose: scene.purpose, granted: true, at: new Date().toISOString() }] : [],
  trace: true,
});

/** A scene with somebody whom the service finds to be in its audience. */
export interface Matched {
  readonly scene: Scene;
  readonly visitor: Visitor;
  readonly decision: Decision;
}

/** Tries the people who might be in the scene's audience until the service says that one is. */
async function findMatch(service: RunningService, scene: Scene, stranger: Visitor): Promise<Matched | null> {
  for (const candidate of visitorsFor(scene.when)) {
    const visitor = { attributes: { ...stranger.attributes, ...candidate.attributes }, events: candidate.events };
    const decision = await service.decide(requestFor(scene, visitor, true));
    const found = looked(decision, scene.variant.audience);
    if (found === "true" && decision.content?.variant === scene.variant.id)
      return { scene, visitor: candidate, decision };
  }
  return null;
}

const looked = ({ trace }: Decision, name: string): string | undefined =>
  trace?.flatMap((step) => step.looked).find((one) => one.name === name)?.value;

/** Every audience of the export, with somebody who is in it, and then somebody who is in none. @returns one of the matches. */
export async function audiencesGetTheirVariants(
  story: Story,
  service: RunningService,
  bundle: Bundle,
): Promise<Matched | null> {
  const stranger = strangerTo(bundle);
  const scenes = scenesOf(bundle);
  const matched = new Map<string, Matched>();
  for (const scene of scenes) {
    if (matched.has(scene.variant.audience)) continue;
    const match = await findMatch(service, scene, stranger);
    if (match) matched.set(scene.variant.audience, match);
  }
  const audiences = new Set(scenes.map((scene) => scene.variant.audience));
  for (const audience of audiences) {
    const match = matched.get(audience);
    story.check(
      match?.decision.outcome === "personalized",
      match
        ? `${audience}: somebody with ${inWords(match.visitor)} sees the variant “${match.scene.variant.label}” in ${match.scene.placement}.`
        : `${audience}: nobody was found who is in it.`,
    );
  }
  story.check(audiences.size > 0, `The release varies by ${audiences.size} audiences.`);
  return [...matched.values()][0] ?? null;
}

/** One visitor's decision, told with its trace. */
function tell(story: Story, decision: Decision): void {
  const headline = decision.content?.fields.find(({ type }) => type === "text")?.value;
  story.say(`${decision.outcome}: ${decision.reason}`);
  if (decision.content)
    story.say(`block ${decision.content.block}, variant ${decision.content.variant}, “${String(headline ?? "")}”`);
  for (const { step, result, says, looked: seen } of decision.trace ?? []) {
    story.say(`  ${step.padEnd(11)} ${result.padEnd(4)}  ${says}`);
    for (const { name, value, why } of seen) story.say(`${" ".repeat(20)}${name}: ${value}${why ? `, ${why}` : ""}`);
  }
}

/** The same place for three visitors: in the audience, in none, without consent. */
export async function threeVisitors(
  story: Story,
  service: RunningService,
  bundle: Bundle,
  match: Matched,
): Promise<void> {
  const { scene } = match;
  const stranger = strangerTo(bundle);
  const inAudience = {
    attributes: { ...stranger.attributes, ...match.visitor.attributes },
    events: match.visitor.events,
  };
  story.say(`A visitor in ${scene.variant.audience}, who has agreed to ${scene.purpose}:`);
  tell(story, match.decision);
  story.check(match.decision.content?.variant === scene.variant.id, "gets that audience's variant.");

  story.say("A visitor who is in no audience, and has agreed:");
  const other = await service.decide(requestFor(scene, stranger, true));
  tell(story, other);
  const baseline = other.content?.block === scene.block && other.content.variant === "base";
  story.check(other.outcome === "personalized" && baseline, "gets the baseline.");

  story.say("The first visitor again, without consent:");
  const without = await service.decide(requestFor(scene, inAudience, false));
  tell(story, without);
  story.check(without.outcome === "generic" && without.content?.block === scene.fallback, "gets the generic content.");
}

const exclusion = {
  attribute: {
    settings: {
      label: "Open complaint",
      key: "open_complaint",
      type: "boolean",
      personalData: "pseudonymous",
      purposes: [],
      source: "service desk",
      aliases: [],
    },
  },
  rule: {
    settings: { label: "Nobody with an open complaint is advertised to" },
    logic: {
      effect: "exclude",
      placements: [],
      when: "profile.open_complaint",
      reason: "Somebody whose complaint is open should hear from the service desk first.",
    },
  },
};

/** A guardrail, made by an engineer who owns it. */
export async function makeExclusion(story: Story): Promise<readonly string[]> {
  const names = [`${brand}.attribute.open-complaint`, `${brand}.rule.exclude-open-complaint`] as const;
  const attribute = story.file("open-complaint.json", exclusion.attribute);
  await story.run(cast.egon, ["create", "attribute", names[0], "--body", attribute, "--brand", brand]);
  const rule = story.file("exclude-open-complaint.json", exclusion.rule);
  await story.run(cast.egon, ["create", "rule", names[1], "--body", rule, "--brand", brand]);
  return names;
}

/** Under the guardrail: who is excluded, and of whom it is not known, gets generic content; the others go on as before. */
export async function excludedVisitors(
  story: Story,
  service: RunningService,
  bundle: Bundle,
  match: Matched,
): Promise<void> {
  const { scene, visitor } = match;
  const stranger = strangerTo(bundle);
  const ask = (complaint: boolean | null) => {
    const { open_complaint: _unknown, ...rest } = stranger.attributes;
    const attributes = { ...rest, ...visitor.attributes, ...(complaint === null ? {} : { open_complaint: complaint }) };
    return service.decide(requestFor(scene, { attributes, events: visitor.events }, true));
  };
  story.say("The first visitor again, with consent, and with a complaint that is open:");
  const excluded = await ask(true);
  tell(story, excluded);
  story.check(
    excluded.outcome === "generic" && excluded.content?.block === scene.fallback,
    "is excluded, and gets the generic content.",
  );
  const unknown = await ask(null);
  story.check(unknown.outcome === "generic", "Of somebody of whom it is not known, the guardrail blocks too.");
  const free = await ask(false);
  story.check(
    free.content?.variant === scene.variant.id,
    "Without an open complaint, the visitor gets the variant as before.",
  );
}

/** Anybody can check it: the published files as they are, and with one byte flipped. */
export async function prove(story: Story, place: Place): Promise<void> {
  const copy = join(story.folder, "copied-repository");
  cpSync(place.repository, copy, { recursive: true });
  const args = ["verify", "--repository", copy, "--trust", place.trust];
  const intact = await story.attempt(null, args);
  story.check(intact.exit === 0, "A copy of the published files holds.");
  const targets = join(copy, "targets", environment);
  const bundle = join(targets, readdirSync(targets)[0]!);
  const bytes = readFileSync(bundle);
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  writeFileSync(bundle, bytes);
  const flipped = await story.attempt(null, args);
  const { error } = flipped.json as { error?: ErrorReply };
  story.check(
    flipped.exit === 5 && error?.code === "BUNDLE_DIGEST",
    `With one bit flipped it is refused: “${error?.message ?? "accepted"}”`,
  );
  const { checkpoint } = await story.run<{ checkpoint: { size: number; root: string } }>(cast.ada, ["log", "--verify"]);
  story.check(
    checkpoint.size > 0,
    `The journal of ${checkpoint.size} entries is what was written: ${checkpoint.root}.`,
  );
}
