import { describe, expect, test } from "vitest";
import { ownFiles, readSource } from "#test/support/repository.ts";

/** A newcomer who has seen one feature has seen all: the same few files on each side, and no others. */
const features = [
  "access",
  "approvals",
  "assets",
  "audiences",
  "audit",
  "comments",
  "content",
  "data",
  "exchange",
  "images",
  "insight",
  "releases",
  "rules",
  "spelling",
  "taxonomy",
  "templates",
];

/** Screens that people call something else than the code calls the feature behind them. */
const screens: Readonly<Record<string, string>> = {
  reviews: "approvals",
  home: "insight",
  lint: "insight",
  people: "access",
};

/** The files that each side's features consist of, and the folders of a side that are not features. */
const shapes = {
  shared: { files: ["model.ts", "contract.ts", "policy.ts"], others: ["kernel", "bundle", "decision"] },
  main: {
    files: ["handlers.ts", "store.ts", "migrations.ts"],
    others: ["cli", "db", "demo", "host", "keys", "publishing", "sample"],
  },
  renderer: { files: ["index.ts", "page.tsx", "store.ts", "strings.ts"], others: ["app", "ui", "bridge"] },
} as const;

/** Files beyond the shape, each with the reason why it is not part of one of those. A trailing slash is a folder. */
const extras: Readonly<Record<string, string>> = {
  "shared/access/defaults.ts": "the policy of a new workspace, data beside the model that it fills",
  "shared/assets/define-kind.ts": "turns what a kind says of itself into what the other sides need; every kind uses it",
  "shared/assets/kind.ts": "the interface that every kind fills in",
  "shared/assets/kinds.ts": "the list of kinds, one line each",
  "shared/assets/merge.ts": "the field-by-field merge, which page and handler both show and use",
  "shared/assets/parts.ts": "the hash tree over a revision's parts, which bundle and approvals check too",
  "shared/content/acts.ts": "the changes that a block can undergo, applied the same by page and handler",
  "shared/content/contentful/": "reads another product's export; knows nothing of the rest but the model it ends in",
  "shared/content/variants.ts": "for whom a variant is, for checks, screen and reviews alike",
  "shared/content/migration.ts": "what a block becomes when its type changes, for preview and deed alike",
  "shared/data/dictionary.ts": "the data dictionary against which conditions are checked",
  "shared/data/event-names.ts": "the canonical name of what a source calls an event, for checks, screens and imports",
  "shared/data/identifiers.ts": "one writing of an identifier for all that mean the same",
  "shared/data/jurisdictions.ts": "which law covers where, for decisions and checks",
  "shared/data/infer/": "what tables, schemas and samples of events say of attributes and events, pure",
  "shared/data/tcf.ts": "reads the consent strings of the IAB's framework",
  "shared/data/needs.ts": "what of the dictionary a condition reads, for consent and masking",
  "shared/exchange/acts.ts": "what an import leaves in the journal, which audit lists",
  "shared/exchange/folder.ts": "a workspace as files and back, pure, so that a law can be tested of it",
  "shared/exchange/texts.ts": "what of a block is translated and how it comes back, pure",
  "main/exchange/formats/": "how each kind of file is written and read, one file a format",
  "main/exchange/texts.ts": "translations brought back, a revision a block and an outcome a row",
  "shared/exchange/table.ts": "what a table's columns mean and what its rows say, for screen and handler alike",
  "shared/exchange/columns.ts": "what a table's columns may become, guessed and checked, for screen and handler alike",
  "shared/exchange/changes.ts": "the fields in which two bodies differ, as every report of an import shows them",
  "main/exchange/order.ts": "which files of a folder come after which, and which stand in a circle",
  "main/content/import-export.ts": "applies the plan of another product's export, or rehearses it",
  "main/images/loan.ts": "picture files that an import brings, taken away again where it is refused",
  "main/exchange/table.ts": "rows of a table as blocks, found again by their origin",
  "main/exchange/apply.ts": "the loop in which every importer ends: a savepoint a row, and the rehearsal",
  "main/exchange/folder.ts": "the import of a folder: order, base and outcome of each file",
  "shared/insight/acts.ts": "that a finding is meant to be so, which audit lists",
  "shared/insight/finding.ts": "what the linter finds, which the journal's acts name too",
  "main/insight/lint.ts": "the linter: one walk through all newest revisions",
  "main/insight/lint-apart.ts": "the linter in a thread of its own, for workspaces that are large",
  "main/insight/lint-worker.ts": "what that thread runs",
  "shared/rules/cel/": "the condition language",
  "shared/rules/analysis/": "what follows from all rules together: the decision procedure, and what is found by it",
  "main/rules/analyst.ts": "the analysis in the app or in a thread, and what is kept of it between two edits",
  "main/rules/analyst-worker.ts": "what that thread runs",
  "shared/rules/channels.ts": "the channels, which rules name and placements are in",
  "shared/rules/effects.ts": "the logic of each kind of rule, one schema each",
  "shared/rules/guardrail-check.ts": "what must hold of each kind of guardrail",
  "shared/rules/time-zone.ts": "the time of day where somebody is, for checks and decisions alike",
  "shared/rules/builder/": "the builder's view of a condition and back, pure, so that a law can be tested of it",
  "shared/taxonomy/checks/": "what each limit holds a value to, a file for each sort of value",
  "shared/taxonomy/disclosures.ts": "which disclosures a type demands where, for editor, check and decision alike",
  "shared/taxonomy/limits.ts": "the checks behind a field's limits, run at every keystroke",
  "shared/assets/tags.ts": "the tags that a body of every kind may carry",
  "shared/taxonomy/governance.ts": "the two kinds that govern how others are tagged and named",
  "shared/taxonomy/taxonomy.ts": "vocabularies and conventions of a moment, for whoever checks many",
  "shared/taxonomy/naming.ts": "what a naming convention is, how a name is read and made by it",
  "shared/taxonomy/naming-check.ts": "what must hold of a convention, so that names are read in one way",
  "shared/taxonomy/naming-pattern.ts": "how a pattern is read, once per convention",
  "shared/taxonomy/naming-proposal.ts": "the name that a convention proposes, for checks and dialogs alike",
  "shared/taxonomy/vocabulary.ts": "what a tag vocabulary is, and what it holds an asset's tags to",
  "shared/taxonomy/locales.ts": "which locale's text stands in for another's, for preview and decision alike",
  "shared/taxonomy/text.ts": "how text is folded and counted, which limits and search share",
  "shared/taxonomy/width/": "the widths of the bundled font, and how wide a text is in it",
  "shared/insight/near-duplicates.ts": "finds texts that say nearly the same without comparing all pairs",
  "main/approvals/follow.ts": "what a new revision does to the request it is in, called by assets",
  "main/approvals/gates.ts": "which gates of a revision are open, which releases ask too",
  "main/approvals/read.ts": "a request as screens show it, put together from several stores",
  "main/assets/drafts.ts": "people's working copies and their undo, which are not governed and follow from no journal",
  "main/assets/views.ts": "people's own looks at lists, which are not governed and follow from no journal",
  "main/content/many.ts": "one change to many assets, worked out the same for the preview and for the deed",
  "shared/content/bulk.ts": "what a change to many does to one block, which preview, deed and tests share",
  "shared/content/find-replace.ts": "where words stand in a text and what replacing them makes of it, pure",
  "main/assets/found.ts": "long lists as places in an order that is read once, which no write needs",
  "main/assets/ends.ts": "when blocks end by what they carry, kept in step with each newest revision",
  "main/assets/index-head.ts": "what the index keeps of a newest revision, the same when lived and when rebuilt",
  "main/assets/list.ts": "filters and neighbours over the index, which no write needs",
  "main/assets/revise.ts": "the one way in for content, which every door and the importers end in",
  "main/assets/search.ts": "how text becomes index words, the same when written and when searched",
  "main/images/measure.ts": "what a file is and how large it is shown, told by its bytes alone",
  "main/images/svg.ts": "what an SVG may hold, so that it draws and does nothing else",
  "main/assets/world.ts": "revisions checked against one another, and the results kept while their content stays",
  "main/audit/journal.ts": "the Merkle log itself, which dispatch appends to",
  "main/content/migrate.ts": "a block type changed together with its blocks",
  "main/insight/cascade.ts": "what ends with an asset, followed through claims, types, rules and placements",
  "main/releases/candidate.ts": "what would go into the next release, and what keeps it out",
  "main/releases/compile.ts": "a release as one signed document",
  "renderer/reviews/diff-rows.ts": "two bodies as rows that people read, which reviews and histories show",
  "renderer/reviews/diff-kinds.ts": "how each kind reads, one function a kind",
  "renderer/audit/as-of.ts": "how an asset stood at a moment, told from its history alone",
  "renderer/audit/lanes.ts": "an asset's history laid out on lanes",
  "renderer/audit/moment.ts": "moments as a field and a place hold them",
  "renderer/audit/proof.ts": "proves an entry in the page itself, with the log's own code",
  "renderer/people/new-person.ts": "what a form for people holds, and what is still wrong with it",
  "renderer/people/rights.ts":
    "the permission table as lines and answers, pure, so that it can be held against the gate",
  "renderer/releases/changes.ts":
    "a candidate sorted into what changes, who has yet to sign and how far it has come, pure",
  "renderer/reviews/turn.ts":
    "what a person may do with a request and why not, pure, so that it can be tested against the gate",
  "renderer/reviews/effect-words.ts": "what a revision does once it is live, as sentences",
  "renderer/reviews/diff-guardrails.ts": "how the logic of each kind of guardrail reads",
  "renderer/reviews/diff-taxonomy.ts": "how vocabularies, conventions and tags read",
  "renderer/reviews/diff-text.ts": "the words of single values, which every kind shares",
  "main/spelling/dictionaries.ts": "where the dictionaries that ship with the app are, and which are here",
  "main/spelling/spellers.ts": "the threads that check: started, timed, let go, and started again when they die",
  "main/spelling/worker.ts": "the program of such a thread, the only place that knows the library",
  "main/spelling/protocol.ts": "what the two say to each other",
  "main/releases/environments.ts": "what is live where, asked of the decision services",
  "renderer/assets/data/": "the hooks through which screens read assets, rights and the rest of the workspace",
  "renderer/assets/logic/": "what screens of assets work out without React: saving, undo, grouping, filters",
  "renderer/audiences/builder/": "the rows of a condition, which audiences and rules edit",
  "renderer/audiences/logic/": "sample people and the test of a condition, which preview and rules use too",
  "renderer/content/logic/": "what the editor of blocks works out without React: variants, values, preview",
  "renderer/content/pictures/": "the library of pictures: its list, its editor, and the picker that fields open",
  "renderer/comments/logic/": "which field a row of a comparison is about, pure",
  "renderer/content/templates/": "the editor of templates: their slots, and the whole of one in its channel's form",
  "renderer/exchange/logic/": "what is read of a chosen file before it is sent, without React or the bridge",
  "renderer/spelling/logic/": "what becomes of marks while a text is typed, without React or the bridge",
  "renderer/rules/logic/": "what the editor of rules works out without React: order, effect, decision",
};

