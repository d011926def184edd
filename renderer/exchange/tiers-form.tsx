import type { Tier } from "#shared/assets/model.ts";
import type { ImportReport, TagTierRow } from "#shared/content/model.ts";
import { type Column, Reason, Select, Table, tierName } from "#renderer/ui/index.ts";
import { words } from "./strings.ts";

type Choice = Tier | "none";

interface TiersProps {
  tiers: ImportReport["tiers"];
  /** What the person says instead of what is proposed. */
  chosen: Readonly<Record<string, Tier | null>>;
  onChange: (chosen: Readonly<Record<string, Tier | null>>) => void;
}

/** Which tag of an export leads to which tier, and the way to say otherwise before anything is written. */
export function TiersForm({ tiers, chosen, onChange }: TiersProps) {
  const tierOf = ({ tag, proposed }: TagTierRow): Tier | null => (Object.hasOwn(chosen, tag) ? chosen[tag]! : proposed);
  const options = [
    ...Object.entries(tierName).map(([value, label]) => ({ value: value as Choice, label })),
    { value: "none" as const, label: "Says no tier" },
  ];
  const columns: Column<TagTierRow>[] = [
    { key: "label", head: "Tag", width: "28%", cell: ({ label }) => <span title={label}>{label}</span> },
    {
      key: "entries",
      head: "Entries",
      width: "80px",
      align: "right",
      cell: ({ entries }) => entries.toLocaleString("en"),
    },
    {
      key: "tier",
      head: "Leads to",
      width: "220px",
      cell: (row) => (
        <Select<Choice>
          label={`${row.label} leads to`}
          value={tierOf(row) ?? "none"}
          onChange={(next) => onChange({ ...chosen, [row.tag]: next === "none" ? null : next })}
          options={options}
        />
      ),
    },
    {
      key: "because",
      head: "Because",
      cell: (row) => {
        const why = tierOf(row) === row.proposed ? row.because : words.youChose;
        return <span title={why}>{why}</span>;
      },
    },
  ];
  // Tags that entries carry come first: the others change nothing now.
  const rows = tiers.tags.toSorted((a, b) => b.entries - a.entries);
  return (
    <div className="exchange-result">
      <div className="exchange-head">
        <Reason>{words.tiersHelp}</Reason>
      </div>
      <Table label={words.tiersLabel} columns={columns} rows={rows} rowKey={({ tag }) => tag} />
    </div>
  );
}
