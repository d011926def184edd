import { textOf } from "#shared/rules/builder/build.ts";
import { type Path, remove, replace } from "#shared/rules/builder/edit.ts";
import type { Group } from "#shared/rules/builder/model.ts";
import { emptyModel } from "#shared/rules/builder/open.ts";
import { type Builder, pathKey } from "./context.ts";

/** What was written here, and the rows that it was written from. */
export interface Written {
  readonly text: string;
  readonly model: Group;
}

interface Latest extends Written {
  /** Takes the rows and their text. `step` says what was edited: more of the same is one step of undo. */
  readonly write: (written: Written, step: string) => void;
  /** Takes a text alone: the rows are read from it. */
  readonly change: (text: string, step: string) => void;
}

/** The acts of one builder: each starts from the latest rows, also where two meet before the next drawing. */
export interface Session {
  readonly acts: Omit<Builder, "dictionary">;
  readonly update: (latest: Latest) => void;
  /** The row that the focus belongs to after the last act, once. */
  readonly takeFocus: () => Path | undefined;
}

export function createSession(): Session {
  let latest: Latest = { text: "", model: emptyModel, write: () => {}, change: () => {} };
  let focus: Path | undefined;
  let acts = 0;
  const act = (): string => `act ${(acts += 1)}`;
  const write = (model: Group, step: string): void => {
    const written = { text: textOf(model), model };
    latest = { ...latest, ...written };
    latest.write(written, step);
  };
  return {
    acts: {
      model: () => latest.model,
      replace: (path, node) => write(replace(latest.model, path, node), `row ${pathKey(path)}`),
      remove(path) {
        focus = path;
        write(remove(latest.model, path), act());
      },
      edit(apply) {
        const edited = apply(latest.model);
        if (!edited) return;
        focus = edited.path;
        write(edited.model, act());
      },
      fix({ from, to, replacement }) {
        latest.change(latest.text.slice(0, from) + replacement + latest.text.slice(to), act());
      },
    },
    update(next) {
      latest = next;
    },
    takeFocus() {
      const path = focus;
      focus = undefined;
      return path;
    },
  };
}
