import {
  ArrowDown,
  ArrowUp,
  Ban,
  Copy,
  Ellipsis,
  Group as GroupIcon,
  IndentDecrease,
  IndentIncrease,
  Ungroup,
  X,
} from "lucide-react";
import { dissolve, duplicate, move, moveIn, moveOut, type Path, wrap } from "#shared/rules/builder/edit.ts";
import type { BuilderNode } from "#shared/rules/builder/model.ts";
import { IconButton, Menu, type MenuItem } from "#renderer/ui/index.ts";
import { useBuilder } from "./context.ts";
import { words } from "./strings.ts";

/** What can be done with a row or a group as a whole. */
export function RowMenu({ path, node }: { path: Path; node: BuilderNode }) {
  const builder = useBuilder();
  return (
    <span className="builder-tools">
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} label={words.more} size="sm" />}
        sections={() => [{ items: placesFor(path, node, builder) }, { items: framesFor(path, node, builder) }]}
      />
      <IconButton icon={X} label={words.remove} size="sm" onClick={() => builder.remove(path)} />
    </span>
  );
}

type Act = ReturnType<typeof useBuilder>;

function placesFor(path: Path, node: BuilderNode, { edit, model, replace }: Act): MenuItem[] {
  const offer = (
    id: string,
    label: string,
    icon: MenuItem["icon"],
    apply: typeof moveIn,
    refusal: string,
  ): MenuItem => ({
    id,
    label,
    ...(icon && { icon }),
    disabledReason: apply(model(), path) ? undefined : refusal,
    run: () => edit((now) => apply(now, path)),
  });
  return [
    {
      id: "not",
      label: "Turn around (not)",
      icon: Ban,
      run: () => replace(path, { ...node, not: !node.not }),
    },
    offer("up", "Move up", ArrowUp, (now, at) => move(now, at, -1), "It is the first of its group"),
    offer("down", "Move down", ArrowDown, (now, at) => move(now, at, 1), "It is the last of its group"),
    offer("in", "Move into the group above", IndentIncrease, moveIn, "There is no group above it"),
    offer("out", "Move out of its group", IndentDecrease, moveOut, "It stands in no group that it could leave"),
  ];
}

function framesFor(path: Path, node: BuilderNode, { edit, model }: Act): MenuItem[] {
  const frame: MenuItem = {
    id: "wrap",
    label: "Put into a group",
    icon: GroupIcon,
    run: () => edit((now) => wrap(now, path)),
  };
  const loose: MenuItem = {
    id: "dissolve",
    label: "Take the group apart",
    icon: Ungroup,
    disabledReason: dissolve(model(), path) ? undefined : "Its rows would mean something else without it",
    run: () => edit((now) => dissolve(now, path)),
  };
  const copy: MenuItem = {
    id: "copy",
    label: "Copy",
    icon: Copy,
    run: () => edit((now) => duplicate(now, path)),
  };
  return node.kind === "group" ? [frame, loose, copy] : [frame, copy];
}
