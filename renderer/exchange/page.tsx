import type { PageProps } from "#renderer/app/feature.ts";
import { changeParams } from "#renderer/app/navigation.ts";
import { PageHead, Segmented } from "#renderer/ui/index.ts";
import { ExportPane } from "./export-pane.tsx";
import { ImportPane } from "./import-pane.tsx";
import { words } from "./strings.ts";
import "./exchange.css";

/** In and out: what a file would do before it does it, and what can be taken along. */
export default function ExchangePage({ route }: PageProps) {
  const way = route.params["way"] === "out" ? "out" : "in";
  return (
    <div className="page">
      <PageHead title={words.title}>
        <Segmented
          label="Import or export"
          value={way}
          onChange={(next) => changeParams({ way: next === "out" ? next : undefined })}
          options={[
            { value: "in", label: "Import" },
            { value: "out", label: "Export" },
          ]}
        />
      </PageHead>
      {way === "in" ? <ImportPane /> : <ExportPane />}
    </div>
  );
}
