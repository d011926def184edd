import { type CheckContext, defineKind, problem } from "../assets/define-kind.ts";
import type { Problem } from "../assets/model.ts";
import type { AssetId } from "../kernel/ids.ts";
import { checkValue } from "../taxonomy/limits.ts";
import type { Field } from "../taxonomy/model.ts";
import { dictionaryIndex } from "./dictionary.ts";
import { canonicalEvent, isCanonicalEvent } from "./event-names.ts";
import {
  type AttributeBody,
  attributeBody,
  type ConsentPurposeBody,
  consentPurposeBody,
  type EventBody,
  eventBody,
  type IdentifierBody,
  identifierBody,
} from "./model.ts";

export const attributeKind = defineKind<AttributeBody>({
  name: "attribute",
  label: "Attribute",
  plural: "Attributes",
  feature: "data",
  schema: attributeBody,
  parts: ["settings"],
  references: (body) => purposeReferences(body.settings.purposes),
  check: ({ settings }, context) => [
    ...checkKey("attributes", settings.key, settings.aliases, context),
    ...checkValues(settings),
    ...checkUnit(settings),
    ...checkPersonalData(settings, context),
  ],
  needs: ({ settings }) => settings.purposes.map((purpose) => ({ purpose, because: ["is masked without it"] })),
});

export const eventKind = defineKind<EventBody>({
  name: "event",
  label: "Event",
  plural: "Events",
  feature: "data",
  schema: eventBody,
  parts: ["settings"],
  references: (body) => purposeReferences(body.settings.purposes),
  check: ({ settings }, context) => [
    ...checkKey("events", settings.key, settings.aliases, context),
    ...checkEventName(settings, context),
    ...checkProperties(settings, context),
  ],
  needs: ({ settings }) => settings.purposes.map((purpose) => ({ purpose, because: ["is not seen without it"] })),
});

export const consentPurposeKind = defineKind<ConsentPurposeBody>({
  name: "consentPurpose",
  label: "Consent purpose",
  plural: "Consent purposes",
  feature: "data",
  schema: consentPurposeBody,
  parts: ["settings", "disclosure"],
  check: (body, context) => [...checkPurposeKey(body, context), ...checkTcf(body), ...checkWords(body)],
});

export const identifierKind = defineKind<IdentifierBody>({
  name: "identifier",
  label: "Identifier",
  plural: "Identifiers",
  feature: "data",
  schema: identifierBody,
  parts: ["settings"],
  references: (body) => purposeReferences(body.settings.purposes),
  check: ({ settings }, context) => [
    ...checkIdentifierKey(settings, context),
    ...checkPrimary(settings, context),
    ...checkNormalisation(settings),
    ...checkPersonalData(settings, context),
  ],
  needs: ({ settings }) => settings.purposes.map((purpose) => ({ purpose, because: ["is not used without it"] })),
});

const purposeReferences = (purposes: readonly AssetId[]) =>
  purposes.map((asset, index) => ({ at: `settings.purposes.${index}`, asset, kinds: ["consentPurpose" as const] }));

/** A key means one thing: no other attribute (or event) may have it as its key or as a former name. */
function checkKey(
  of: "attributes" | "events",
  key: string,
  aliases: readonly string[],
  context: CheckContext,
): Problem[] {
  const others = context.dictionary[of].filter(({ id }) => id !== context.self?.id);
  const problems: Problem[] = [];
  for (const other of others) {
    if (other.key === key)
      problems.push(
        problem("settings.key", "form", `Choose another key: ${other.label} (${other.name}) has it already.`),
      );
    if (other.aliases.includes(key))
      problems.push(problem("settings.key", "form", `Choose another key: ${other.key} was called ${key} before.`));
    for (const alias of aliases) {
      if (other.key === alias || other.aliases.includes(alias)) {
        problems.push(problem("settings.aliases", "form", `Remove the former name ${alias}: it means ${other.key}.`));
      }
    }
  }
  if (aliases.includes(key))
    problems.push(problem("settings.aliases", "form", `Remove ${key} from the former names: it is the name of today.`));
  return problems;
}

function checkValues({ label, type, values }: AttributeBody["settings"]): Problem[] {
  if (values === undefined) return [];
  if (type !== "string" && type !== "list")
    return [
      problem(
        "settings.values",
        "form",
        `Remove the values: only texts and lists have a fixed set, and ${label} is a ${type}.`,
      ),
    ];
  if (values.length === 0)
    return [problem("settings.values", "form", `List the values that ${label} can have, or remove the empty list.`)];
  return new Set(values).size === values.length
    ? []
    : [problem("settings.values", "form", "Remove the values that are listed twice.")];
}

function checkUnit({ label, type, unit }: AttributeBody["settings"]): Problem[] {
  if (unit === undefined || type === "number") return [];
  return [problem("settings.unit", "form", `Remove the unit: only numbers have one, and ${label} is a ${type}.`)];
}

/** Names are proposed where people write; what was approved under another name stays as it is. */
function checkEventName({ key }: EventBody["settings"], { taxonomy }: CheckContext): Problem[] {
  if (!taxonomy || isCanonicalEvent(key)) return [];
  const proposed = canonicalEvent(key);
  const message = `Call it ${proposed} and keep ${key} as a former name: events are named Object_Action.`;
  return proposed === key ? [] : [problem("settings.key", "form", message, "warning")];
}

