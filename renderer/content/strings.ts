import type { Channel } from "#shared/rules/model.ts";

export const channelNames: Readonly<Record<Channel, string>> = {
  web: "Web",
  email: "E-mail",
  sms: "SMS",
  push: "Push",
  app: "App",
};

/** A locale in words: “German (Germany)”; `*` is what shows where a locale has nothing of its own. */
export function localeName(locale: string): string {
  if (locale === "*") return "All locales";
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}

/** A locale as it stands in a bar. */
export const localeLabel = (locale: string): string => (locale === "*" ? "All locales" : locale);

export const words = {
  everyone: "Everyone",
  notSet: "Not set",
  noBlocks: "No blocks yet",
  noBlocksHelp: "A block holds words and pictures in a form that a block type lays down.",
  noTypes: "No block types yet",
  noTypesHelp: "A block type says which fields a block has, what is fixed in them and how far the rest may go.",
  newBlock: "New block",
  newType: "New block type",
} as const;
