import { UserRoundSearch } from "lucide-react";
import { useState } from "react";
import type { Dictionary } from "#shared/data/dictionary.ts";
import type { AnalysisFinding, NamedAsset, Witness } from "#shared/rules/analysis/model.ts";
import { sayMoment } from "#renderer/app/dates.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { screenOf } from "#renderer/assets/strings.ts";
import { formOf } from "#renderer/audiences/logic/test-form.ts";
import { setTestPerson } from "#renderer/audiences/store.ts";
import { Button, ProblemLine } from "#renderer/ui/index.ts";
import { analysisTexts } from "./strings.ts";

interface FindingProps {
  finding: AnalysisFinding;
  dictionary: Dictionary;
  /** The asset on whose page it stands: it is not named again. */
  on?: string | undefined;
  /** Called once the person of the example is the one who is tried. */
  onTry: (asset: string) => void;
}

/** One finding: what is so and of what, somebody as an example, and what to do. */
export function Finding({ finding, dictionary, on, onTry }: FindingProps) {
  const { about, severity, message, mend, others, place, witness } = finding;
  const where = place && [place.placement, place.slot].filter(Boolean).join(", ");
  return (
    <article className="rule-finding" aria-label={`${about.name}: ${message}`}>
      <ProblemLine severity={severity === "note" ? "info" : severity}>
        {about.asset !== on && (
          <>
            <NamedLink asset={about} />
            {where !== null && where !== about.name && <span className="dim"> in {where}</span>}
            {": "}
          </>
        )}
        {message}
      </ProblemLine>
      <div className="rule-finding-rest">
        {others.length > 0 && (
          <p className="rule-finding-links">
            {others
              .filter(({ asset }) => asset !== on)
              .map((other) => (
                <NamedLink key={other.asset} asset={other} />
              ))}
          </p>
        )}
        {witness && <Example witness={witness} dictionary={dictionary} />}
        <p className="dim">
          {mend}
          {witness && about.kind === "rule" && witness.unreadable.length === 0 && (
            <Button
              size="sm"
              variant="quiet"
              icon={UserRoundSearch}
              onClick={() => {
                const person = { attributes: witness.attributes, events: witness.events ?? [] };
                setTestPerson(about.asset, formOf(person as Parameters<typeof formOf>[0], dictionary));
                onTry(about.asset);
              }}
            >
              {analysisTexts.tryPerson}
            </Button>
          )}
        </p>
      </div>
    </article>
  );
}

const NamedLink = ({ asset: { asset, name, kind } }: { asset: NamedAsset }) => (
  <a href={hrefTo(screenOf[kind], { id: asset })} title={name}>
    {name}
  </a>
);

/** Who a finding holds of, as people read it. */
function Example({ witness, dictionary }: { witness: Witness; dictionary: Dictionary }) {
  const labels = new Map(dictionary.attributes.map(({ key, label }) => [key, label]));
  const events = new Map(dictionary.events.map(({ key, label }) => [key, label]));
  const rows = [
    ...Object.entries(witness.attributes).map(([key, value]) => [labels.get(key) ?? key, said(value)] as const),
    ...witness.unreadable.map((key) => [labels.get(key) ?? key, analysisTexts.masked] as const),
    ...(witness.events ?? []).map(({ name, at }) => [events.get(name) ?? name, at ? sayMoment(at) : ""] as const),
  ];
  const [opened] = useState(() => Date.now());
  const isLater = Date.parse(witness.now) - opened > 86_400_000;
  return (
    <div className="rule-example">
      <span className="dim">
        {analysisTexts.example}
        {isLater && `, ${analysisTexts.moment} ${sayMoment(witness.now)}`}
      </span>
      {rows.length === 0 ? (
        <span>{analysisTexts.stranger}</span>
      ) : (
        <dl>
          {rows.map(([name, value], at) => (
            // A person may have done the same twice.
            <div key={at}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function said(value: Witness["attributes"][string]): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return /^\d{4}-\d\d-\d\dT/.test(value) ? sayMoment(value) : value;
  return value.toLocaleString("en");
}
