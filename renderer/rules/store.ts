import { useCallback, useEffect, useMemo, useState } from "react";
import type { AssetSummary } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Analysis, AnalysisFinding } from "#shared/rules/analysis/model.ts";
import { api, type Query, useQuery } from "#renderer/bridge/client.ts";
import type { Arrangement } from "#renderer/assets/asset-list.tsx";
import { useLibrary } from "#renderer/assets/data/library.ts";
import { arrangeRules } from "./logic/rule-groups.ts";

/** Every rule with its content as it stands: what orders the list and what a decision is tried on. */
export function useRules(wanted: boolean) {
  return useQuery(wanted ? ["assets.bodies", "rules"] : null, () => api.assets.bodies({ kinds: ["rule"] }));
}

/** The order in which decisions meet rules, for the list; undefined while the rules are read. */
export function useRuleOrder(wanted: boolean): ((rows: readonly AssetSummary[]) => Arrangement) | undefined {
  const { data } = useRules(wanted);
  const { library } = useLibrary();
  const names = useMemo(() => {
    const blocks = data?.assets
      .flatMap(({ body }) => body.logic?.["block"] ?? [])
      .filter((id) => typeof id === "string");
    return [...new Set(blocks ?? [])];
  }, [data]);
  const { data: named } = useQuery(
    wanted && names.length > 0 && names.length <= 2000 ? ["assets.bodies", names] : null,
    () => api.assets.bodies({ assets: names }),
  );
  const bodies = useMemo(() => new Map(data?.assets.map(({ id, body }) => [id, body])), [data]);
  const blockNames = useMemo(() => new Map<string, string>(named?.assets.map(({ id, name }) => [id, name])), [named]);
  const arrange = useCallback(
    (rows: readonly AssetSummary[]): Arrangement => {
      const nameOf = (id: string): string => blockNames.get(id) ?? library.assets.get(id as never)?.name ?? "…";
      const arranged = arrangeRules(rows, bodies, { nameOf });
      const byId = new Map(arranged.map((one) => [one.row.id, one]));
      return {
        rows: arranged.map((one) => one.row),
        groupOf: (row) => byId.get(row.id)?.group ?? "",
        noteOf: (row) => byId.get(row.id)?.note,
      };
    },
    [bodies, blockNames, library],
  );
  return data ? arrange : undefined;
}

/** What follows from all rules together, as they and one's own drafts stand. */
export const useAnalysis = (): Query<Analysis> => useQuery(["rules.analyse"], () => api.rules.analyse({}));

/** So long after the last keystroke a rule is held against the others. */
const pauseMs = 400;

/** The findings that concern a rule while it is typed. The last ones stay until there are newer ones. */
export function useRuleFindings(asset: AssetId, body: Body) {
  const [asked, ask] = useState(body);
  const [last, keep] = useState<{ asset: AssetId; findings: readonly AnalysisFinding[] }>();
  useEffect(() => {
    const timer = setTimeout(() => ask(body), pauseMs);
    return () => clearTimeout(timer);
  }, [body]);
  const { data, error } = useQuery(["rules.analyse", asset, asked], () =>
    api.rules.analyse({ about: asset, edited: { asset, body: asked } }),
  );
  useEffect(() => {
    if (data) keep({ asset, findings: data.findings });
  }, [asset, data]);
  const findings = data?.findings ?? (last?.asset === asset ? last.findings : undefined);
  return { findings, failed: error?.message };
}
