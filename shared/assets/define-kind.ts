import type { z } from "zod";
import type { Dictionary } from "../data/dictionary.ts";
import { type AssetId, type Instant, isAssetId } from "../kernel/ids.ts";
import type { KindName } from "./kind.ts";
import type { Identity, Problem, Scope, Tier } from "./model.ts";
import type { Body, PartName } from "./parts.ts";
import type { Taxonomy } from "../taxonomy/taxonomy.ts";
import { checkName, type Convention } from "../taxonomy/naming.ts";
import { proposeFor } from "../taxonomy/naming-proposal.ts";
import { checkTags } from "../taxonomy/vocabulary.ts";
import { tagsOf } from "./tags.ts";

/** A place in a body that names another asset by its id, and the kinds that may stand there. */
export interface Reference {
  readonly at: string;
  readonly asset: AssetId;
  readonly kinds: readonly KindName[];
}

/** A place in a body that names another asset by the word that conditions and tokens use for it. */
export interface Mention {
  readonly at: string;
  readonly kind: "attribute" | "event" | "audience";
  /** The key of an attribute or event, the name of an audience. */
  readonly key: string;
}

/** A consent that an asset needs, and what makes it need it. */
export interface NeededPurpose {
  readonly purpose: AssetId;
  /** Sentences for people: "reads profile.loyalty_tier". */
  readonly because: readonly string[];
}

export interface KnownAsset {
  readonly identity: Identity;
  readonly body: Body;
}

/** What checks may look at: the rest of the workspace, as of one moment. */
export interface CheckContext {
  readonly asset: (id: AssetId) => KnownAsset | undefined;
  readonly dictionary: Dictionary;
  /**
   * The vocabularies and naming conventions of today, where something is written. Absent where a release is checked: what
   * was approved stays valid however they change.
   */
  readonly taxonomy?: Taxonomy | undefined;
  /** The asset that is checked, where it already exists. */
  readonly self?: Self;
}

/** The asset that is checked. What depends on tier and scope is checked where they are known. */
export interface Self {
  readonly id: AssetId;
  readonly name: string;
  readonly tier?: Tier | undefined;
  readonly scope?: Scope | undefined;
  /** The name is given now: what breaks its convention is refused. Older names are warned of. */
  readonly newName?: boolean | undefined;
}

/**
 * All that the rest of the product knows of a kind. Every function takes any body, also a half-written draft's;
 * what cannot be read is reported by `check` and ignored by the others.
 */
export interface Kind {
  readonly name: KindName;
  readonly label: string;
  readonly plural: string;
  readonly feature: string;
  readonly schema: z.ZodType;
  /** The parts that a body of this kind may have. */
  readonly parts: readonly PartName[];
  /** It governs how people write, and is never part of a release. */
  readonly authoring: boolean;
  /** What the body names by id, the vocabularies of its tags included. */
  references(body: Body): Reference[];
  /**
   * What a body needs in a release; null for one that does not have the form of this kind. One reading, for whoever asks
   * both of many.
   */
  strictReferences(body: Body): Reference[] | null;
  mentions(body: Body): Mention[];
  check(body: Body, context: CheckContext): Problem[];
  /** The consents without which some of this cannot take effect. */
  needs(body: Body, context: CheckContext): NeededPurpose[];
  searchText(body: Body): string;
  /** What people call the asset: its label, or "" where there is none yet. */
  title(body: Body): string;
  expires(body: Body): Instant | null;
}

export interface KindDefinition<B> {
  readonly name: KindName;
  readonly label: string;
  readonly plural: string;
  readonly feature: string;
  readonly schema: z.ZodType<B>;
  readonly parts: readonly PartName[];
  readonly authoring?: boolean;
  readonly references?: (body: B) => Reference[];
  readonly mentions?: (body: B) => Mention[];
  readonly check?: (body: B, context: CheckContext) => Problem[];
  readonly needs?: (body: B, context: CheckContext) => NeededPurpose[];
  readonly expires?: (body: B) => Instant | null;
}

