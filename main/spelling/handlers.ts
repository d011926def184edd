import { type BlockBody, blockBody } from "#shared/content/model.ts";
import { blockValues } from "#shared/content/policy.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { spelling } from "#shared/spelling/contract.ts";
import type { MisspeltValue, Span, TextFormat } from "#shared/spelling/model.ts";
import { KnownWords } from "#shared/spelling/policy.ts";
import { type BlockTypeBody, blockTypeBody, type Field } from "#shared/taxonomy/model.ts";
import { getAssetRow, getRevision } from "../assets/store.ts";
import { implement, type ReadContext } from "../context.ts";
import type { ReadDb } from "../db/database.ts";
import { dictionaryHere, presentDictionaries } from "./dictionaries.ts";
import { deleteWord, ownWords, putWord, workspaceWords } from "./store.ts";

export const spellingHandlers = implement(spelling, {
  dictionaries: {
    run: () => ({ dictionaries: presentDictionaries() }),
  },

  check: {
    async prepare({ spellers }, { locale, text, format, asset, field }) {
      const dictionary = dictionaryHere(locale);
      const found = dictionary ? await spellers.check(dictionary, { text, locale, format }) : [];
      return (context) => {
        const isLetBe = letBe(context, { asset, allowed: field && allowedWords(context.db, field) });
        return { dictionary, misspelt: found.filter(({ from, to }) => !isLetBe(text.slice(from, to))) };
      };
    },
  },

  suggest: {
    async prepare({ spellers }, { locale, word }) {
      const dictionary = dictionaryHere(locale);
      const suggestions = dictionary ? await spellers.suggest(dictionary, { word, locale }) : [];
      return () => ({ suggestions: [...suggestions] });
    },
  },

  asset: {
    async prepare({ db, spellers }, { asset }) {
      const { id, name, fields, body } = blockOf(db, asset);
      const texts = textsOf(body, fields);
      const unchecked = new Set<string>();
      const found: (Text & { readonly spans: readonly Span[] })[] = [];
      for (const one of texts) {
        const dictionary = dictionaryHere(one.locale);
        if (dictionary) found.push({ ...one, spans: await spellers.check(dictionary, one) });
        else unchecked.add(one.locale);
      }
      return (context) => ({
        name,
        checked: found.length,
        values: found.flatMap((one) =>
          valueOf(one, letBe(context, { asset: id, allowed: one.field.limits.allowedWords })),
        ),
        unchecked: [...unchecked].toSorted(),
      });
    },
  },

  words: {
    run: ({ db, me }) => ({ words: ownWords(db, me.id) }),
  },

  addWord: {
    run({ db, me, at }, { word, asset }) {
      if (asset !== null) getAssetRow(db, asset);
      putWord(db, { member: me.id, word, asset, at });
      return {};
    },
  },

  removeWord: {
    run({ db, me }, word) {
      deleteWord(db, me.id, word);
      return {};
    },
  },
});

/** Which words are let be for this person in this place, although no dictionary has them. */
function letBe(
  { db, me, policy }: ReadContext,
  place: { readonly asset: AssetId | undefined; readonly allowed: readonly string[] | undefined },
): (word: string) => boolean {
  const names = workspaceWords(db, policy.workspaceName);
  const own = ownWords(db, me.id)
    .filter(({ asset }) => asset === null || asset === place.asset)
    .map(({ word }) => word);
  const taught = new KnownWords([...own, ...(place.allowed ?? [])]);
  return (word) => names.has(word) || taught.has(word);
}

/** The words that a field of a block type allows. None where the type or the field is gone. */
const allowedWords = (db: ReadDb, { type, name }: { type: AssetId; name: string }): readonly string[] =>
  typeBody(db, type)?.settings.fields.find((field) => field.name === name)?.limits.allowedWords ?? [];

function typeBody(db: ReadDb, type: AssetId): BlockTypeBody | undefined {
  const head = db.get<{ head: null | Parameters<typeof getRevision>[1] }>("SELECT head FROM asset WHERE id = @type", {
    type,
  })?.head;
  return head ? blockTypeBody.safeParse(getRevision(db, head).body).data : undefined;
}

/** The newest revision of a block, with its type's fields. @throws NOT_FOUND, INPUT_INVALID for what is no block */
function blockOf(db: ReadDb, asset: string) {
  const { id, name, kind, head } = getAssetRow(db, asset);
  if (kind !== "block" || !head)
    throw new AppError("INPUT_INVALID", `${name} has no words to check: spelling is checked in blocks.`, { asset: id });
  const body = blockBody.parse(getRevision(db, head).body);
  return { id, name, body, fields: typeBody(db, body.settings.type)?.settings.fields ?? [] };
}

interface Text {
  readonly field: Field;
  readonly variant: string;
  readonly locale: string;
  readonly text: string;
  readonly format: TextFormat;
}

const bearsWords = ({ mode, type }: Field): boolean =>
  mode === "flexible" && (type === "text" || type === "richText" || type === "list");

/** Every text that a block holds in its flexible fields, where the language is known. */
function textsOf(body: BlockBody, fields: readonly Field[]): Text[] {
  const byName = new Map(fields.filter(bearsWords).map((field) => [field.name, field]));
  return Array.from(blockValues(body)).flatMap(({ variant, field: name, locale, value }) => {
    const field = byName.get(name);
    if (!field || locale === "*" || !(typeof value === "string" || Array.isArray(value))) return [];
    const text = Array.isArray(value) ? value.join("\n") : value;
    return [{ field, variant, locale, text, format: field.type === "richText" ? "rich" : "plain" } as const];
  });
}

function valueOf(
  { field, variant, locale, text, spans }: Text & { readonly spans: readonly Span[] },
  isLetBe: (word: string) => boolean,
): MisspeltValue[] {
  const words = spans
    .map(({ from, to }) => ({ from, to, word: text.slice(from, to) }))
    .filter(({ word }) => !isLetBe(word));
  return words.length > 0 ? [{ field: field.name, label: field.label, variant, locale, words }] : [];
}
