export { channelNames } from "#shared/content/variants.ts";

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
  otherLocales: "Other locales",
  useOwn: "Use own words",
  leftOut: "Neither here nor for everyone: left out",
  notSet: "Not set",
  noFile: "This picture has no file",
  noFileHelp: "Restore an earlier revision, or discard the draft.",
} as const;

/** How a field comes to its words, in the table of who sees what. */
export const stateWords = { own: "own", inherited: "inherited", missing: "missing", leftOut: "left out" } as const;

/** The lists of Content, by kind. */
export const viewWords = {
  block: {
    title: "Blocks",
    add: "New block",
    none: "No blocks yet",
    help: "A block holds words and pictures in a form that a block type lays down.",
  },
  blockType: {
    title: "Block types",
    add: "New block type",
    none: "No block types yet",
    help: "A block type says which fields a block has, what is fixed in them and how far the rest may go.",
  },
  image: {
    title: "Pictures",
    add: "Add a picture",
    none: "No pictures yet",
    help: "Drop files here, or add one. Blocks choose from what is here, with its words and its licence.",
  },
  template: {
    title: "Templates",
    add: "New template",
    none: "No templates yet",
    help: "A template says how what is shown in a channel is put together: which slots it has, and which of them are fixed.",
  },
  tagVocabulary: {
    title: "Vocabularies",
    add: "New tag vocabulary",
    none: "No tag vocabularies yet",
    help: "A vocabulary is a controlled list of tags, and says which assets carry one.",
  },
  namingConvention: {
    title: "Names",
    add: "New naming convention",
    none: "No naming conventions yet",
    help: "A convention says how names are written. New names are held to it, and one is proposed.",
  },
} as const;
