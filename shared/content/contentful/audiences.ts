import type { AudienceBody } from "#shared/audiences/model.ts";
import { audienceBody } from "#shared/audiences/model.ts";
import { audienceKind } from "#shared/audiences/policy.ts";
import { writeRule } from "./audience-cel.ts";
import { leavesOf, readRules, type Rule, RuleRefused } from "./audience-rules.ts";
import { type EntryIndex, ninetailed, typeIdOf } from "./entries.ts";
import type { ContentfulExport, Entry } from "./export.ts";
import { isRecord } from "./export.ts";
import { type Locales, mainValue } from "./locales.ts";
import { type Named, slug } from "./names.ts";
import type { Ledger } from "./report.ts";
import type { DictionaryPlan } from "./vocabulary.ts";
import { originMark, type Workspace } from "./workspace.ts";

/** An audience of the export whose rules could be read. */
export interface ReadAudience {
  readonly entry: Entry;
  readonly rule: Rule;
}

/** An audience as blocks name it. */
export interface ImportedAudience extends Named {
  readonly label: string;
}

const leaveOut = (ledger: Ledger, entry: Entry, error: unknown): void => {
  if (!(error instanceof RuleRefused)) throw error;
  ledger.leftOut(
    "entries",
    entry.sys.id,
    `${error.message} Without it the audience would mean other people, so all of it is left out.`,
  );
};

/** Reads the rules of every audience; those with a rule of unknown meaning are left out, with the reason. */
export function readAudiences(exported: ContentfulExport, locales: Locales, ledger: Ledger): ReadAudience[] {
  return exported.entries.flatMap((entry) => {
    if (typeIdOf(entry) !== ninetailed.audience || ledger.isLeftOut("entries", entry.sys.id)) return [];
    try {
      const rules = mainValue(entry.fields["nt_rules"], locales);
      if (!isRecord(rules)) throw new RuleRefused("The audience has no rules.");
      return [{ entry, rule: readRules(rules) }];
    } catch (error) {
      leaveOut(ledger, entry, error);
      return [];
    }
  });
}

/** The values with which rules compare each trait. */
export function traitValues(audiences: readonly ReadAudience[]): Map<string, Set<string>> {
  const values = new Map<string, Set<string>>();
  for (const { rule } of audiences) {
    for (const leaf of leavesOf(rule)) {
      if (leaf.is !== "trait") continue;
      const seen = values.get(leaf.trait) ?? new Set();
      if (leaf.value !== null) seen.add(leaf.value);
      values.set(leaf.trait, seen);
    }
  }
  return values;
}

interface Written {
  readonly entry: Entry;
  readonly when: string;
}

/** Writes the audiences in CEL, declares what they read, and plans them. @returns them by the id of their entry. */
export function planAudiences(
  audiences: readonly ReadAudience[],
  index: EntryIndex,
  words: DictionaryPlan,
  workspace: Workspace,
  ledger: Ledger,
): Map<string, ImportedAudience> {
  const written = audiences.flatMap(({ entry, rule }): Written[] => {
    const forget = words.mark();
    try {
      return [{ entry, when: writeRule(rule, words) }];
    } catch (error) {
      forget();
      leaveOut(ledger, entry, error);
      return [];
    }
  });
  words.declareAll();
  return new Map(written.flatMap((each) => planAudience(each, index, workspace, ledger)));
}

function planAudience(
  { entry, when }: Written,
  index: EntryIndex,
  workspace: Workspace,
  ledger: Ledger,
): [string, ImportedAudience][] {
  const { id } = entry.sys;
  const label = index.title(id) ?? id;
  const description = index.text(entry, "nt_description");
  const body: AudienceBody = {
    settings: { label, ...(description === null ? {} : { description }), origin: originMark(id) },
    logic: { when },
  };
  const wanted = {
    kind: "audience",
    origin: id,
    name: `audience.${slug(label) || slug(id)}`,
    tier: "variable",
  } as const;
  const named = workspace.reserve(wanted);
  const parsed = audienceBody.safeParse(body);
  const errors = parsed.success
    ? audienceKind.check(parsed.data, workspace.context(named)).filter(({ severity }) => severity === "error")
    : [];
  if (!parsed.success || errors.length > 0) {
    ledger.leftOut(
      "entries",
      id,
      parsed.success ? errors.map(({ message }) => message).join(" ") : "Its rules are too long for one condition.",
    );
    return [];
  }
  workspace.put(wanted, parsed.data, "Imported from Contentful");
  ledger.imported("entries", id, named.name);
  return [[id, { ...named, label }]];
}
