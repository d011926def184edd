import { type ReactNode, useEffect, useMemo, useRef } from "react";
import type { KindName } from "#shared/assets/kind.ts";
import type { AssetSummary } from "#shared/assets/model.ts";
import { useCommands } from "#renderer/app/commands.ts";
import { changeParams } from "#renderer/app/navigation.ts";
import type { Route } from "#renderer/app/route.ts";
import {
  Button,
  EmptyState,
  FilterChips,
  ListHead,
  type ListItems,
  listItems,
  type ListRowContent,
  Marked,
  type Marking,
  matchWords,
  Seal,
  SearchField,
  StatusMark,
  TierLabel,
  TierMark,
  VirtualList,
  Waiting,
} from "#renderer/ui/index.ts";
import { type AssetPages, useAssetPages, useSettled } from "./data/asset-pages.ts";
import { useLibrary } from "./data/library.ts";
import { type Rights, useRights } from "./data/rights.ts";
import { useSelection } from "./data/selection.ts";
import { filterOf, listFilters, paramsOf, valuesOf } from "./logic/list-filter.ts";
import type { Order } from "./logic/grouping.ts";
import { shownStatus } from "./kind-look.tsx";
import { SavedViews } from "./saved-views.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { words } from "./strings.ts";

/** A list in an order that only its screen knows. */
export interface Arrangement {
  readonly rows: readonly AssetSummary[];
  readonly groupOf: (asset: AssetSummary) => string;
  readonly noteOf: (asset: AssetSummary) => string | undefined;
}

/** Longer lists keep the studio's order: arranging needs every row. */
const mostArranged = 5_000;

export interface AssetListProps {
  title: string;
  kinds: readonly KindName[];
  order: Order;
  route: Route;
  /** Puts the rows in an order of the screen's own, once all are read. */
  arrange?: ((rows: readonly AssetSummary[]) => Arrangement) | undefined;
  /** The markets that the filter offers. */
  markets: readonly string[];
  /** The block types that the filter offers, where the list is of blocks. */
  types?: readonly { readonly id: string; readonly label: string }[] | undefined;
  selected: string | undefined;
  onSelect: (asset: AssetSummary) => void;
  onOpen?: (asset: AssetSummary) => void;
  /** Before the owner in a row's second line: the block's type. */
  noteOf?: (asset: AssetSummary) => string | undefined;
  /** Before a row's text, in place of its tier: a picture's thumbnail. */
  leadOf?: ((asset: AssetSummary) => ReactNode) | undefined;
  /** At the right end of the head. */
  head?: ReactNode;
  /** What an empty workspace says, and offers to do. */
  empty: { title: string; help: string; action?: ReactNode };
}

/** The left pane: everything of one sort, searched and filtered in the studio, read page by page. */
export function AssetList(props: AssetListProps) {
  const { route, kinds, order, title } = props;
  const rights = useRights();
  const query = route.params["q"] ?? "";
  const text = useSettled(query.trim(), query === "" ? 0 : 40);
  const filter = useMemo(
    () => filterOf(route.params, { kinds, text, me: rights.me?.id }),
    [route.params, kinds, text, rights.me],
  );
  const pages = useAssetPages(filter, order);
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const filters = useFilters(props);
  const arranged = useArranged(pages, props.arrange);
  const items = useMemo(() => (arranged ? itemsOf(arranged) : pages.items), [arranged, pages.items]);
  const marking = useSelection(pages, items, arranged !== undefined);
  useListKeys(title, search);
  return (
    <section className="stack asset-list" aria-label={title}>
      <ListHead title={title} count={pages.total} level={1}>
        <SavedViews list={title} route={route} />
        {props.head}
      </ListHead>
      <div className="list-tools">
        <SearchField
          ref={search}
          label={words.search}
          keys="/"
          value={query}
          onChange={(q) => changeParams({ q: q || undefined })}
          onLeave={() => list.current?.focus()}
        />
        <FilterChips
          filters={filters}
          value={valuesOf(route.params)}
          onChange={(value) => changeParams(paramsOf(value))}
        />
      </div>
      <Rows {...props} {...{ pages, items, marking, rights, text, list }} note={arranged?.noteOf ?? props.noteOf} />
      <SelectionBar marked={marking.marked} blocks={kinds.includes("block")} onNone={marking.none}>
        <TierLabel tier="foundation" short />
        <TierLabel tier="campaign" short />
        <TierLabel tier="variable" short />
      </SelectionBar>
    </section>
  );
}

