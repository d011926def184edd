import { createContext, useContext } from "react";
import type { Dictionary } from "#shared/data/dictionary.ts";
import type { Edited, Path } from "#shared/rules/builder/edit.ts";
import type { BuilderNode, Group } from "#shared/rules/builder/model.ts";
import type { Diagnostic, Fix } from "#shared/rules/cel/diagnostics.ts";

/** What every row can do. It stays the same value while a condition is edited, so that rows that did not change are not drawn again. */
export interface Builder {
  readonly dictionary: Dictionary;
  readonly replace: (path: Path, node: BuilderNode) => void;
  readonly remove: (path: Path) => void;
  /** Applies an edit that moves something; the focus follows it. */
  readonly edit: (edit: (model: Group) => Edited | null) => void;
  readonly fix: (fix: Fix) => void;
  /** The model as it is now, for menus that say what is possible. */
  readonly model: () => Group;
}

export type Problems = ReadonlyMap<BuilderNode, readonly Diagnostic[]>;

export const BuilderContext = createContext<Builder | null>(null);

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) throw new Error("A row of the builder stands outside of it.");
  return builder;
}

export const pathKey = (path: Path): string => path.join(".");
