import { Tabs, PageHead } from "#renderer/ui/index.ts";
import { changeParams } from "../navigation.ts";
import type { PageProps } from "../feature.ts";
import { ControlParts } from "./control-parts.tsx";
import { GovernParts } from "./govern-parts.tsx";
import { LayoutParts } from "./layout-parts.tsx";
import { MarkParts } from "./mark-parts.tsx";
import "./parts.css";

const sheets = [
  { value: "controls", label: "Controls and fields", content: <ControlParts /> },
  { value: "marks", label: "Marks and messages", content: <MarkParts /> },
  { value: "govern", label: "Review, signing, release", content: <GovernParts /> },
  { value: "layout", label: "Lists, panes, code", content: <LayoutParts /> },
] as const;

/** The sheet of all parts. */
export default function PartsPage({ route }: PageProps) {
  const wanted = sheets.find((sheet) => sheet.value === route.params["id"]) ?? sheets[0];
  return (
    <div className="page">
      <PageHead title="Parts" note="every component in its states" />
      <Tabs label="Sheets" tabs={sheets} value={wanted.value} onChange={(id) => changeParams({ id })} />
    </div>
  );
}
