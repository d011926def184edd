import { CircleCheck, CircleHelp, CircleX, UserRoundSearch } from "lucide-react";
import { useMemo, useState } from "react";
import { conditionUses } from "#shared/rules/cel/uses.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { Badge, Button, EmptyState, Reason } from "#renderer/ui/index.ts";
import { conditionOf } from "./condition-field.tsx";
import { samplePerson } from "./logic/sample-person.ts";
import { testCondition, type TestedPart, type Verdict } from "./logic/test-condition.ts";
import { emptyForm, everyConsent, formOf, personOf } from "./logic/test-form.ts";
import { PersonFields } from "./person-form.tsx";
import { setTestPerson, useTestPerson } from "./store.ts";
import { partWords, verdictWords, words } from "./strings.ts";

const verdictLook = {
  true: { icon: CircleCheck, tone: "ok" },
  false: { icon: CircleX, tone: "mute" },
  unknown: { icon: CircleHelp, tone: "attn" },
} as const;

/** Tries a condition on one person, and says which of its parts came to what. */
export function ConditionTester({ editor }: { editor: AssetEditor }) {
  const { dictionary } = editor.library;
  const when = conditionOf(editor);
  const asset = editor.detail.id;
  const form = useTestPerson(asset);
  const [now] = useState(() => Date.now());
  const uses = useMemo(() => conditionUses(when), [when]);
  const matching = useMemo(() => samplePerson(when, dictionary, now), [when, dictionary, now]);
  const shown = useMemo(() => form ?? { ...emptyForm, consents: everyConsent(dictionary) }, [form, dictionary]);
  const result = useMemo(
    () => testCondition(when, personOf(shown, dictionary, now), dictionary, now),
    [when, shown, dictionary, now],
  );
  return (
    <section className="editor-group" aria-label={words.tester}>
      <h2 className="group-title">
        <UserRoundSearch className="icon icon-sm" aria-hidden />
        {words.tester}
        <span className="grow" />
        {result && <VerdictBadge verdict={result.verdict} />}
        <Button
          size="sm"
          reasonIn="tooltip"
          disabledReason={
            matching ? undefined : "Nobody could be invented for this condition. Fill in the fields instead."
          }
          onClick={() => matching && setTestPerson(asset, formOf(matching, dictionary))}
        >
          Invent somebody in it
        </Button>
        <Button
          size="sm"
          variant="quiet"
          onClick={() => setTestPerson(asset, { ...emptyForm, consents: everyConsent(dictionary) })}
        >
          Begin anew
        </Button>
      </h2>
      {result ? (
        <>
          <PersonFields
            form={shown}
            onChange={(changes) => setTestPerson(asset, { ...shown, ...changes })}
            dictionary={dictionary}
            uses={uses}
          />
          <Parts parts={result.parts} joined={result.joined} />
        </>
      ) : (
        <EmptyState title="Mend the condition first">
          It can be tried on somebody when nothing is wrong with it.
        </EmptyState>
      )}
    </section>
  );
}

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { icon, tone } = verdictLook[verdict];
  return (
    <Badge icon={icon} tone={tone}>
      {verdictWords[verdict]}
    </Badge>
  );
}

function Parts({ parts, joined }: { parts: readonly TestedPart[]; joined: "all" | "any" }) {
  return (
    <div className="fields" role="group" aria-label="What each part came to">
      {parts.length > 1 && <Reason>{joined === "all" ? "All of these must hold." : "One of these must hold."}</Reason>}
      <ul className="part-list">
        {parts.map((part, at) => {
          const { icon: Icon, tone } = verdictLook[part.verdict];
          return (
            // Two parts may be written alike.
            <li key={at}>
              <Icon className={`icon icon-sm tone-${tone}`} role="img" aria-label={partWords[part.verdict]} />
              <code>{part.text}</code>
              <small>{part.why ?? partWords[part.verdict]}</small>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
