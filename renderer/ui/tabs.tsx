import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/** One tab. Without content the caller renders what the tab shows. */
export interface Tab<Value extends string = string> {
  value: Value;
  label: ReactNode;
  /** A small count or note after the label. */
  note?: ReactNode;
  content?: ReactNode;
}

export interface TabsProps<Value extends string> {
  label: string;
  tabs: readonly Tab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** As tall as a page head, for the top of a pane. */
  head?: boolean;
  /** After the last tab, such as a button that adds one. */
  after?: ReactNode;
  /** What every tab shows, where the contents differ only in their data. */
  children?: ReactNode;
}

/** Several views of one thing, one in sight. Arrow keys move between them. */
export function Tabs<Value extends string>({ label, tabs, value, onChange, head, after, children }: TabsProps<Value>) {
  return (
    <Base.Root className="tabs" value={value} onValueChange={(next: Value) => onChange(next)}>
      <div className={classes("tab-bar", head && "is-head")}>
        <Base.List className="tab-list" aria-label={label} activateOnFocus>
          {tabs.map((tab) => (
            <Base.Tab key={tab.value} className="tab" value={tab.value}>
              {tab.label}
              {tab.note !== undefined && <small>{tab.note}</small>}
            </Base.Tab>
          ))}
        </Base.List>
        {after}
      </div>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} className="tab-panel" value={tab.value} tabIndex={-1}>
          {tab.content ?? (tab.value === value ? children : null)}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
