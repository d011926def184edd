import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { Hunspell } from "hunspell-wasm";
import initialize from "hunspell-wasm/wasm/hunspell.js";
import { dictionaryForm, misspeltIn, withSharpS, wordsOf, writesNoSharpS } from "#shared/spelling/policy.ts";
import type { Answer, Question, WorkerInput } from "./protocol.ts";

/**
 * One dictionary in a thread of its own. Ending the thread is what gives its memory back: that of WebAssembly only grows.
 * Whatever it throws ends it, and its owner starts another one.
 */
const { aff, dic } = workerData as WorkerInput;
const hunspell = new Hunspell(await initialize(), readFileSync(aff, "utf8"), readFileSync(dic, "utf8"));

/** Judgements of words that came already; a text is checked anew at every pause in typing. */
const judged = new Map<string, boolean>();
const mostJudged = 50_000;

function isKnown(word: string): boolean {
  const known = judged.get(word);
  if (known !== undefined) return known;
  const correct = hunspell.testSpelling(word);
  if (judged.size >= mostJudged) judged.clear();
  judged.set(word, correct);
  return correct;
}

/** What counts as known in a locale: the dictionary's words, and in Switzerland those with ss for their ß. */
const knower = (locale: string): ((word: string) => boolean) =>
  writesNoSharpS(locale) ? (word) => !word.includes("ß") && (isKnown(word) || withSharpS(word).some(isKnown)) : isKnown;

const mostSuggested = 6;

function suggestionsFor(word: string, locale: string): string[] {
  const swiss = writesNoSharpS(locale);
  // The likeliest is what the word means with an ß, where it may have one.
  const forms = swiss ? [...withSharpS(word).slice(0, 2), word] : [word];
  const found = forms.flatMap((form) => hunspell.getSpellingSuggestions(form));
  return [...new Set(swiss ? found.map((one) => one.replaceAll("ß", "ss")) : found)].slice(0, mostSuggested);
}

function answer(question: Question): Answer {
  const { id } = question;
  if (question.kind === "suggest") {
    return { id, suggestions: suggestionsFor(dictionaryForm(question.word), question.locale) };
  }
  const { text, locale, format } = question;
  return { id, misspelt: misspeltIn(wordsOf(text, locale, format), text, knower(locale)) };
}

parentPort!.on("message", (question: Question) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort!.postMessage(answer(question));
});
