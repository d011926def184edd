import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { valueAt } from "#renderer/assets/logic/body-path.ts";
import { ChoiceSetting, LinesSetting, problemHere, TextSetting } from "#renderer/assets/setting-fields.tsx";
import { capital } from "#renderer/app/words.ts";
import { basisWords } from "#renderer/reviews/strings.ts";
import { LocalizedText } from "#renderer/rules/localized-text.tsx";
import { ReadField, TextField } from "#renderer/ui/index.ts";
import { Form } from "./form.tsx";
import { tcfPurposeWords, words } from "./strings.ts";

/** What people agree to. Its words are a disclosure: legal approves them. */
export function PurposeEditor({ editor }: EditorProps) {
  return (
    <Form>
      <div className="fields-pair">
        <TextSetting editor={editor} name="label" label="Label" rule="what people call it" />
        <TextSetting editor={editor} name="key" label="Key" rule="as consent records say it" mono />
        <ChoiceSetting
          editor={editor}
          name="basis"
          label="Legal basis"
          options={(["consent", "contract", "legitimateInterest"] as const).map((value) => ({
            value,
            label: capital(basisWords[value]),
          }))}
        />
        <ExpirySetting editor={editor} />
        <LinesSetting
          editor={editor}
          name="jurisdictions"
          label="Jurisdictions"
          rule="one a line, such as EU, DE or US-CA; none: everywhere"
        />
        <TcfSetting editor={editor} />
      </div>
      <LocalizedText editor={editor} path={["disclosure", "text"]} label="Words that the person agrees to" />
    </Form>
  );
}

function ExpirySetting({ editor }: { editor: AssetEditor }) {
  const at = ["settings", "expiresAfterDays"];
  const value = valueAt(editor.body, at);
  const shown = typeof value === "number" || typeof value === "string" ? String(value) : "";
  if (editor.readOnly)
    return <ReadField label="Counts for">{shown ? `${shown} days` : "as long as it is not withdrawn"}</ReadField>;
  return (
    <div data-at={at.join(".")}>
      <TextField
        label="Counts for"
        rule="days; empty: until it is withdrawn"
        inputMode="numeric"
        value={shown}
        onChange={(text) => {
          const days = Number.parseInt(text, 10);
          editor.set(at, text === "" ? undefined : Number.isNaN(days) ? text : days);
        }}
        problem={problemHere(editor, at.join("."))}
      />
    </div>
  );
}

const tcfAt = ["settings", "tcf"];

/** What it is called in the consent strings of the IAB's framework. */
function TcfSetting({ editor }: { editor: AssetEditor }) {
  const purposes = valueAt(editor.body, [...tcfAt, "purposes"]);
  const vendor = valueAt(editor.body, [...tcfAt, "vendor"]);
  const chosen = Array.isArray(purposes) ? purposes : [];
  const said = chosen.map((one) => `${String(one)} ${tcfPurposeWords[Number(one)] ?? ""}`.trim()).join("; ");
  if (editor.readOnly)
    return (
      <ReadField label="In a TCF string">
        {said === "" ? "Not spoken of" : `${said}${typeof vendor === "number" ? `; vendor ${vendor}` : ""}`}
      </ReadField>
    );
  const set = (numbers: readonly (number | string)[], named: unknown): void =>
    editor.set(
      tcfAt,
      numbers.length === 0 && named === undefined
        ? undefined
        : { purposes: [...numbers], ...(named === undefined ? {} : { vendor: named as number }) },
    );
  return (
    <>
      <div data-at={tcfAt.join(".")}>
        <TextField
          label="TCF purposes"
          rule="numbers with commas, such as 3, 4; optional"
          value={chosen.join(", ")}
          onChange={(text) => set(numbersIn(text), vendor)}
          problem={problemHere(editor, tcfAt.join("."))}
          hint={said === "" ? words.tcf : said}
        />
      </div>
      <TextField
        label="TCF vendor"
        rule="of the Global Vendor List, optional"
        inputMode="numeric"
        value={typeof vendor === "number" || typeof vendor === "string" ? String(vendor) : ""}
        onChange={(text) => set(chosen as number[], text.trim() === "" ? undefined : numberOr(text))}
        problem={problemHere(editor, [...tcfAt, "vendor"].join("."))}
      />
    </>
  );
}

/** What is no number stays as typed, so that the check can say so. */
const numberOr = (text: string): number | string => (/^\d+$/.test(text.trim()) ? Number(text) : text);

/** A comma at the end is kept while the next number is not typed yet. */
const numbersIn = (text: string): (number | string)[] =>
  text.trim() === "" ? [] : text.split(/\s*,\s*/).map(numberOr);
