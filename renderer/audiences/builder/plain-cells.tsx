import { Users } from "lucide-react";
import { dictionaryIndex } from "#shared/data/dictionary.ts";
import type { Path } from "#shared/rules/builder/edit.ts";
import type { AudienceRow, EveryoneRow } from "#shared/rules/builder/model.ts";
import { Select } from "#renderer/ui/index.ts";
import { useBuilder } from "./context.ts";
import { TopicButton, TopicPicker } from "./topic-picker.tsx";

/** Whether the person is in an audience. */
export function AudienceCells({ row, path }: { row: AudienceRow; path: Path }) {
  const { replace, dictionary } = useBuilder();
  const label = dictionaryIndex(dictionary).audiences.get(row.name)?.label ?? row.name;
  return (
    <>
      <Select
        label="Whether they are in the audience"
        value={row.not ? "not" : "in"}
        onChange={(next: "in" | "not") => replace(path, { ...row, not: next === "not" })}
        options={[
          { value: "in", label: "is in the audience" },
          { value: "not", label: "is not in the audience" },
        ]}
      />
      <TopicPicker
        label="Which audience"
        only="audience"
        event={undefined}
        trigger={<TopicButton icon={Users} label={label} name={row.name} />}
        onPick={({ key }) => replace(path, { ...row, name: key })}
      />
    </>
  );
}

/** Everyone, or nobody. */
export function EveryoneCells({ row, path }: { row: EveryoneRow; path: Path }) {
  const { replace } = useBuilder();
  const everyone = row.value !== row.not;
  return (
    <Select
      label="Who"
      value={everyone ? "everyone" : "nobody"}
      onChange={(next: "everyone" | "nobody") => {
        if ((next === "everyone") !== everyone) replace(path, { ...row, value: !row.value });
      }}
      options={[
        { value: "everyone", label: "everyone" },
        { value: "nobody", label: "nobody" },
      ]}
    />
  );
}
