import { CircleHelp, UserRoundSearch } from "lucide-react";
import { useMemo, useState } from "react";
import type { Decision, TraceStep as DecisionStep } from "#shared/decision/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { conditionUses } from "#shared/rules/cel/uses.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { type LibraryAsset, useLibraryWith } from "#renderer/assets/data/library.ts";
import { samplePerson } from "#renderer/audiences/logic/sample-person.ts";
import { emptyForm, everyConsent, formOf, personOf } from "#renderer/audiences/logic/test-form.ts";
import { PersonFields } from "#renderer/audiences/person-form.tsx";
import { setTestPerson, useTestPerson } from "#renderer/audiences/store.ts";
import { Badge, Button, EmptyState, Select, Trace, type TraceStep, Waiting } from "#renderer/ui/index.ts";
import { CircumstancesFields } from "./circumstances-fields.tsx";
import { type CircumstancesForm, momentOf, plainCircumstances } from "./logic/circumstances.ts";
import { blocksFor, ruleRelease, rulesIn, traceFor, type TracedDecision } from "./logic/rule-decision.ts";
import type { RuleView } from "./logic/effect.ts";
import { useRules } from "./store.ts";
import { lookedWords, stepWords, words } from "./strings.ts";

interface WhyPanelProps {
  editor: AssetEditor;
  view: RuleView;
}

/** What one person would get, decided by the engine over the rules as they stand, with every step on the way. */
export function WhyPanel({ editor, view }: WhyPanelProps) {
  const { detail, library } = editor;
  const { dictionary } = library;
  const placements = library.ofKind("placement");
  const [chosen, setChosen] = useState<AssetId>();
  const wanted = (view.effect === "select" ? view.placement : (chosen ?? view.placements[0])) ?? placements[0]?.id;
  const placement = placements.find((one) => one.id === wanted);
  const form = useTestPerson(detail.id);
  const [now] = useState(() => Date.now());
  const uses = useMemo(() => conditionUses(view.when), [view.when]);
  const sample = useMemo(() => samplePerson(view.when, dictionary, now), [view.when, dictionary, now]);
  const shown = useMemo(
    () => form ?? (sample ? formOf(sample, dictionary) : { ...emptyForm, consents: everyConsent(dictionary) }),
    [form, sample, dictionary],
  );
  const [circumstances, setCircumstances] = useState(plainCircumstances);
  const traced = useTrace(editor, placement, { form: shown, circumstances, now });
  return (
    <section className="editor-group" aria-label={words.why}>
      <h2 className="group-title">
        <UserRoundSearch className="icon icon-sm" aria-hidden />
        {words.why}
        <span className="grow" />
        {view.effect !== "select" && placements.length > 0 && (
          <Select
            label="In"
            showLabel
            value={placement?.id}
            onChange={setChosen}
            options={placements.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Button
          size="sm"
          reasonIn="tooltip"
          disabledReason={
            sample ? undefined : "Nobody could be invented for this condition. Fill in the fields instead."
          }
          onClick={() => sample && setTestPerson(detail.id, formOf(sample, dictionary))}
        >
          Somebody it is for
        </Button>
        <Button
          size="sm"
          variant="quiet"
          onClick={() => setTestPerson(detail.id, { ...emptyForm, events: [], consents: everyConsent(dictionary) })}
        >
          A stranger
        </Button>
      </h2>
      {placement ? (
        traced ? (
          <Answer traced={traced} />
        ) : (
          <Waiting>Reading the other rules</Waiting>
        )
      ) : (
        <EmptyState title="Choose a placement first">A decision is made for one placement.</EmptyState>
      )}
      <CircumstancesFields
        form={circumstances}
        onChange={(changes) => setCircumstances((before) => ({ ...before, ...changes }))}
      />
      <PersonFields
        form={shown}
        onChange={(changes) => setTestPerson(detail.id, { ...shown, ...changes })}
        dictionary={dictionary}
        uses={uses}
      />
    </section>
  );
}

function Answer({ traced }: { traced: TracedDecision }) {
  return (
    <div className="why-answer">
      <p className="row">
        <OutcomeBadge decision={traced.decision} />
        <span className="grow">{traced.decision.reason}</span>
        <span className="dim small num">{(traced.microseconds / 1000).toFixed(2)} ms</span>
      </p>
      <Trace steps={traced.steps.map(asStep)} />
    </div>
  );
}

function OutcomeBadge({ decision: { outcome, content } }: { decision: Decision }) {
  if (outcome === "personalized") return <Badge tone="ok">Gets {content?.block}</Badge>;
  if (outcome === "generic") return <Badge tone="attn">Generic, {content?.block}</Badge>;
  return <Badge tone="mute">Gets nothing</Badge>;
}

const asStep = ({ step, result, says, looked }: DecisionStep): TraceStep => ({
  key: step,
  step: stepWords[step],
  outcome: result,
  text: looked.length === 0 ? says : <StepText says={says} looked={looked} />,
});

/** The sentence of a step; behind it everything that it looked at. */
function StepText({ says, looked }: { says: string; looked: DecisionStep["looked"] }) {
  return (
    <details className="looked">
      <summary>{says}</summary>
      <ul>
        {looked.map(({ name, value, why }, at) => (
          // A name may be looked at twice.
          <li key={at}>
            <b className={value === "unknown" ? "tone-attn" : value === "true" ? "tone-ok" : "tone-mute"}>
              {value === "unknown" && <CircleHelp className="icon icon-sm" aria-hidden />}
              {lookedWords[value]}
            </b>
            <span>{name}</span>
            {why && <small>{why}</small>}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Decides anew whenever the rule, its neighbours or the person change. Undefined while the neighbours are read. */
function useTrace(
  editor: AssetEditor,
  placement: LibraryAsset | undefined,
  { form, circumstances, now }: { form: Parameters<typeof personOf>[0]; circumstances: CircumstancesForm; now: number },
): TracedDecision | undefined {
  const { detail, body } = editor;
  const { data } = useRules(true);
  const rules = useMemo(() => {
    if (!data || !placement) return undefined;
    const { id, kind, name, tier, scope } = detail;
    return rulesIn(placement.id, data.assets, { id, kind, name, tier, scope, body });
  }, [data, placement, detail, body]);
  const blocks = useMemo(
    () => (rules ? blocksFor(placement, rules, editor.library) : []),
    [rules, placement, editor.library],
  );
  const { library, ready } = useLibraryWith(blocks);
  const release = useMemo(() => (rules && ready ? ruleRelease(library, rules) : undefined), [rules, library, ready]);
  return useMemo(() => {
    if (!release || !placement) return undefined;
    // Consents are as old as the moment at which they are asked for.
    const person = personOf(form, editor.library.dictionary, momentOf(circumstances, now));
    return traceFor(release, placement.name, person, { locale: "en", now, circumstances });
  }, [release, placement, form, circumstances, now, editor.library.dictionary]);
}
