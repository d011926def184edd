import type { KindName } from "#shared/assets/kind.ts";
import type { Body, PartName } from "#shared/assets/parts.ts";
import { type AudienceBody, audienceBody } from "#shared/audiences/model.ts";
import { type ImageBody, imageBody } from "#shared/images/model.ts";
import { baseVariant, type BlockBody, blockBody } from "#shared/content/model.ts";
import { forWhom } from "#shared/content/variants.ts";
import {
  type AttributeBody,
  attributeBody,
  type ConsentPurposeBody,
  consentPurposeBody,
  type EventBody,
  eventBody,
  type Freshness,
  type IdentifierBody,
  identifierBody,
} from "#shared/data/model.ts";
import { type PlacementBody, placementBody, type RuleBody, ruleBody } from "#shared/rules/model.ts";
import { type BlockTypeBody, blockTypeBody, type Field } from "#shared/taxonomy/model.ts";
import { sayBytes } from "#shared/taxonomy/checks/pictures.ts";
import { valueParts } from "#shared/taxonomy/policy.ts";
import { namingBody } from "#shared/taxonomy/naming.ts";
import { vocabularyBody } from "#shared/taxonomy/vocabulary.ts";
import { type Slot, type TemplateBody, templateBody } from "#shared/templates/model.ts";
import type { z } from "zod";
import { guardrailRows } from "./diff-guardrails.ts";
import { namingLines, tagLines, vocabularyLines } from "./diff-taxonomy.ts";
import { type DiffNames, type Line, localizedLines, momentText, named, several } from "./diff-text.ts";
import {
  basisWords,
  channelWords,
  fieldTypeWords,
  limitWords,
  matchWords,
  normalisationWords,
  partWords,
  personalDataWords,
  undatedWords,
  valueTypeWords,
} from "./strings.ts";

/** How each kind reads. When adding a kind: a row here; until then its body is shown path by path. */
const readers: Readonly<Record<KindName, (body: Body, names: DiffNames) => Line[] | undefined>> = {
  blockType: reader(blockTypeBody, blockTypeLines),
  block: reader(blockBody, blockLines),
  image: reader(imageBody, imageLines),
  template: reader(templateBody, templateLines),
  audience: reader(audienceBody, audienceLines),
  placement: reader(placementBody, placementLines),
  rule: reader(ruleBody, ruleLines),
  attribute: reader(attributeBody, attributeLines),
  event: reader(eventBody, eventLines),
  identifier: reader(identifierBody, identifierLines),
  consentPurpose: reader(consentPurposeBody, purposeLines),
  tagVocabulary: reader(vocabularyBody, vocabularyLines),
  namingConvention: reader(namingBody, namingLines),
};

/** A body as lines that people read, in the order in which an editor shows its fields. */
export function linesOf(kind: KindName, body: Body, names: DiffNames): Line[] {
  const read = readers[kind](body, names);
  return read ? [...read, ...tagLines(body, names)] : pathLines(body);
}

function reader<B>(schema: z.ZodType<B>, lines: (body: B, names: DiffNames) => Line[]) {
  return (body: Body, names: DiffNames): Line[] | undefined => {
    const parsed = schema.safeParse(body);
    return parsed.success ? lines(parsed.data, names) : undefined;
  };
}

type Row = readonly [key: string, label: string, text: string | undefined, code?: boolean];

/** Lines of one part; those without a value are left out. */
const lines = (part: PartName, rows: readonly Row[]): Line[] =>
  rows.flatMap(([key, label, text, code]) =>
    text === undefined ? [] : [{ key: `${part}.${key}`, part, label, text, ...(code ? { code } : {}) }],
  );

const origin = (from: { system: string; id: string } | undefined): Row => [
  "origin",
  "Imported from",
  from && `${from.system}, ${from.id}`,
];

const moment = (instant: string | undefined): string | undefined =>
  instant === undefined ? undefined : momentText(instant);

