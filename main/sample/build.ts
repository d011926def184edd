import type { Body } from "#shared/assets/parts.ts";
import { groups, fieldsOf } from "./assets.ts";
import { blockAsset, type SampleAsset } from "./bodies.ts";
import {
  administrator,
  aoife,
  editors,
  elena,
  haruka,
  ingrid,
  jonas,
  mara,
  nele,
  people,
  priya,
  samplePassphrase,
  tomasz,
} from "./data/people.ts";
import * as story from "./data/story.ts";
import { blocksOf, type Family } from "./families.ts";
import { type Market, markets } from "./shapes.ts";
import { type SampleStudio, Stage } from "./stage.ts";

const approvers = { brand: priya, legal: tomasz };

/**
 * Fills a new workspace with the sample: an outdoor retailer in three markets, and six weeks of its story, told through
 * the calls that a user has. The workspace has its administrator and the environments `staging` and `production`.
 */
export async function buildSample(studio: SampleStudio): Promise<void> {
  const stage = new Stage(studio);
  stage.day(-40);
  await hire(stage);
  await layFoundation(stage);
  await writeContent(stage);
  stage.day(-20);
  await stage.release(mara, "staging");
  stage.day(-19);
  await stage.release(mara, "production");
  await secondRelease(stage);
  await whatIsOpen(stage);
  stage.day(0);
}

async function hire(stage: Stage): Promise<void> {
  const { access } = await stage.as(nele);
  for (const { name, title, roles } of people) {
    await access.addMember({ name, title, key: { passphrase: samplePassphrase }, grants: [...roles] });
  }
  const member = await stage.memberOf(nele);
  const held = (await access.people({})).people.find(({ id }) => id === member)!.grants.map(({ role }) => role);
  for (const { role, scope } of administrator.roles)
    if (!held.includes(role)) await access.grantRole({ member, role, scope });
  const owner = await stage.memberOf(mara);
  for (const environment of ["staging", "production"]) await access.setReleaseOwner({ environment, owner });
}

/** Consent and data first, then the types, audiences and generic blocks on which everything else stands. */
async function layFoundation(stage: Stage): Promise<void> {
  stage.day(-38);
  const purposes = await stage.make(ingrid, groups.purposes());
  const consent = await stage.propose(
    ingrid,
    "Consent purposes for three markets",
    "The words that people agree to.",
    purposes,
  );
  stage.day(-37);
  await stage.approve(consent, approvers);
  const dictionary = await stage.make(elena, groups.dictionary(stage));
  const data = await stage.propose(
    elena,
    "Data dictionary",
    "What rules may read, and under which consent.",
    dictionary,
  );
  stage.day(-36);
  await stage.approve(data, approvers);
  await layWords(stage);
  const types = await stage.make(nele, groups.blockTypes(stage));
  const frame = await stage.propose(
    nele,
    "Block types with their fixed elements",
    "Logo, price note, credit terms, imprint and the way out are fixed.",
    types,
  );
  const pictures = await stage.make(nele, groups.pictures());
  const library = await stage.propose(nele, "Four landscapes", "Drawn for us: nobody else holds a right.", pictures);
  stage.day(-34);
  await stage.approve(frame, approvers);
  await stage.approve(library, approvers);
  const audiences = await stage.make(elena, groups.audiences());
  const crowd = await stage.propose(elena, "Eight audiences", "", audiences);
  const generic = await stage.make(
    nele,
    blocksAsFirstWritten(stage).filter(({ scope }) => scope.market === "*"),
  );
  const fallbacks = await stage.propose(
    nele,
    "What everyone sees",
    "The generic block of each placement, in three languages.",
    generic,
  );
  stage.day(-32);
  await stage.approve(crowd, approvers);
  await stage.approve(fallbacks, approvers);
  await layTemplates(stage);
}

/** A master for each channel, and the small print that is fixed in it. */
async function layTemplates(stage: Stage): Promise<void> {
  const types = await stage.make(ingrid, groups.slotTypes(stage));
  const notes = await stage.make(ingrid, groups.slotBlocks(stage));
  const print = await stage.propose(ingrid, "Small print for seven channels", "Who speaks, and why.", [
    ...types,
    ...notes,
  ]);
  await stage.approve(print, approvers);
  const masters = await stage.make(nele, groups.templates(stage));
  const request = await stage.propose(
    nele,
    "A master template for each channel",
    "The small print is fixed in every one.",
    masters,
  );
  stage.day(-31);
  await stage.approve(request, approvers);
}

/** How things are named and tagged, and the words that others carry: legal writes these before anything can carry them. */
async function layWords(stage: Stage): Promise<void> {
  const taxonomy = await stage.make(nele, groups.taxonomy());
  const order = await stage.propose(
    nele,
    "Campaigns, themes and names",
    "So that everybody finds everything.",
    taxonomy,
  );
  const types = await stage.make(ingrid, groups.wordTypes(stage));
  const words = await stage.make(ingrid, groups.words(stage));
  const carried = await stage.propose(
    ingrid,
    "Disclosures and proven claims",
    "Each with its source. They end when their sources do.",
    [...types, ...words],
  );
  await stage.approve(order, approvers);
  await stage.approve(carried, approvers);
}

const spring: Readonly<Record<Market, readonly [title: string, note: string]>> = {
  de: ["Frühjahr: alle Texte DE", "Alpin, Reparaturwochen, Ridge Club und die kleinen Kampagnen."],
  uk: ["Spring: all UK copy", "Alpine, repair weeks, Ridge Club and the small campaigns."],
  jp: ["春の全コンテンツ(日本)", "アルパイン、修理週間、リッジクラブ、小規模キャンペーン。"],
};

