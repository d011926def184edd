import { useState } from "react";
import type { Lint, LintFinding, LintRule } from "#shared/insight/model.ts";
import { lintRules } from "#shared/insight/model.ts";
import { Answer } from "#renderer/app/answer.tsx";
import { hrefTo } from "#renderer/app/navigation.ts";
import { api } from "#renderer/bridge/client.ts";
import { screenOf } from "#renderer/assets/strings.ts";
import { useAct } from "#renderer/assets/revise-dialog.tsx";
import { Button, type Column, EmptyState, PageHead, ProblemLine, Select, Table } from "#renderer/ui/index.ts";
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

function Findings({ lint }: { lint: Lint }) {
  const [rule, setRule] = useState<LintRule | "all">("all");
  const { failure, busy, run } = useAct(() => undefined);
  const rows = lint.findings.filter((finding) => rule === "all" || finding.rule === rule);
  const total = Object.values(lint.counts).reduce((sum, count) => sum + count, 0);
  if (total === 0) {
    return (
      <EmptyState fill title={words.none}>
        {words.noneHelp}
      </EmptyState>
    );
  }
  const rename = ({ asset, proposal }: LintFinding) => run(() => api.assets.rename({ asset, name: proposal! }));
  const columns: Column<LintFinding>[] = [
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
    { key: "message", head: "Mend", cell: ({ message }) => <span title={message}>{message}</span> },
    {
      key: "act",
      head: "",
      width: "90px",
      align: "right",
      cell: (finding) =>
        finding.proposal !== null && (
          // Whoever may not rename it is told by the gate who can.
          <Button size="sm" onClick={busy ? undefined : () => rename(finding)}>
            Rename
          </Button>
        ),
    },
  ];
  return (
    <>
      <div className="lint-tools">
        <Select<LintRule | "all">
          label="Show"
          showLabel
          value={rule}
          onChange={setRule}
          options={[
            { value: "all", label: `${words.everything} (${total})` },
            ...lintRules
              .filter((one) => lint.counts[one] > 0)
              .map((one) => ({ value: one, label: `${ruleWords[one]} (${lint.counts[one]})` })),
          ]}
        />
        {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
      </div>
      <Table
        label={words.title}
        columns={columns}
        rows={rows}
        rowKey={({ rule: of, asset, message }) => `${of} ${asset} ${message}`}
      />
    </>
  );
}