interface Place {
  readonly path: string;
  readonly folder: string;
  /** What stands directly in the feature's folder: a file, or a folder with a trailing slash. */
  readonly item: string;
}

const places = (side: string): Place[] =>
  ownFiles()
    .filter((path) => path.startsWith(`${side}/`) && path.split("/").length > 2)
    .map((path) => {
      const [, folder = "", first = "", ...rest] = path.split("/");
      return { path, folder, item: rest.length === 0 ? first : `${first}/` };
    });

describe.each(Object.entries(shapes))("in %s/", (side, { files, others }) => {
  const featurePlaces = places(side).filter(({ folder }) => !others.some((other) => other === folder));

  test("every folder is a feature or one of the few that serve all features", () => {
    const strangers = featurePlaces.filter(
      ({ folder }) => !features.includes(side === "renderer" ? (screens[folder] ?? folder) : folder),
    );
    expect([...new Set(strangers.map(({ folder }) => folder))]).toEqual([]);
  });

  test("a feature has the files of its shape, and others only with a reason", () => {
    const known = (place: Place) => {
      if (files.some((file) => file === place.item)) return true;
      // Screens are made of components, one a file, named as what it shows, and share one style sheet.
      if (side === "renderer" && /^[a-z0-9-]+\.tsx$/.test(place.item)) return true;
      if (side === "renderer" && place.item === `${place.folder}.css`) return true;
      return `${side}/${place.folder}/${place.item}` in extras;
    };
    expect(featurePlaces.filter((place) => !known(place)).map(({ path }) => path)).toEqual([]);
  });
});

