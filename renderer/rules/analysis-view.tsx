import type { Analysis, AnalysisFinding } from "#shared/rules/analysis/model.ts";
import type { Dictionary } from "#shared/data/dictionary.ts";
import { analysisCodes } from "#shared/rules/analysis/model.ts";
import { Answer } from "#renderer/app/answer.tsx";
import { hrefTo, navigate } from "#renderer/app/navigation.ts";
import { useLibrary } from "#renderer/assets/data/library.ts";
import { Crumb, EmptyState, PageHead } from "#renderer/ui/index.ts";
import { Finding } from "./finding.tsx";
import { useAnalysis } from "./store.ts";
import { analysisTexts, analysisWords } from "./strings.ts";

/** What follows from all rules together, group by group. */
export function AnalysisView() {
  const query = useAnalysis();
  const { library } = useLibrary();
  return (
    <div className="page">
      <PageHead
        title={analysisTexts.title}
        crumb={<Crumb href={hrefTo("rules")}>{analysisTexts.back}</Crumb>}
        note={query.data && lookedAt(query.data)}
      />
      <Answer query={query} waiting={analysisTexts.waiting}>
        {(analysis) => <Groups analysis={analysis} dictionary={library.dictionary} />}
      </Answer>
    </div>
  );
}

function Groups({ analysis, dictionary }: { analysis: Analysis; dictionary: Dictionary }) {
  if (analysis.findings.length === 0)
    return (
      <EmptyState fill title={analysisTexts.none}>
        {analysisTexts.noneHelp} {lookedAt(analysis)}.
      </EmptyState>
    );
  const groups = Map.groupBy(analysis.findings, ({ code }) => code);
  return (
    <div className="analysis scroll" tabIndex={-1}>
      {analysisCodes.map((code) => {
        const findings = groups.get(code);
        return (
          findings && (
            <section key={code} aria-label={analysisWords[code]}>
              <h2 className="group-title">
                {analysisWords[code]} <span className="dim num">{analysis.counts[code].toLocaleString("en")}</span>
              </h2>
              {findings.map((finding) => (
                <Finding
                  key={keyOf(finding)}
                  finding={finding}
                  dictionary={dictionary}
                  onTry={(id) => navigate("rules", { id })}
                />
              ))}
            </section>
          )
        );
      })}
    </div>
  );
}

const keyOf = ({ code, about, place }: AnalysisFinding): string =>
  `${code} ${about.asset} ${place?.placement ?? ""} ${place?.slot ?? ""}`;

function lookedAt({ looked: { rules, audiences, placements } }: Analysis): string {
  const count = (number: number, one: string) => `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;
  return `Looked at ${count(rules, "rule")}, ${count(audiences, "audience")} and ${count(placements, "placement")}`;
}
