import { Plus } from "lucide-react";
import { memo } from "react";
import { add, type Path } from "#shared/rules/builder/edit.ts";
import { eventNameOf, othersIn, ownIn } from "#shared/rules/builder/events.ts";
import { freshRow } from "#shared/rules/builder/fresh.ts";
import type { BuilderNode, EventRow, Group } from "#shared/rules/builder/model.ts";
import { Button, classes, Select } from "#renderer/ui/index.ts";
import { ComparisonCells } from "./comparison-cells.tsx";
import { pathKey, type Problems, useBuilder } from "./context.ts";
import { EventCells } from "./event-cells.tsx";
import { AudienceCells, EveryoneCells } from "./plain-cells.tsx";
import { RowMenu } from "./row-menu.tsx";
import { RowProblems } from "./row-problems.tsx";
import { type Join, joinOf, joins, withJoin, words } from "./strings.ts";
import { TopicPicker } from "./topic-picker.tsx";

interface RowsProps {
  path: Path;
  /** The event around the rows; null for any, undefined outside of events. */
  event: string | null | undefined;
  problems: Problems;
}

/** A group: how its rows are joined, the rows, and what can be added. */
export function GroupRows({ group, path, event, problems }: RowsProps & { group: Group }) {
  const { replace, edit, dictionary } = useBuilder();
  const inner = path.length > 0;
  return (
    <div className={classes("builder-group", inner && "is-inner")}>
      <div className="builder-row is-head" data-row={inner ? pathKey(path) : undefined}>
        <Select
          label="How the conditions of this group are joined"
          value={joinOf(group)}
          onChange={(join: Join) => replace(path, withJoin(group, join))}
          options={Object.entries(joins).map(([value, label]) => ({ value: value as Join, label }))}
        />
        {inner && <RowMenu path={path} node={group} />}
      </div>
      <RowProblems found={problems.get(group)} />
      {group.items.length === 0 && <p className="builder-note dim small">{inner ? words.emptyGroup : words.empty}</p>}
      <Items items={group.items} path={path} join={group.join} event={event} problems={problems} />
      <div className="builder-add">
        <TopicPicker
          label={event === undefined ? words.addCondition : words.addDetail}
          event={event}
          trigger={
            <Button size="sm" variant="quiet" icon={Plus}>
              {event === undefined ? words.addCondition : words.addDetail}
            </Button>
          }
          onPick={(topic) => edit((model) => add(model, path, freshRow(topic, event ?? null, dictionary)))}
        />
        <AddGroup path={path} around={group.join} />
      </div>
    </div>
  );
}

function AddGroup({ path, around }: { path: Path; around: Group["join"] }) {
  const { edit } = useBuilder();
  const group: Group = { kind: "group", join: around === "all" ? "any" : "all", not: false, items: [] };
  return (
    <Button size="sm" variant="quiet" icon={Plus} onClick={() => edit((model) => add(model, path, group))}>
      {words.addGroup}
    </Button>
  );
}

interface ItemsProps extends RowsProps {
  items: readonly BuilderNode[];
  join: Group["join"];
  /** The places of the rows to show; all of them where it is not given. */
  shown?: readonly number[];
  /** What stands before the first row. */
  first?: string;
}

function Items({ items, path, join, event, problems, shown, first = "" }: ItemsProps) {
  return (shown ?? [...items.keys()]).map((at, index) => (
    <div className="builder-item" key={at}>
      <span className="builder-joint">{index === 0 ? first : join === "all" ? "and" : "or"}</span>
      <Item node={items[at]!} path={[...path, at]} event={event} problems={problems} />
    </div>
  ));
}

interface ItemProps extends RowsProps {
  node: BuilderNode;
}

/** A row is drawn again where it, its place or something that is wrong has changed. */
const Item = memo(
  function Item({ node, path, event, problems }: ItemProps) {
    if (node.kind === "group") return <GroupRows group={node} path={path} event={event} problems={problems} />;
    const found = [...(problems.get(node) ?? []), ...ownProblems(node, problems)];
    return (
      <div className="builder-cell-rows">
        <div className="builder-row" data-row={pathKey(path)} role="group" aria-label="Condition">
          <span className="builder-cells">
            <Cells node={node} path={path} event={event} />
          </span>
          <RowMenu path={path} node={node} />
        </div>
        <RowProblems found={found} />
        {node.kind === "events" && <Details row={node} path={path} problems={problems} />}
      </div>
    );
  },
  (before, after) =>
    before.node === after.node &&
    before.event === after.event &&
    pathKey(before.path) === pathKey(after.path) &&
    before.problems.size === 0 &&
    after.problems.size === 0,
);

/** What is wrong with the conditions that have a place of their own in an event row. */
const ownProblems = (node: BuilderNode, problems: Problems) =>
  node.kind === "events" ? [node.where, ...ownIn(node)].flatMap((own) => problems.get(own) ?? []) : [];

function Cells({ node, path, event }: { node: BuilderNode; path: Path; event: string | null | undefined }) {
  switch (node.kind) {
    case "comparison":
      return <ComparisonCells row={node} path={path} event={event} />;
    case "events":
      return <EventCells row={node} path={path} />;
    case "audience":
      return <AudienceCells row={node} path={path} />;
    case "everyone":
      return <EveryoneCells row={node} path={path} />;
    default:
      return null;
  }
}

/** The conditions on an event beyond its name and time. */
function Details({ row, path, problems }: { row: EventRow; path: Path; problems: Problems }) {
  const { edit, replace, dictionary } = useBuilder();
  const { where } = row;
  const event = eventNameOf(row);
  const plain = where.join === "all" && !where.not;
  return (
    <div className="builder-group is-inner">
      {!plain && (
        <div className="builder-row is-head">
          <Select
            label="How the conditions on the event are joined"
            value={joinOf(where)}
            onChange={(join: Join) => replace(path, { ...row, where: withJoin(where, join) })}
            options={Object.entries(joins).map(([value, label]) => ({ value: value as Join, label }))}
          />
        </div>
      )}
      <Items
        items={where.items}
        shown={othersIn(row)}
        first="with"
        path={path}
        join={where.join}
        event={event}
        problems={problems}
      />
      <div className="builder-add">
        <TopicPicker
          label={words.addDetail}
          event={event}
          trigger={
            <Button size="sm" variant="quiet" icon={Plus}>
              {words.addDetail}
            </Button>
          }
          onPick={(topic) => edit((model) => add(model, path, freshRow(topic, event, dictionary)))}
        />
      </div>
    </div>
  );
}