function blockLines(body: BlockBody, names: DiffNames): Line[] {
  const { settings } = body;
  const variants = settings.variants.map((variant): Row => [
    `variants.${variant.id}`,
    `Variant “${variant.label}”`,
    `for ${forWhom(variant, (audience) => named(audience, names)).join(" · ")}`,
  ]);
  const order = settings.variants.length > 1 ? settings.variants.map(({ label }) => label).join(", ") : undefined;
  return [
    ...blockValueLines(body, names),
    ...lines("settings", [
      ["label", "Label", settings.label],
      ["type", "Block type", named(settings.type, names)],
      ...variants,
      ["variants", "Variants are tried in this order", order],
      ["aiLabel", "AI label", settings.aiLabel],
      ["from", "Shown from", moment(settings.from)],
      ["until", "Shown until", moment(settings.until)],
      [
        "jurisdictions",
        "Markets that it serves",
        settings.jurisdictions && several(settings.jurisdictions.map((one) => one.toUpperCase())),
      ],
      ...(settings.sources ?? []).map(({ title, url, checked }, index): Row => [
        `sources.${index}`,
        "Source",
        [title, url, checked && `looked at ${checked}`].filter(Boolean).join(", "),
      ]),
      origin(settings.origin),
    ]),
  ];
}

function blockValueLines(body: BlockBody, names: DiffNames): Line[] {
  const type = names.typeOf(body.settings.type);
  const labels = new Map(body.settings.variants.map(({ id, label }) => [id, label]));
  const known = type?.settings.fields ?? [];
  const used = valueParts.flatMap((part) =>
    Object.values(body[part] ?? {}).flatMap((values) => Object.keys(values).map((name) => ({ part, name }))),
  );
  const unknown = used.filter(({ name }) => !known.some((field) => field.name === name));
  const fields = [
    ...known,
    ...[...new Map(unknown.map((one) => [one.name, { ...one, label: one.name, mode: "flexible" as const }])).values()],
  ];
  const variants = [baseVariant, ...labels.keys()];
  return fields.flatMap(({ part, name, label, mode }) => {
    if (mode === "fixed") {
      const fixed = { key: `fixed.${name}`, part, label, fixed: true };
      return localizedLines(type?.[part]?.[name], fixed, names);
    }
    const here = [...new Set([...variants, ...Object.keys(body[part] ?? {})])];
    return here.flatMap((variant) => {
      const where = variant === baseVariant ? undefined : (labels.get(variant) ?? variant);
      const line = { key: `${part}.${variant}.${name}`, part, label, where };
      return localizedLines(body[part]?.[variant]?.[name], line, names);
    });
  });
}

function imageLines({ settings, visual: { file }, copy }: ImageBody, names: DiffNames): Line[] {
  const { focal, licence } = settings;
  return [
    ...lines("visual", [
      ["file", "File", `${file.width} × ${file.height} px, ${file.mediaType}, ${sayBytes(file.bytes)}`],
      ["digest", "Digest", file.digest, true],
    ]),
    ...localizedLines(copy?.alt, { key: "copy.alt", part: "copy", label: "In words" }, names),
    ...lines("settings", [
      ["label", "Label", settings.label],
      [
        "focal",
        "Stays in sight",
        focal && `${Math.round(focal.x * 100)} % across, ${Math.round(focal.y * 100)} % down`,
      ],
      ["holder", "Licensed from", licence?.holder],
      ["terms", "Terms", licence?.terms],
      ["until", "Licensed until", moment(licence?.until)],
      origin(settings.origin),
    ]),
  ];
}

function blockTypeLines(body: BlockTypeBody, names: DiffNames): Line[] {
  const { label, description, fields, role, disclosures = [] } = body.settings;
  return [
    ...lines("settings", [
      ["label", "Label", label],
      ["description", "Description", description],
      ["role", "What its blocks are for", role],
      ...disclosures.map(({ block, markets = [], channels = [] }): Row => [
        `disclosures.${block}`,
        "Every block carries",
        [named(block, names), [...markets, ...channels].join(", ") || "everywhere"].join(", "),
      ]),
    ]),
    ...fields.flatMap((field) => [
      ...lines("settings", fieldRows(field)),
      ...localizedLines(
        body[field.part]?.[field.name],
        { key: `${field.part}.${field.name}`, part: field.part, label: `${field.label}, the fixed value` },
        names,
      ),
    ]),
    ...lines("settings", [
      ["fields", "Fields stand in this order", fields.map((field) => field.label).join(", ")],
      origin(body.settings.origin),
    ]),
  ];
}

