import { ChevronsUpDown, Search } from "lucide-react";
import { Fragment, type ReactElement } from "react";
import { Face, Kbd, Menu, type MenuSection, Seal, Tooltip } from "#renderer/ui/index.ts";
import { smallSealPath } from "#renderer/ui/scallop.ts";
import { openPalette } from "./command-palette.tsx";
import { runCommand, useCommandGroups } from "./commands.ts";
import type { Command, Feature, NavItem } from "./feature.ts";
import { hrefTo, useRoute } from "./navigation.ts";
import { allFeatures } from "./registry.ts";
import { useStatus } from "./status-store.ts";
import { useMedia } from "./use-media.ts";

/** At this width and below the rail shows icons alone; css/tokens.css holds the same number. */
const narrowRail = "(max-width: 1360px)";

/** The left rail: workspace, palette, screens, person. */
export function Rail() {
  const narrow = useMedia(narrowRail);
  return (
    <nav className="rail" aria-label="Main">
      <Workspace narrow={narrow} />
      <Named narrow={narrow} label="Find or do" keys="mod+k">
        <button type="button" className="rail-find" onClick={openPalette}>
          <Search className="icon" aria-hidden />
          <span className="rail-label">Find or do</span>
          <Kbd keys="mod+k" />
        </button>
      </Named>
      {(["start", "author", "govern"] as const).map((group, at) => (
        <NavGroup key={group} group={group} divided={at > 0} narrow={narrow} />
      ))}
      <span className="grow" />
      <NavGroup group="house" divided={false} narrow={narrow} />
      <Me narrow={narrow} />
    </nav>
  );
}

/** In the narrow rail the name of a thing is in its tooltip. */
function Named({
  narrow,
  label,
  keys,
  children,
}: {
  narrow: boolean;
  label: string;
  keys?: string | undefined;
  children: ReactElement;
}) {
  return (
    <Tooltip
      side="right"
      disabled={!narrow}
      content={
        keys ? (
          <>
            {label} <Kbd keys={keys} />
          </>
        ) : (
          label
        )
      }
    >
      {children}
    </Tooltip>
  );
}

function NavGroup({ group, divided, narrow }: { group: NavItem["group"]; divided: boolean; narrow: boolean }) {
  const shown = allFeatures().filter((feature) => feature.nav?.group === group);
  if (shown.length === 0) return null;
  return (
    <Fragment>
      {divided && <hr />}
      <ul className="rail-list">
        {shown.map(
          (feature) => feature.nav && <RailItem key={feature.id} feature={feature} nav={feature.nav} narrow={narrow} />,
        )}
      </ul>
    </Fragment>
  );
}

const noCount = (): undefined => undefined;

function RailItem({ feature, nav, narrow }: { feature: Feature; nav: NavItem; narrow: boolean }) {
  const { screen } = useRoute();
  const useCount = nav.useCount ?? noCount;
  // oxlint-disable-next-line react/hooks -- a feature has the hook or has it not for as long as it lives
  const counted = useCount();
  const Icon = nav.icon;
  return (
    <li>
      <Named narrow={narrow} label={nav.label} keys={nav.keys}>
        <a className="rail-item" href={hrefTo(feature.id)} aria-current={screen === feature.id ? "page" : undefined}>
          <Icon className="icon" aria-hidden />
          <span className="rail-label">{nav.label}</span>
          {counted && counted.count > 0 && (
            <span className={counted.mine ? "rail-count is-mine" : "rail-count"}>
              {counted.count.toLocaleString("en")}
              {counted.mine && <span className="sr"> waiting for you</span>}
            </span>
          )}
        </a>
      </Named>
    </li>
  );
}

/** The commands that belong into the menu behind a name. */
function useMenuSections(menu: NonNullable<Command["menu"]>): MenuSection[] {
  const commands = useCommandGroups()
    .flatMap((group) => group.commands)
    .filter((command) => command.menu === menu);
  const items = commands.map((command) => ({
    id: command.id,
    label: command.title,
    icon: command.icon,
    keys: command.keys,
    note: command.note,
    disabledReason: command.disabledReason?.(),
    danger: false,
    run: () => runCommand(command),
  }));
  return items.length > 0 ? [{ items }] : [];
}

function Workspace({ narrow }: { narrow: boolean }) {
  const name = useStatus((state) => state.workspace?.name) ?? "Imprimatur";
  const sections = useMenuSections("workspace");
  const inside = (
    <>
      <svg className="product-mark" width="22" height="22" viewBox="0 0 24 24" aria-hidden>
        <path d={smallSealPath} />
        <path d="m8.4 12.3 2.5 2.5 4.8-5.2" />
      </svg>
      <span className="rail-label">{name}</span>
    </>
  );
  if (sections.length === 0) {
    return (
      <div className="rail-workspace" title={narrow ? name : undefined}>
        {inside}
      </div>
    );
  }
  const trigger = (
    <button type="button" className="rail-workspace" aria-label={`Workspace ${name}`}>
      {inside}
      <ChevronsUpDown className="icon" aria-hidden />
    </button>
  );
  return <Menu trigger={trigger} sections={sections} />;
}

function Me({ narrow }: { narrow: boolean }) {
  const person = useStatus((state) => state.person);
  const sections = useMenuSections("account");
  if (!person) return null;
  const words = `${person.name}, ${person.role}`;
  const inside = (
    <>
      {person.owner ? (
        <Seal name={person.name} state="signed" size={22} quiet />
      ) : (
        <Face name={person.name} size={22} quiet />
      )}
      <span className="rail-me-text">
        <span className="sr">Signed in as </span>
        <b>{person.name}</b>
        <small>
          <span className="sr">, </span>
          {person.role}
        </small>
      </span>
    </>
  );
  const trigger = (
    <button type="button" className="rail-me" title={narrow ? words : undefined}>
      {inside}
    </button>
  );
  return (
    <div className="rail-foot">
      {sections.length > 0 ? (
        <Menu trigger={trigger} sections={sections} side="top" />
      ) : (
        <div className="rail-me" title={narrow ? words : undefined}>
          {inside}
        </div>
      )}
    </div>
  );
}
