import { actNames } from "#shared/audit/model.ts";
import { kindNames } from "#shared/assets/kind.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { changeParams, navigate } from "#renderer/app/navigation.ts";
import { AssetPicker } from "#renderer/assets/asset-picker.tsx";
import { usePeople } from "#renderer/people/store.ts";
import { Chip, Select } from "#renderer/ui/index.ts";
import type { JournalFilter } from "./store.ts";
import { actWords, words } from "./strings.ts";

export type JournalParams = Readonly<Record<string, string>>;

/** Reads filters from a place, so that a view of the journal can be copied and gone back to. */
export function filterFrom(params: JournalParams): JournalFilter {
  const act = actNames.find((name) => name === params["act"]);
  const actor = params["person"] as MemberId | undefined;
  return { ...(actor ? { actor } : {}), ...(act ? { act } : {}) };
}

const any = "any";

/** Who, what, and about which asset. */
export function JournalFilters({ filter, assetName }: { filter: JournalFilter; assetName: string | undefined }) {
  const { people } = usePeople();
  return (
    <div className="row" role="group" aria-label="Filters">
      {assetName === undefined ? (
        <span className="audit-asset">
          <AssetPicker
            label="Asset"
            kinds={kindNames}
            value={undefined}
            name="Every asset"
            onChange={(asset) => navigate("audit", { id: asset.id })}
          />
        </span>
      ) : (
        <Chip on onRemove={() => navigate("audit")} removeLabel="Show every asset">
          This asset
        </Chip>
      )}
      <Select
        label="Act"
        options={[
          { value: any, label: words.everyAct },
          ...actNames.map((name) => ({ value: name as string, label: actWords[name] })),
        ]}
        value={filter.act ?? any}
        onChange={(value) => changeParams({ act: value === any ? undefined : value, entry: undefined })}
      />
      <Select
        label="Person"
        options={[
          { value: any, label: words.everyone },
          ...people.map((person) => ({ value: person.id as string, label: person.name })),
        ]}
        value={filter.actor ?? any}
        onChange={(value) => changeParams({ person: value === any ? undefined : value, entry: undefined })}
      />
    </div>
  );
}
