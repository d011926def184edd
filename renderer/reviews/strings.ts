import type { CoveredPart } from "#shared/assets/parts.ts";
import type { ConsentPurposeBody, personalDataClasses, ValueType } from "#shared/data/model.ts";
import type { Channel } from "#shared/rules/model.ts";
import type { fieldTypes, Limits } from "#shared/taxonomy/model.ts";

/** The classes of fields, as people say them. */
export const partWords: Readonly<Record<CoveredPart, string>> = {
  identity: "Name and scope",
  copy: "Copy",
  visual: "Visual",
  disclosure: "Disclosure",
  claim: "Claim",
  logic: "Logic",
  settings: "Settings",
};

export const fieldTypeWords: Readonly<Record<(typeof fieldTypes)[number], string>> = {
  text: "text",
  richText: "formatted text",
  link: "link",
  image: "picture",
  choice: "choice",
  number: "number",
  boolean: "yes or no",
  reference: "another block",
  list: "list",
};

export const valueTypeWords: Readonly<Record<ValueType, string>> = {
  string: "text",
  number: "a number",
  boolean: "yes or no",
  timestamp: "a moment",
  list: "a list of texts",
};

export const personalDataWords: Readonly<Record<(typeof personalDataClasses)[number], string>> = {
  none: "none",
  pseudonymous: "about a person, without a name",
  identifying: "names or identifies a person",
  special: "of a special category (Article 9 GDPR)",
};

export const basisWords: Readonly<Record<ConsentPurposeBody["settings"]["basis"], string>> = {
  consent: "consent",
  contract: "contract",
  legitimateInterest: "legitimate interest",
};

export const channelWords: Readonly<Record<Channel, string>> = {
  web: "web",
  app: "app",
  email: "e-mail",
  sms: "SMS",
  push: "push message",
};

/** A field's limits, one sentence each. */
export function limitWords(limits: Limits): string[] {
  return [
    range(limits.minLength, limits.maxLength, "characters"),
    range(limits.min, limits.max, ""),
    limits.pattern && `Matches ${limits.pattern}`,
    limits.values && `One of: ${limits.values.join(", ")}`,
    limits.tokens && (limits.tokens.length > 0 ? `Tokens: ${limits.tokens.join(", ")}` : "No tokens"),
    limits.linkHosts && `Links to: ${limits.linkHosts.join(", ") || "its own site alone"}`,
    ...(limits.forbidden ?? []).map(
      ({ word, reason, suggestions }) =>
        `Not “${word}”${reason ? `, ${reason}` : ""}${suggestions.length > 0 ? `; rather ${suggestions.join(", ")}` : ""}`,
    ),
  ].filter((words): words is string => Boolean(words));
}

function range(low: number | undefined, high: number | undefined, unit: string): string | undefined {
  if (low === undefined && high === undefined) return undefined;
  const words = low === undefined ? `At most ${high}` : high === undefined ? `At least ${low}` : `${low} to ${high}`;
  return `${words} ${unit}`.trim();
}
