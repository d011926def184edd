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
  noPictures: "No pictures yet",
  noPicturesHelp: "Drop files here, or add one. Blocks choose from what is here, with its words and its licence.",
  newPicture: "Add a picture",
  noFile: "This picture has no file",
  noFileHelp: "Restore an earlier revision, or discard the draft.",
  newBlock: "New block",
  newType: "New block type",
} as const;
