import { type CheckContext, defineKind, problem } from "../assets/define-kind.ts";
import type { Problem } from "../assets/model.ts";
import { type NamingBody, namingBody } from "./naming.ts";
import { checkConvention, conventionReferences } from "./naming-check.ts";
import { type VocabularyBody, vocabularyBody } from "./vocabulary.ts";

/** The kinds that govern how others are written. They are never part of a release: docs/decisions/taxonomy-governs-authoring.md. */

export const vocabularyKind = defineKind<VocabularyBody>({
  name: "tagVocabulary",
  label: "Tag vocabulary",
  plural: "Tag vocabularies",
  feature: "taxonomy",
  schema: vocabularyBody,
  parts: ["settings"],
  authoring: true,
  check: ({ settings }, context) => [
    ...checkTerms(settings),
    ...checkRequired(settings),
    ...checkVocabularyLabel(settings, context),
  ],
});

export const namingKind = defineKind<NamingBody>({
  name: "namingConvention",
  label: "Naming convention",
  plural: "Naming conventions",
  feature: "taxonomy",
  schema: namingBody,
  parts: ["settings"],
  authoring: true,
  references: conventionReferences,
  check: checkConvention,
});

type Settings = VocabularyBody["settings"];

function checkTerms({ terms }: Settings): Problem[] {
  const keys = new Set<string>();
  const labels = new Set<string>();
  return terms.flatMap(({ key, label }, index) => {
    const at = `settings.terms.${index}`;
    const folded = label.trim().toLowerCase();
    const problems = [
      ...(keys.has(key) ? [problem(`${at}.key`, "form", `Choose another key: ${key} is there twice.`)] : []),
      ...(labels.has(folded)
        ? [problem(`${at}.label`, "form", `Give one of the two tags another label than ${label}.`, "warning")]
        : []),
    ];
    keys.add(key);
    labels.add(folded);
    return problems;
  });
}

function checkRequired({ kinds, required, terms }: Settings): Problem[] {
  const usable = terms.some((tag) => !tag.retired);
  return required.flatMap(({ kind }, index) => {
    const at = `settings.required.${index}`;
    const problems: Problem[] = [];
    if (!kinds.includes(kind))
      problems.push(problem(at, "form", `Let ${kind} carry these tags, or do not require one of it.`));
    if (required.findIndex((one) => one.kind === kind) !== index)
      problems.push(problem(at, "form", `Say once in which tiers ${kind} needs a tag.`));
    if (!usable) problems.push(problem(at, "missing", "Add a tag that is not retired before one is required."));
    return problems;
  });
}

function checkVocabularyLabel({ label }: Settings, { taxonomy, self }: CheckContext): Problem[] {
  const folded = label.trim().toLowerCase();
  const other = [...(taxonomy?.vocabularies.values() ?? [])].find(
    (one) => one.id !== self?.id && one.settings.label.trim().toLowerCase() === folded,
  );
  return other
    ? [problem("settings.label", "form", `Choose another label: ${other.identity.name} has it already.`, "warning")]
    : [];
}