function checkIdentifierKey({ key }: IdentifierBody["settings"], context: CheckContext): Problem[] {
  const other = context.dictionary.identifiers.find((one) => one.id !== context.self?.id && one.key === key);
  return other
    ? [problem("settings.key", "form", `Choose another key: ${other.label} (${other.name}) has it already.`)]
    : [];
}

/** People are counted by exactly one identifier, and only by one that surely tells them apart. */
function checkPrimary({ label, primary, match }: IdentifierBody["settings"], context: CheckContext): Problem[] {
  const at = "settings.primary";
  const other = context.dictionary.identifiers.find((one) => one.id !== context.self?.id && one.primary);
  if (!primary) {
    const message = "Make one identifier the primary one: people are counted by it.";
    return other ? [] : [problem(at, "form", message, "warning")];
  }
  const problems: Problem[] = [];
  if (other)
    problems.push(
      problem(at, "form", `Only one identifier is the primary one, and ${other.label} (${other.name}) is.`),
    );
  if (match === "probabilistic")
    problems.push(problem(at, "form", `Choose another primary identifier: ${label} only likely tells people apart.`));
  return problems;
}

/** An address or number in clear words says who somebody is, whatever else is said of it. */
function checkNormalisation({ normalisation, personalData }: IdentifierBody["settings"]): Problem[] {
  if (normalisation !== "email" && normalisation !== "phone") return [];
  if (personalData === "identifying" || personalData === "special") return [];
  const what = normalisation === "email" ? "An e-mail address" : "A telephone number";
  return [problem("settings.personalData", "consent", `${what} identifies people: say so.`)];
}

function checkPersonalData(
  { label, personalData, purposes }: Pick<AttributeBody["settings"], "label" | "personalData" | "purposes">,
  context: CheckContext,
): Problem[] {
  const bases = purposes.map((id) => dictionaryIndex(context.dictionary).purposes.get(id)?.basis);
  if (personalData === "special" && !bases.includes("consent")) {
    return [
      problem(
        "settings.purposes",
        "consent",
        `Name the consent for ${label}: special categories of personal data are used with explicit consent alone.`,
      ),
    ];
  }
  if (personalData === "identifying" && purposes.length === 0) {
    return [
      problem(
        "settings.purposes",
        "consent",
        `Name the purposes for which ${label} may be used: it identifies people.`,
        "warning",
      ),
    ];
  }
  return [];
}

const ownProperties = new Set(["name", "at"]);

function checkProperties({ key, properties }: EventBody["settings"], context: CheckContext): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [index, property] of properties.entries()) {
    const at = `settings.properties.${index}.key`;
    if (ownProperties.has(property.key))
      problems.push(problem(at, "form", `Rename the property ${property.key}: every event has one of this name.`));
    if (seen.has(property.key))
      problems.push(problem(at, "form", `Remove one of the two properties called ${property.key}.`));
    seen.add(property.key);
    // Conditions read properties through one type for all events, so a property has the same type wherever it occurs.
    const other = context.dictionary.events.find(
      (event) =>
        event.key !== key && event.properties.some((each) => each.key === property.key && each.type !== property.type),
    );
    if (other)
      problems.push(problem(at, "form", `Rename ${property.key} or give it the type that it has in ${other.label}.`));
  }
  return problems;
}

function checkPurposeKey({ settings }: ConsentPurposeBody, context: CheckContext): Problem[] {
  const other = context.dictionary.purposes.find(({ id, key }) => id !== context.self?.id && key === settings.key);
  return other
    ? [problem("settings.key", "form", `Choose another key: ${other.label} (${other.name}) has it already.`)]
    : [];
}

function checkTcf({ settings: { basis, tcf } }: ConsentPurposeBody): Problem[] {
  if (!tcf) return [];
  const at = "settings.tcf";
  if (basis === "contract")
    return [problem(at, "consent", "Remove the TCF purposes: a TCF string says nothing of what rests on a contract.")];
  if (new Set(tcf.purposes).size !== tcf.purposes.length)
    return [problem(at, "form", "Remove the TCF purposes that are listed twice.")];
  const never = tcf.purposes.filter((purpose) => consentAlone.has(purpose));
  if (basis === "legitimateInterest" && never.length > 0) {
    const message = `TCF allows purpose ${never.join(", ")} by consent alone. Choose consent as the basis, or leave it out.`;
    return [problem(at, "consent", message)];
  }
  return [];
}

/** TCF purposes that a legitimate interest cannot carry (IAB Europe's policies, from TCF 2.2 on). */
const consentAlone = new Set([1, 3, 4, 5, 6]);

const wordsField: Field = {
  name: "text",
  label: "the words that the person agrees to",
  type: "richText",
  part: "disclosure",
  mode: "flexible",
  required: true,
  localized: true,
  limits: {},
};

function checkWords({ disclosure }: ConsentPurposeBody): Problem[] {
  const problems = Object.keys(disclosure)
    .filter((name) => name !== "text")
    .map((name) => problem(`disclosure.${name}`, "form", `Remove ${name}: a purpose has its words under “text”.`));
  const words = Object.entries(disclosure["text"] ?? {});
  if (words.length === 0)
    return [...problems, problem("disclosure.text", "missing", "Write the words that the person agrees to.")];
  return [
    ...problems,
    ...words.flatMap(([locale, value]) => checkValue(wordsField, value, locale, { at: `disclosure.text.${locale}` })),
  ];
}