function fieldRows(field: Field): Row[] {
  const { name, label, type, part, mode, required, localized, limits, help, reason } = field;
  const shape = [
    fieldTypeWords[type],
    `class ${partWords[part].toLowerCase()}`,
    mode,
    required ? "required" : "may be left out",
    localized ? "one for each language" : "one for all languages",
  ];
  const limited = limitWords(limits);
  return [
    [`fields.${name}`, `Field “${label}”`, shape.join(", ")],
    [`fields.${name}.limits`, `Limits of “${label}”`, limited.length > 0 ? limited.join("\n") : undefined],
    [`fields.${name}.help`, `Help of “${label}”`, help],
    [`fields.${name}.reason`, `Why “${label}” is fixed`, reason],
  ];
}

function templateLines({ settings }: TemplateBody, names: DiffNames): Line[] {
  return lines("settings", [
    ["label", "Label", settings.label],
    ["channel", "Channel", channelWords[settings.channel]],
    ...settings.slots.flatMap((slot) => slotRows(slot, names)),
    ["slots", "Slots stand in this order", settings.slots.map(({ label }) => label).join(", ")],
    origin(settings.origin),
  ]);
}

/** A slot's mode, types and block are rows of their own, so that a review says which of them changed. */
function slotRows({ key, label, mode, types, block, required }: Slot, names: DiffNames): Row[] {
  const shape = mode === "fixed" ? "fixed" : required ? "flexible, required" : "flexible";
  return [
    [`slots.${key}`, `Slot “${label}”`, shape],
    [
      `slots.${key}.block`,
      mode === "fixed" ? `Always in “${label}”` : `In “${label}” where no rule chooses`,
      block && named(block, names),
    ],
    [`slots.${key}.types`, `“${label}” takes blocks of type`, several(types.map((id) => named(id, names)))],
  ];
}

function audienceLines({ settings, logic }: AudienceBody): Line[] {
  return [
    ...lines("logic", [["when", "Who is in it", logic.when, true]]),
    ...lines("settings", [
      ["label", "Label", settings.label],
      ["description", "Description", settings.description],
      origin(settings.origin),
    ]),
  ];
}

function placementLines({ settings }: PlacementBody, names: DiffNames): Line[] {
  return lines("settings", [
    ["label", "Label", settings.label],
    ["channel", "Channel", channelWords[settings.channel]],
    ["template", "Template", settings.template && named(settings.template, names)],
    ["types", "Shows blocks of type", several(settings.types.map((id) => named(id, names)))],
    ["purpose", "Needs the consent", named(settings.purpose, names)],
    ["fallback", "Generic block", named(settings.fallback, names)],
    ["budgetMs", "Answers within", settings.budgetMs === undefined ? undefined : `${settings.budgetMs} ms`],
    origin(settings.origin),
  ]);
}

function ruleLines({ settings, logic }: RuleBody, names: DiffNames): Line[] {
  const about: Row[] =
    logic.effect === "select"
      ? [
          ["effect", "Effect", "Shows a block"],
          ["placement", "In the placement", named(logic.placement, names)],
          ["slot", "In the slot", logic.slot],
          ["block", "Block", named(logic.block, names)],
          ["when", "To whom", logic.when, true],
          ["priority", "Priority", String(logic.priority)],
        ]
      : guardrailRows(logic, names);
  return [
    ...lines("logic", about),
    ...lines("settings", [
      ["label", "Label", settings.label],
      ["from", "From", moment(settings.from)],
      ["until", "Until", moment(settings.until)],
      origin(settings.origin),
    ]),
  ];
}

