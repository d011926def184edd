import { Fragment } from "react";
import { create } from "zustand";
import { Dialog, Kbd } from "#renderer/ui/index.ts";
import { useCommandGroups } from "./commands.ts";
import type { Command } from "./feature.ts";

const useShown = create<{ open: boolean }>()(() => ({ open: false }));

/** Opens the sheet of all shortcuts. */
export function showShortcuts(): void {
  useShown.setState({ open: true });
}

const withKeys = (command: Command): command is Command & { keys: string } => command.keys !== undefined;

/** All shortcuts that work here, under the headings of the palette. */
export function ShortcutsDialog({ frame }: { frame: readonly Command[] }) {
  const { open } = useShown();
  const groups = [{ heading: "Everywhere", commands: frame }, ...useCommandGroups()];
  return (
    <Dialog open={open} onClose={() => useShown.setState({ open: false })} title="Shortcuts">
      <div className="shortcuts">
        {groups.map(({ heading, commands }) => {
          const bound = commands.filter(withKeys);
          return (
            bound.length > 0 && (
              <section key={heading}>
                <h3>{heading}</h3>
                <dl>
                  {bound.map((command) => (
                    <Fragment key={command.id}>
                      <dt>{command.title}</dt>
                      <dd>
                        <Kbd keys={command.keys} />
                      </dd>
                    </Fragment>
                  ))}
                </dl>
              </section>
            )
          );
        })}
      </div>
    </Dialog>
  );
}