describe("what must be there", () => {
  const all = new Set(ownFiles());

  test("every feature says what it is about in shared/<feature>/model.ts or contract.ts", () => {
    const silent = features.filter(
      (name) => !all.has(`shared/${name}/model.ts`) && !all.has(`shared/${name}/contract.ts`),
    );
    expect(silent).toEqual([]);
  });

  test("every contract has its handlers, and is listed in shared/contracts.ts", () => {
    const withContract = features.filter((name) => all.has(`shared/${name}/contract.ts`));
    expect(withContract.filter((name) => !all.has(`main/${name}/handlers.ts`))).toEqual([]);
    const list = readSource("shared/contracts.ts");
    expect(withContract.filter((name) => !list.includes(`"./${name}/contract.ts"`))).toEqual([]);
  });

  test("every feature on screen has an entry, a page and its words", () => {
    const { others } = shapes.renderer;
    const onScreen = new Set(places("renderer").map(({ folder }) => folder));
    for (const other of others) onScreen.delete(other);
    const needed = [...onScreen].flatMap((name) =>
      ["index.ts", "page.tsx", "strings.ts"].map((file) => `renderer/${name}/${file}`),
    );
    expect(needed.filter((path) => !all.has(path))).toEqual([]);
  });

  test("no reason stands for something that is gone", () => {
    const there = (place: string) =>
      place.endsWith("/") ? [...all].some((path) => path.startsWith(place)) : all.has(place);
    expect(Object.keys(extras).filter((place) => !there(place))).toEqual([]);
  });
});