function attributeLines({ settings }: AttributeBody, names: DiffNames): Line[] {
  return lines("settings", [
    ["label", "Label", settings.label],
    ["key", "Conditions call it", `profile.${settings.key}`, true],
    ["type", "Holds", valueTypeWords[settings.type]],
    ["unit", "Unit", settings.unit],
    ["values", "Values", settings.values && several(settings.values)],
    ["personalData", "Personal data", personalDataWords[settings.personalData]],
    ["purposes", "Masked without the consents", consents(settings.purposes, names)],
    ["source", "Source", settings.source],
    ["freshness", "Counts as fresh for", freshnessText(settings.freshness)],
    ["aliases", "Former names", several(settings.aliases)],
    origin(settings.origin),
  ]);
}

function eventLines({ settings }: EventBody, names: DiffNames): Line[] {
  return lines("settings", [
    ["label", "Label", settings.label],
    ["key", "Conditions call it", settings.key, true],
    ["properties", "Carries", several(settings.properties.map(({ key, type }) => `${key} (${valueTypeWords[type]})`))],
    ["purposes", "Not seen without the consents", consents(settings.purposes, names)],
    ["aliases", "Former names", several(settings.aliases)],
    origin(settings.origin),
  ]);
}

function identifierLines({ settings }: IdentifierBody, names: DiffNames): Line[] {
  return lines("settings", [
    ["label", "Label", settings.label],
    ["key", "Key", settings.key, true],
    ["normalisation", "Compared", normalisationWords[settings.normalisation]],
    ["match", "The same value is", matchWords[settings.match]],
    ["primary", "Primary", settings.primary ? "yes: people are counted by it" : "no"],
    ["personalData", "Personal data", personalDataWords[settings.personalData]],
    ["purposes", "Not used without the consents", consents(settings.purposes, names)],
    ["source", "Source", settings.source],
    origin(settings.origin),
  ]);
}

const freshnessText = (freshness: Freshness | undefined): string | undefined =>
  freshness && `${freshness.hours} hours; without a time it ${undatedWords[freshness.undated]}`;

const consents = (ids: readonly string[], names: DiffNames): string => several(ids.map((id) => named(id, names)));

function purposeLines({ settings, disclosure }: ConsentPurposeBody, names: DiffNames): Line[] {
  return [
    ...Object.entries(disclosure).flatMap(([field, values]) =>
      localizedLines(
        values,
        {
          key: `disclosure.${field}`,
          part: "disclosure",
          label: field === "text" ? "What a person agrees to" : field,
        },
        names,
      ),
    ),
    ...lines("settings", [
      ["label", "Label", settings.label],
      ["key", "Key", settings.key, true],
      ["basis", "Legal basis", basisWords[settings.basis]],
      ["jurisdictions", "Jurisdictions", several(settings.jurisdictions)],
      [
        "expiresAfterDays",
        "A consent counts for",
        settings.expiresAfterDays === undefined
          ? "as long as it is not withdrawn"
          : `${settings.expiresAfterDays} days`,
      ],
      ["tcf", "In a TCF string", tcfText(settings.tcf)],
      origin(settings.origin),
    ]),
  ];
}

const tcfText = (tcf: ConsentPurposeBody["settings"]["tcf"]): string | undefined =>
  tcf && `purposes ${tcf.purposes.join(", ")}${tcf.vendor === undefined ? "" : `, vendor ${tcf.vendor}`}`;

/** A body that does not have its kind's form, path by path: a reviewer sees all of it, however it reads. */
export function pathLines(body: Body): Line[] {
  const found: Line[] = [];
  const visit = (part: PartName, value: unknown, path: readonly string[]): void => {
    if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) visit(part, inner, [...path, key]);
    } else {
      found.push({ key: [part, ...path].join("."), part, label: path.join(" › ") || part, text: String(value) });
    }
  };
  for (const [part, content] of Object.entries(body)) visit(part as PartName, content, []);
  return found;
}
