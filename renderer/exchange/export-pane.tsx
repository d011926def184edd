import { useState } from "react";
import { locale as localeSchema } from "#shared/taxonomy/model.ts";
import { useAct } from "#renderer/assets/revise-dialog.tsx";
import { api } from "#renderer/bridge/client.ts";
import { Button, Checkbox, Field, ProblemLine, Reason, Select, showToast, TextField } from "#renderer/ui/index.ts";
import { exportZip, save } from "./store.ts";
import { words } from "./strings.ts";

type Kind = "json" | "csv" | "xliff";

/** What leaves: the workspace as files for version control, or its texts for translators. */
export function ExportPane() {
  const [kind, setKind] = useState<Kind>("json");
  const [source, setSource] = useState("en");
  const [target, setTarget] = useState("de");
  const [missing, setMissing] = useState(false);
  const { busy, failure, run } = useAct(() => {});
  const wrong = kind === "json" ? undefined : wrongLocales(source, target);
  const act = async (): Promise<void> => {
    if (kind === "json") return save(await exportZip(), "workspace.zip");
    const { file, units } = await api.exchange.exportTexts({ format: kind, source, target, missing, filter: {} });
    if (units === 0) throw new Error(`No block has a text in ${source} that would go out.`);
    save(new Blob([file.text], { type: "text/plain" }), file.path);
    showToast({ text: `${units.toLocaleString("en")} texts for translators are in ${file.path}.` });
  };
  return (
    <div className="exchange-form exchange-alone scroll">
      <Field label="What">
        {(control) => (
          <Select<Kind>
            {...control}
            look="field"
            label="What"
            value={kind}
            onChange={setKind}
            options={[
              { value: "json", label: "Folder of JSON files" },
              { value: "csv", label: "Texts for translators, CSV" },
              { value: "xliff", label: "Texts for translators, XLIFF 2.0" },
            ]}
          />
        )}
      </Field>
      <Reason>{kind === "json" ? words.exportJson : words.exportTexts}</Reason>
      {kind !== "json" && (
        <>
          <TextField label="From" rule="the locale that has the texts" value={source} onChange={setSource} mono />
          <TextField label="Into" rule="the locale that is wanted" value={target} onChange={setTarget} mono />
          <Checkbox label="Only what is not translated yet" checked={missing} onChange={setMissing} />
        </>
      )}
      {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
      <div>
        <Button variant="primary" disabledReason={wrong} onClick={busy ? undefined : () => run(act)}>
          {busy ? "Writing …" : "Export"}
        </Button>
      </div>
    </div>
  );
}

function wrongLocales(source: string, target: string): string | undefined {
  if (source === target) return "Both locales are the same.";
  const wrong = [source, target].find((one) => !localeSchema.safeParse(one).success);
  return wrong === undefined ? undefined : `“${wrong}” is no locale; write it such as de or de-DE.`;
}
