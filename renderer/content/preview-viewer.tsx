import { useMemo, useState } from "react";
import { PickDialog } from "#renderer/assets/asset-picker.tsx";
import { Select } from "#renderer/ui/index.ts";
import type { ViewerChoice } from "./logic/viewers.ts";
import { type Viewer, useContent } from "./store.ts";

export interface ViewerSelectProps {
  /** Whoever this preview is about, the first of them taken until one chooses. */
  own: readonly ViewerChoice[];
  audiences: readonly ViewerChoice[];
}

/** How many audiences stand in the list itself; beyond that they are searched. */
const mostListed = 12;
const another = "another";

/** Who looks at it in the preview. */
export function ViewerSelect({ own, audiences }: ViewerSelectProps) {
  const { viewer } = useContent();
  const [picking, setPicking] = useState(false);
  const value = viewerOf(viewer, { own, audiences });
  const options = useMemo(() => {
    const listed = audiences.length > mostListed ? audiences.filter((one) => one.value === value) : audiences;
    return [
      ...[...own, ...listed].map((one) => ({ ...one, value: one.value as string })),
      ...(audiences.length > mostListed ? [{ value: another, label: "Another audience …" }] : []),
    ];
  }, [own, audiences, value]);
  return (
    <>
      <Select
        label="As"
        showLabel
        value={value}
        onChange={(next) => (next === another ? setPicking(true) : useContent.setState({ viewer: next as Viewer }))}
        options={options}
      />
      {picking && (
        <PickDialog
          label="Somebody in an audience"
          kinds={["audience"]}
          value={value}
          onChange={({ id }) => useContent.setState({ viewer: id })}
          onClose={() => setPicking(false)}
        />
      )}
    </>
  );
}

/** The viewer that was chosen, where this preview knows them; else the first of its own. */
export function viewerOf(chosen: Viewer, { own, audiences }: ViewerSelectProps): Viewer {
  const known = [...own, ...audiences].some(({ value }) => value === chosen);
  return known ? chosen : (own[0]?.value ?? "stranger");
}