/** What this list can be narrowed by, the vocabularies of its kinds included. */
function useFilters({ kinds, markets, types }: AssetListProps): ReturnType<typeof listFilters> {
  const { vocabularies } = useLibrary().library.taxonomy;
  return useMemo(() => {
    const here = [...vocabularies.values()].filter(({ settings }) =>
      settings.kinds.some((kind) => kinds.includes(kind)),
    );
    return listFilters({ markets, types, vocabularies: here });
  }, [kinds, markets, types, vocabularies]);
}

function useListKeys(title: string, search: { current: HTMLInputElement | null }): void {
  const commands = useMemo(
    () => [
      {
        id: "assets.search",
        title: `Search ${title.toLowerCase()}`,
        keys: "/",
        run: () => {
          search.current?.focus();
          search.current?.select();
        },
      },
    ],
    [title, search],
  );
  useCommands("This list", commands);
}

const keyOf = (asset: AssetSummary): string => asset.id;

const itemsOf = ({ rows, groupOf }: Arrangement): ListItems<AssetSummary> => listItems(rows, keyOf, groupOf);

interface RowsProps extends AssetListProps {
  pages: AssetPages;
  items: ListItems<AssetSummary>;
  marking: Marking;
  rights: Rights;
  text: string;
  note: ((asset: AssetSummary) => string | undefined) | undefined;
  list: { current: HTMLDivElement | null };
}

function Rows({ pages, items, marking, rights, text, note, list, ...props }: RowsProps) {
  if (pages.error && !pages.ready) {
    return (
      <EmptyState fill title={words.cannotRead}>
        {pages.error.message}
      </EmptyState>
    );
  }
  if (!pages.ready) return <Waiting />;
  return (
    <VirtualList
      ref={list}
      label={props.title}
      items={items}
      itemKey={keyOf}
      selected={props.selected}
      onSelect={props.onSelect}
      onOpen={props.onOpen}
      marking={marking}
      onSight={pages.read}
      row={(asset) =>
        rowOf(asset, {
          note: note?.(asset),
          owner: rights.nameOf(asset.owner),
          text,
          lead: props.leadOf?.(asset),
        })
      }
      empty={<NothingHere {...props} />}
    />
  );
}

/** The rows in the screen's own order, when all of them are there. */
function useArranged(pages: AssetPages, arrange: AssetListProps["arrange"]): Arrangement | undefined {
  const { rows, total, read } = pages;
  const possible = arrange !== undefined && total <= mostArranged;
  useEffect(() => {
    if (possible && !rows) read(0, total - 1);
  }, [possible, rows, total, read]);
  return useMemo(() => (possible && rows ? arrange(rows) : undefined), [possible, arrange, rows]);
}

/** A row says which, then of what sort and whose; its end how it stands. */
export function rowOf(
  asset: AssetSummary,
  { note, owner, text, lead }: { note: string | undefined; owner: string; text: string; lead?: ReactNode },
): ListRowContent {
  const found = text ? matchWords(text, asset.name) : undefined;
  return {
    title: found ? <Marked text={asset.name} ranges={found.ranges} /> : asset.name,
    full: asset.label ? `${asset.name}\n${asset.label}` : asset.name,
    meta: note ? `${note} · ${owner}` : owner,
    lead: lead ?? <TierMark tier={asset.tier} />,
    end: (
      <>
        {asset.hasDraft && <DraftDot />}
        <StatusMark status={shownStatus(asset)} />
        <Seal name={owner} state={asset.live && asset.status === "live" ? "signed" : "missing"} />
      </>
    ),
  };
}

function DraftDot() {
  return <span className="draft-dot" role="img" aria-label="You have a draft" title="You have a draft" />;
}

function NothingHere({ route, empty }: Pick<AssetListProps, "route" | "empty">) {
  const narrowed = Object.keys(valuesOf(route.params)).length > 0 || (route.params["q"] ?? "") !== "";
  if (!narrowed) {
    return (
      <EmptyState fill title={empty.title} actions={empty.action}>
        {empty.help}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      fill
      title={words.noMatch}
      actions={<Button onClick={() => changeParams({ q: undefined, ...paramsOf({}) })}>Show everything</Button>}
    >
      {words.noMatchHelp}
    </EmptyState>
  );
}
