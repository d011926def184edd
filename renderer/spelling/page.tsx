import { X } from "lucide-react";
import { useState } from "react";
import { dictionaries, type DictionaryName, dictionaryNames, newWord, type OwnWord } from "#shared/spelling/model.ts";
import { Answer } from "#renderer/app/answer.tsx";
import { hrefTo } from "#renderer/app/navigation.ts";
import { useAct } from "#renderer/assets/revise-dialog.tsx";
import { api, useQuery } from "#renderer/bridge/client.ts";
import {
  Button,
  type Column,
  EmptyState,
  IconButton,
  PageHead,
  ProblemLine,
  Table,
  TextField,
} from "#renderer/ui/index.ts";
import { forgetWord, teachWord, useDictionary, useSpelling } from "./store.ts";
import { words } from "./strings.ts";
import "./spelling.css";

/** What a person taught the spell checker, and the dictionaries that it knows words from. */
export default function SpellingPage() {
  const taught = useSpelling((state) => state.taught);
  const query = useQuery(["spelling.words", taught], () => api.spelling.words({}));
  return (
    <div className="page">
      <PageHead title={words.title} note={words.titleNote} />
      <div className="spelling-page scroll grow" tabIndex={0} role="region" aria-label={words.title}>
        <section>
          <NewWord />
          <Answer query={query} waiting={words.waiting}>
            {(known) => <OwnWords own={known.words} />}
          </Answer>
        </section>
        <Dictionaries />
      </div>
    </div>
  );
}

function NewWord() {
  const [typed, setTyped] = useState("");
  const { failure, busy, run } = useAct(() => setTyped(""));
  const parsed = newWord.safeParse(typed);
  const wrong = typed.trim() !== "" && !parsed.success;
  const add = (): void => {
    if (parsed.success && !busy) run(() => teachWord(parsed.data, null));
  };
  return (
    <form
      className="spelling-new"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField
        label={words.newWord}
        rule={words.newWordRule}
        value={typed}
        onChange={setTyped}
        spellCheck={false}
        problem={failure || wrong ? { severity: "error", message: failure ?? words.newWordWrong } : undefined}
      />
      <Button disabledReason={parsed.success ? undefined : words.addWhat} onClick={add}>
        {words.add}
      </Button>
    </form>
  );
}

function OwnWords({ own }: { own: readonly OwnWord[] }) {
  const { failure, run } = useAct(() => undefined);
  if (own.length === 0) return <EmptyState title={words.none}>{words.noneHelp}</EmptyState>;
  const columns: Column<OwnWord>[] = [
    { key: "word", head: "Word", width: "240px", cell: ({ word }) => word },
    {
      key: "where",
      head: "Where",
      cell: ({ asset, name }) =>
        asset === null ? (
          <span className="dim">{words.everywhere}</span>
        ) : (
          <a href={hrefTo("content", { id: asset })}>{name}</a>
        ),
    },
    {
      key: "act",
      head: "",
      width: "60px",
      align: "right",
      cell: ({ word, asset }) => (
        <IconButton icon={X} size="sm" label={words.remove(word)} onClick={() => run(() => forgetWord(word, asset))} />
      ),
    },
  ];
  return (
    <>
      {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
      <Table label={words.title} columns={columns} rows={own} rowKey={({ word, asset }) => `${word} ${asset ?? ""}`} />
    </>
  );
}

function Dictionaries() {
  const here = useSpelling((state) => state.dictionaries);
  useDictionary(undefined);
  const columns: Column<DictionaryName>[] = [
    { key: "name", head: "Language", width: "240px", cell: (name) => dictionaries[name].label },
    {
      key: "licence",
      head: "Licence",
      cell: (name) => (
        <span className="dim">{here && !here.has(name) ? words.missing : dictionaries[name].licence}</span>
      ),
    },
  ];
  return (
    <section>
      <h2>{words.dictionaries}</h2>
      <p className="small dim">{words.dictionariesNote}</p>
      <Table label={words.dictionaries} columns={columns} rows={dictionaryNames} rowKey={(name) => name} />
    </section>
  );
}
