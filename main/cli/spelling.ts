import type { Cli } from "./command.ts";
import { type Answer, CommandEnded, counted, table } from "./output.ts";
import type { Session } from "./session.ts";

/** `spell`. */
export function addSpellingCommand(cli: Cli): void {
  cli.program
    .command("spell")
    .description("the misspelt words of a block; ends with 2 when there are any")
    .argument("<name>", "the block, as its newest revision has it")
    .action(async (name: string) => {
      let found = 0;
      await cli.inSession(async (session) => {
        const answer = await spell(session, name);
        found = answer.found;
        return answer;
      });
      if (found > 0) throw new CommandEnded(2);
    });
}

/** Suggestions cost a tenth of a second each: words beyond these are printed without. */
const mostSuggested = 50;

async function spell({ api }: Session, name: string): Promise<Answer & { readonly found: number }> {
  const { values, ...rest } = await api.spelling.asset({ asset: name });
  const asked = new Map<string, readonly string[]>();
  const words = [];
  for (const { words: misspelt, ...place } of values) {
    for (const { word, from, to } of misspelt) {
      const key = `${place.locale} ${word}`;
      if (!asked.has(key) && asked.size < mostSuggested)
        asked.set(key, (await api.spelling.suggest({ locale: place.locale, word })).suggestions);
      words.push({ ...place, word, from, to, suggestions: asked.get(key) ?? [] });
    }
  }
  const heads = ["Word", "Field", "Variant", "Locale", "At", "Perhaps"];
  const rows = words.map((one) => [
    one.word,
    one.field,
    one.variant,
    one.locale,
    one.from,
    one.suggestions.slice(0, 3).join(", "),
  ]);
  return {
    found: words.length,
    value: { asset: rest.name, checked: rest.checked, unchecked: rest.unchecked, words },
    lines: [
      ...(rows.length > 0 ? [...table(heads, rows), ""] : []),
      `${rest.name}: ${counted(words.length, "misspelt word")} in ${counted(rest.checked, "text")}.`,
      ...(rest.unchecked.length > 0 ? [`Not checked, for there is no dictionary: ${rest.unchecked.join(", ")}.`] : []),
    ],
  };
}
