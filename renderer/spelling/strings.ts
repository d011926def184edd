import { localeName } from "#renderer/content/strings.ts";

const languageOf = (locale: string): string => localeName(locale.split("-")[0]!);

export const words = {
  title: "My words",
  titleNote: "what the spell checker lets be, for you alone",
  waiting: "Reading your words",
  none: "No words of your own yet",
  noneHelp: "Add a word here, or from the menu of an underlined word. Nobody else is bound by it.",
  everywhere: "Everywhere",
  newWord: "A word",
  newWordRule: "as it is written, without spaces",
  newWordWrong: "One word, of two letters or more, without spaces and digits.",
  add: "Add",
  addWhat: "Write a word first.",
  remove: (word: string) => `Remove ${word}`,
  dictionaries: "Dictionaries",
  dictionariesNote: "They ship with the app; nothing is sent anywhere.",
  missing: "not part of this copy",
  switch: "Check spelling",
  switchNote: "Underlines words that the dictionary of a text’s language does not have. For you, on this computer.",
  nextTitle: "Next misspelt word",
  noneInSight: "No misspelt word is in sight.",
  off: "Spelling is not checked: switch it on in Settings.",
  count: (count: number) => `${count} ${count === 1 ? "word" : "words"} to check`,
  countLabel: (count: number, field: string, first: string) =>
    `${words.count(count)} in ${field}, the first is “${first}”`,
  menu: (word: string) => `“${word}”`,
  noSuggestion: "No suggestion",
  noSuggestionWhy: "The dictionary has no word that is near.",
  lateSuggestionWhy: "The dictionary takes long just now. Open this menu again.",
  addWord: "Add to my words",
  ignore: "Let it be in this block",
  noDictionary: (locale: string) => `No dictionary for ${languageOf(locale)}: its spelling is not checked.`,
  noLanguage: "Spelling is not checked in words for all locales, since they name no language.",
} as const;
