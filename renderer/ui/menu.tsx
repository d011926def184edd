import { Menu as Base } from "@base-ui/react/menu";
import type { LucideIcon } from "lucide-react";
import { Fragment, type ReactElement, useEffect, useRef } from "react";
import { classes } from "./classes.ts";
import { Kbd } from "./kbd.tsx";

/** One line of a menu. */
export interface MenuItem {
  id: string;
  label: string;
  icon?: LucideIcon;
  keys?: string;
  /** A second line that says more; a refusal takes its place. */
  note?: string;
  /** Why it cannot be done now; it stays in the menu, with this as its second line. */
  disabledReason?: string | undefined;
  /** For what cannot be undone. */
  danger?: boolean;
  run: () => void;
}

/** A part of a menu; parts are divided by a line. */
export interface MenuSection {
  label?: string;
  items: readonly MenuItem[];
}

export interface MenuProps {
  /** What opens it, such as `<IconButton icon={Ellipsis} label="More" />`. */
  trigger: ReactElement;
  /** A function is asked when the menu opens: what is possible may have changed since the button was drawn. */
  sections: readonly MenuSection[] | (() => readonly MenuSection[]);
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
}

/** A list of commands behind a button. */
export function Menu({ trigger, sections, align = "start", side = "bottom" }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="popup-layer" align={align} side={side} sideOffset={4}>
          <Base.Popup className="menu">
            <MenuSections sections={sections} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuAtProps {
  /** Where it opens: a stretch of text, or anything else with a place on the page, and the element that moves it. */
  anchor: { getBoundingClientRect: () => DOMRect; contextElement: Element };
  /** Its name, read aloud. */
  label: string;
  sections: readonly MenuSection[];
  onClose: () => void;
  /** What has the focus afterwards. */
  focusAfter: () => HTMLElement | null;
}

/** The same at a place that is no button, its first line chosen. It is open for as long as it is drawn. */
export function MenuAt({ anchor, label, sections, onClose, focusAfter }: MenuAtProps) {
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Once it stands where it belongs: what has the focus is scrolled to.
    const frame = requestAnimationFrame(() => popup.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <Base.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner className="popup-layer" anchor={anchor} align="start" side="bottom" sideOffset={4}>
          <Base.Popup ref={popup} className="menu" aria-label={label} finalFocus={focusAfter}>
            <MenuSections sections={sections} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function MenuSections({ sections }: Pick<MenuProps, "sections">) {
  const filled = (typeof sections === "function" ? sections() : sections).filter((section) => section.items.length > 0);
  return filled.map((section, at) => (
    <Fragment key={section.label ?? at}>
      {at > 0 && <Base.Separator render={<hr />} />}
      <Base.Group>
        {section.label && <Base.GroupLabel className="menu-label">{section.label}</Base.GroupLabel>}
        {section.items.map((item) => (
          <MenuLine key={item.id} item={item} />
        ))}
      </Base.Group>
    </Fragment>
  ));
}

function MenuLine({ item }: { item: MenuItem }) {
  const refused = item.disabledReason !== undefined;
  const note = item.disabledReason ?? item.note;
  const Icon = item.icon;
  return (
    <Base.Item
      className={classes("menu-item", Icon && "has-icon", refused && "is-off", item.danger && !refused && "is-danger")}
      // Refused lines can still be reached and read; they only do nothing and leave the menu open.
      aria-disabled={refused || undefined}
      closeOnClick={!refused}
      label={item.label}
      onClick={refused ? undefined : item.run}
    >
      {Icon && <Icon className="icon" aria-hidden />}
      <span>{item.label}</span>
      {item.keys ? <Kbd keys={item.keys} /> : <span />}
      {note && <small>{note}</small>}
    </Base.Item>
  );
}