/** Makes a kind of its typed definition. Form and references are checked here, once for all kinds. */
export function defineKind<B>(definition: KindDefinition<B>): Kind {
  const { name, label, plural, feature, schema, parts } = definition;
  const read = <T>(body: Body, otherwise: T, use: ((body: B) => T) | undefined): T => {
    if (!use) return otherwise;
    const parsed = schema.safeParse(body);
    return parsed.success ? use(parsed.data) : otherwise;
  };
  return {
    name,
    label,
    plural,
    feature,
    schema,
    parts,
    authoring: definition.authoring ?? false,
    references: (body) => [...read(body, [], definition.references), ...tagReferences(body)],
    strictReferences: (body) => read(body, null, definition.references ?? (() => [])),
    mentions: (body) => read(body, [], definition.mentions),
    needs: (body, context) => read(body, [], (typed) => definition.needs?.(typed, context) ?? []),
    expires: (body) => read(body, null, definition.expires),
    title: titleOf,
    // The words of a tag are in its key as well; its label may change without anybody saving what carries it.
    searchText: (body) => [...textsOf(body), ...tagsOf(body).map(({ key }) => key)].join("\n"),
    check(body, context) {
      const parsed = schema.safeParse(body);
      if (!parsed.success) return parsed.error.issues.flatMap(formProblems);
      const references = definition.references?.(parsed.data) ?? [];
      return [
        ...checkReferences(references, context),
        ...(definition.check?.(parsed.data, context) ?? []),
        ...checkTaxonomy(name, body, context),
      ];
    },
  };
}

/** Tags and name, once for all kinds. */
function checkTaxonomy(kind: KindName, body: Body, { taxonomy, self, asset }: CheckContext): Problem[] {
  if (!taxonomy) return [];
  const { tier, scope } = self ?? {};
  const problems = checkTags(body, { kind, tier, scope }, taxonomy.vocabularies);
  if (!self || !tier || !scope) return problems;
  const named = { kind, tier, scope, body, type: typeName(body, asset) };
  const propose = (convention: Convention) => proposeFor(convention, named, taxonomy.vocabularies, self.name);
  return [...problems, ...checkName(self.name, named, taxonomy, propose, self.newName ?? false)];
}

/** The name of a block's type, which conventions may ask for. */
export function typeName(body: Body, asset: CheckContext["asset"]): string | undefined {
  const type = body.settings?.["type"];
  return typeof type === "string" && isAssetId(type) ? asset(type)?.identity.name : undefined;
}

const tagReferences = (body: Body): Reference[] =>
  tagsOf(body).map(({ vocabulary }, index) => ({
    at: `settings.tags.${index}`,
    asset: vocabulary,
    kinds: ["tagVocabulary"],
  }));

/** A problem. Messages are sentences that say what to do. */
export const problem = (
  at: string,
  code: Problem["code"],
  message: string,
  severity: Problem["severity"] = "error",
): Problem => ({ severity, at, code, message });

function formProblems(issue: z.core.$ZodIssue): Problem[] {
  const at = issue.path.join(".");
  const where = at === "" ? "The body" : `“${at}”`;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      problem(at === "" ? key : `${at}.${key}`, "form", `Remove “${key}”: nothing reads it here.`),
    );
  }
  if (issue.code === "invalid_type" && issue.input === undefined) return [problem(at, "form", `Fill in ${where}.`)];
  if (issue.code === "too_small" && issue.origin === "string") return [problem(at, "form", `Fill in ${where}.`)];
  return [problem(at, "form", `${where} does not have the form expected here: ${issue.message}.`)];
}

function checkReferences(references: readonly Reference[], context: CheckContext): Problem[] {
  return references.flatMap(({ at, asset, kinds }) => {
    const found = context.asset(asset);
    if (!found) return [problem(at, "reference", `Choose another asset: ${asset} is not in this workspace.`)];
    if (kinds.includes(found.identity.kind)) return [];
    return [
      problem(
        at,
        "reference",
        `Choose ${kinds.map(spoken).join(" or ")}: ${found.identity.name} is ${spoken(found.identity.kind)}.`,
      ),
    ];
  });
}

/** A kind in a sentence: "a block type", "an audience". */
export function spoken(kind: KindName): string {
  const words = kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${/^[aeiou]/.test(words) ? "an" : "a"} ${words}`;
}

function titleOf(body: Body): string {
  const label = body.settings?.label;
  return typeof label === "string" ? label : "";
}

const instantPattern = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** The words in a body that people may search for: every text except ids and times. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return isAssetId(value) || instantPattern.test(value) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsOf);
  return [];
}
