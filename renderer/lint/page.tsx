import { useState } from "react";
import { type Lint, type LintFinding, type LintRule, lintRules } from "#shared/insight/finding.ts";
import { Answer } from "#renderer/app/answer.tsx";
import { sayMoment } from "#renderer/app/dates.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { useRights } from "#renderer/assets/data/rights.ts";
import { useAct } from "#renderer/assets/revise-dialog.tsx";
import { screenOf } from "#renderer/assets/strings.ts";
import { api } from "#renderer/bridge/client.ts";
import { Button, type Column, EmptyState, PageHead, ProblemLine, Select, Table } from "#renderer/ui/index.ts";
import { AsideDialog } from "./aside-dialog.tsx";
import { useLint } from "./store.ts";
import { ruleWords, words } from "./strings.ts";
import "./lint.css";

/** What has drifted although every single revision was allowed: what, where and the mend. */
export default function LintPage() {
  const query = useLint();
  return (
    <div className="page">
      <PageHead title={words.title} />
      <Answer query={query} waiting={words.waiting}>
        {(lint) => <Findings lint={lint} />}
      </Answer>
    </div>
  );
}

type Shown = LintRule | "all" | "aside";

function Findings({ lint }: { lint: Lint }) {
  const [chosen, setChosen] = useState<Shown>("all");
  const [asking, setAsking] = useState<LintFinding>();
  const { failure, busy, run } = useAct(() => undefined);
  const total = Object.values(lint.counts).reduce((sum, count) => sum + count, 0);
  const options = optionsOf(lint, total);
  // What was looked at may be gone once it is mended.
  const shown = options.some(({ value }) => value === chosen) ? chosen : "all";
  const rows = lint.findings.filter(({ rule, aside }) =>
    shown === "aside" ? aside : !aside && (shown === "all" || rule === shown),
  );
  const columns = useColumns({
    rename: ({ asset, proposal }) => !busy && run(() => api.assets.rename({ asset, name: proposal! })),
    takeUp: ({ asset, rule, about }) => !busy && run(() => api.insight.takeUp({ asset, rule, about })),
    setAside: setAsking,
  });
  return (
    <>
      {options.length > 1 && (
        <div className="lint-tools">
          <Select<Shown> label={words.show} showLabel value={shown} onChange={setChosen} options={options} />
          {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
        </div>
      )}
      {rows.length > 0 ? (
        <Table
          label={words.title}
          columns={columns}
          rows={rows}
          rowKey={({ rule: of, asset, about }) => `${of} ${asset} ${about}`}
        />
      ) : (
        <EmptyState fill title={words.none}>
          {words.noneHelp}
        </EmptyState>
      )}
      {asking && <AsideDialog finding={asking} onClose={() => setAsking(undefined)} />}
    </>
  );
}

const optionsOf = ({ counts, setAside }: Lint, total: number): { value: Shown; label: string }[] => [
  { value: "all", label: `${words.everything} (${total})` },
  ...lintRules
    .filter((one) => counts[one] > 0)
    .map((one) => ({ value: one, label: `${ruleWords[one]} (${counts[one]})` })),
  ...(setAside > 0 ? [{ value: "aside" as const, label: `${words.aside} (${setAside})` }] : []),
];

interface Acts {
  rename: (finding: LintFinding) => void;
  setAside: (finding: LintFinding) => void;
  takeUp: (finding: LintFinding) => void;
}

function useColumns(acts: Acts): Column<LintFinding>[] {
  const { nameOf } = useRights();
  return [
    { key: "rule", head: "What", width: "130px", cell: (finding) => ruleWords[finding.rule] },
    {
      key: "name",
      head: "Where",
      width: "260px",
      cell: ({ asset, name, kind }) => (
        <a href={hrefTo(screenOf[kind], { id: asset })} title={name}>
          {name}
        </a>
      ),
    },
    {
      key: "message",
      head: "Mend",
      cell: ({ message, aside }) => (
        <span title={message}>
          {aside ? `“${aside.reason}” ${nameOf(aside.member)}, ${sayMoment(aside.at)}` : message}
        </span>
      ),
    },
    {
      key: "act",
      head: "",
      width: "190px",
      align: "right",
      // Whoever may not do it is told by the gate who can.
      cell: (finding) => (
        <span className="row lint-acts">
          {finding.aside ? (
            <Button size="sm" variant="quiet" onClick={() => acts.takeUp(finding)}>
              {words.takeUp}
            </Button>
          ) : (
            <>
              {finding.proposal !== null && (
                <Button size="sm" onClick={() => acts.rename(finding)}>
                  {words.rename}
                </Button>
              )}
              <Button size="sm" variant="quiet" onClick={() => acts.setAside(finding)}>
                {words.setAside}
              </Button>
            </>
          )}
        </span>
      ),
    },
  ];
}
