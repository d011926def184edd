import { Eye, Link2 } from "lucide-react";
import { useMemo } from "react";
import type { RequestDetail, RequestItem } from "#shared/approvals/model.ts";
import { changeParams } from "#renderer/app/navigation.ts";
import { counted, capital } from "#renderer/app/words.ts";
import { kindWords } from "#renderer/assets/strings.ts";
import { diffNames } from "#renderer/assets/diff-dialog.tsx";
import { ListHead, Reason, TierMark, VirtualList } from "#renderer/ui/index.ts";
import { changedRows, fieldsOf } from "./diff-rows.ts";
import { useReviewLibrary } from "./store.ts";

export interface RevisionListProps {
  request: RequestDetail;
  /** Digests of revisions that this person has looked at. */
  looked: ReadonlySet<string>;
  selected: RequestItem | undefined;
}

/** The revisions of a request, with a mark on those that were looked at. */
export function RevisionList({ request, looked, selected }: RevisionListProps) {
  const { items } = request;
  const seen = items.filter((item) => looked.has(item.revision)).length;
  const { library } = useReviewLibrary(items);
  const changes = useMemo(() => {
    const names = diffNames(library);
    return new Map(
      items.map((item) => [
        item.asset,
        changedRows(fieldsOf(item.kind, item.before?.body ?? null, item.body, names)).length,
      ]),
    );
  }, [items, library]);
  return (
    <nav className="pane review-list" aria-label="Revisions">
      <ListHead title="Revisions" count={items.length}>
        <span className="dim small">{seen === items.length ? "all looked at" : `${seen} looked at`}</span>
      </ListHead>
      <VirtualList
        label="Revisions of this request"
        items={items}
        itemKey={(item) => item.asset}
        selected={selected?.asset}
        onSelect={(item) => changeParams({ revision: item.asset })}
        row={(item) => ({
          title: item.name,
          meta: `${capital(kindWords[item.kind].one)} · ${
            item.before ? `${counted(changes.get(item.asset) ?? 0, "field")} changed` : "new"
          }`,
          lead: <TierMark tier={item.tier} />,
          end: looked.has(item.revision) && (
            <span className="status-mark tone-ok" role="img" aria-label="Looked at" title="Looked at">
              <Eye className="icon" aria-hidden />
            </span>
          ),
        })}
      />
      {request.status === "open" && (
        <div className="review-list-foot">
          <Reason icon={Link2}>
            Approving binds to exactly {items.length === 1 ? "this revision" : `these ${items.length} revisions`}. One
            more edit of what you approve, and it is void.
          </Reason>
        </div>
      )}
    </nav>
  );
}