async function writeContent(stage: Stage): Promise<void> {
  stage.day(-28);
  const written = blocksAsFirstWritten(stage);
  for (const [index, market] of markets.entries()) {
    const own = written.filter(({ scope }) => scope.market === market);
    const names = await stage.make(editors[market], own);
    const [title, note] = spring[market];
    const request = await stage.propose(editors[market], title, note, names);
    stage.day(-26 + index);
    await stage.approve(request, approvers);
  }
  stage.day(-23);
  const places = await stage.make(mara, groups.placements(stage));
  const rules = await stage.make(mara, groups.rules(stage));
  const request = await stage.propose(
    mara,
    "Placements and rules for the spring",
    "Eight guardrails, twelve selections.",
    [...places, ...rules],
  );
  stage.day(-22);
  await stage.approve(request, approvers);
}

/** Two blocks get better words: a second release, so that there is something to go back to. */
async function secondRelease(stage: Stage): Promise<void> {
  stage.day(-9);
  const today = groups.blocks(stage);
  const names = [...new Set(story.firstWords.map(({ block }) => block))];
  for (const name of names) {
    const { body } = today.find((each) => each.name === name)!;
    await stage.revise(jonas, name, body, "Headline and body reworded after the first numbers");
  }
  const request = await stage.propose(
    jonas,
    "Alpin: DE-Texte, zweite Runde",
    "„3.000 Metern“ ist belegt: Prüfbericht HO-2291.",
    names,
  );
  stage.day(-8);
  await stage.approve(request, approvers);
  await stage.release(mara, "staging");
  stage.day(-6);
  await stage.release(mara, "production");
}

/** Everything that waits for somebody today. */
async function whatIsOpen(stage: Stage): Promise<void> {
  stage.day(-3);
  await edit(stage, haruka, story.repairForFree, "見出しを強く");
  const louder = await stage.propose(haruka, "修理週間の見出し", "もっと目立つように。", blocksIn(story.repairForFree));
  stage.day(-2.5);
  await stage.sendBack(tomasz, louder, story.sentBackBecause);

  stage.day(-2);
  const rule = "rule.club-home.app.de";
  const logic = { ...(await stage.bodyOf(elena, rule)).logic, priority: 240 };
  await stage.revise(elena, rule, { ...(await stage.bodyOf(elena, rule)), logic }, "Ahead of the season card");
  const waitsForOwner = await stage.propose(elena, "Club card first in the app, DE", "", [rule]);
  await edit(stage, aoife, story.instalmentWording, "Shorter, and the claim says what it is about");
  const waitsForLegal = await stage.propose(
    aoife,
    "Instalment wording, UK",
    "The claim now names the amount.",
    blocksIn(story.instalmentWording),
  );
  stage.day(-1);
  await stage.approve(waitsForOwner, approvers);
  await stage.approve(waitsForLegal, approvers, "legal");

  await stage.discuss(
    { asset: "type.mail", part: "disclosure", field: "imprint", from: "mail.repair-reminder.email.uk" },
    [aoife, "We move to 6 Mill Yard in the summer. Can the imprint follow on the day?"],
    [tomasz, "It can, with its own request. Tell me the date when the lease is signed."],
  );
  await stage.discuss({ asset: "teaser.kids-shells.web.de", part: "copy", field: "headline" }, [
    priya,
    "I like this one. Shall the e-mail say the same?",
  ]);
  stage.day(-0.2);
  const families = await stage.make(jonas, madeOf(stage, story.hutWeekends));
  await edit(stage, jonas, story.hutWeekendsTeaser, "Passt zum Hüttenwochenende");
  const proposed = [...families, ...blocksIn(story.hutWeekendsTeaser)];
  await stage.propose(jonas, "Hüttenwochenenden für Familien", "Startet mit den Pfingstferien.", proposed);
  for (const family of story.unproposed) {
    const [market] = Object.keys(family.in) as Market[];
    await stage.make(editors[market!], madeOf(stage, family));
  }
  for (const draft of story.drafts) {
    const body = await stage.bodyOf(editors[draft.by], draft.block);
    await stage.saveDraft(editors[draft.by], draft.block, withEdits(body, [draft]));
  }
}

const madeOf = (stage: Stage, family: Family): SampleAsset[] =>
  blocksOf(family).map((block) => blockAsset(block, { ...surroundings(stage), fieldsOf }));
const surroundings = ({ idOf, today }: Stage) => ({ idOf, today });

const blocksIn = (edits: readonly story.Edit[]): string[] => [...new Set(edits.map(({ block }) => block))];

function blocksAsFirstWritten(stage: Stage): SampleAsset[] {
  return groups.blocks(surroundings(stage)).map((asset) => {
    const edits = story.firstWords.filter(({ block }) => block === asset.name);
    return edits.length === 0 ? asset : { ...asset, body: withEdits(asset.body, edits) };
  });
}

async function edit(stage: Stage, author: string, edits: readonly story.Edit[], note: string): Promise<void> {
  for (const name of blocksIn(edits)) {
    const body = await stage.bodyOf(author, name);
    await stage.revise(
      author,
      name,
      withEdits(
        body,
        edits.filter(({ block }) => block === name),
      ),
      note,
    );
  }
}

type Values = Record<string, Record<string, Record<string, unknown>>>;

/** A body with some of its values replaced. @throws Error where there is nothing to replace: an edit that adds is a slip. */
export function withEdits(body: Body, edits: readonly story.Edit[]): Body {
  const edited = structuredClone(body);
  for (const { part, variant = "base", field, locale, value } of edits) {
    const values = (edited[part] as Values | undefined)?.[variant]?.[field];
    if (values?.[locale] === undefined)
      throw new Error(`The sample edits ${part}.${variant}.${field}.${locale}, which is not there.`);
    values[locale] = value;
  }
  return edited;
}
