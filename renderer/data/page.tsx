import { Check, Eye, FileDown } from "lucide-react";
import { useState } from "react";
import { useRights } from "#renderer/assets/data/rights.ts";
import { useScopes } from "#renderer/assets/data/scopes.ts";
import { useAct } from "#renderer/assets/revise-dialog.tsx";
import { hrefTo } from "#renderer/app/navigation.ts";
import { counted } from "#renderer/app/words.ts";
import { Button, EmptyState, PageHead, ProblemLine, Reason, ToneText } from "#renderer/ui/index.ts";
import { ReviewTable } from "./review-table.tsx";
import { RowDetail } from "./row-detail.tsx";
import { SourceFields } from "./source-form.tsx";
import { canTake, importRows, readSource, type ReviewRow, type SourceForm } from "./store.ts";
import { importWords as words } from "./strings.ts";
import "#renderer/exchange/exchange.css";
import "./data.css";

/** What was read and what became of it. */
interface Review {
  readonly rows: readonly ReviewRow[];
  readonly notes: readonly string[];
  /** How many were written; undefined before. */
  readonly done?: number;
}

/** A source is read, looked at row by row, and then taken. */
export default function DataPage() {
  const { me } = useRights();
  const { form, change } = useForm();
  const [review, setReview] = useState<Review>();
  const [chosen, choose] = useState<string>();
  const { busy, failure, run } = useAct(() => {});
  const alter = (changes: Partial<SourceForm>): void => {
    change(changes);
    // What was read of another file, or as something else, says nothing any more.
    if ("file" in changes || "format" in changes || "describes" in changes) {
      setReview(undefined);
      choose(undefined);
    }
  };
  const read = (): void =>
    run(async () => {
      const found = await readSource(form);
      setReview(found);
      choose(found.rows[0]?.id);
    });
  const take = (others: boolean): void => {
    if (!me || !review) return;
    run(async () => {
      const { rows, report } = await importRows(form, review.rows, me.id, others);
      const { created, changed } = report.counts;
      // What is imported stays so: a row that was mended adds to it.
      const done = report.applied ? { done: (review.done ?? 0) + (created ?? 0) + (changed ?? 0) } : {};
      setReview({ ...review, rows, ...done });
      choose(rows.find(({ refused }) => refused !== undefined)?.id ?? chosen);
    });
  };
  const update = (each: (row: ReviewRow) => ReviewRow): void =>
    setReview((now) => now && { ...now, rows: now.rows.map(each) });
  const row = review?.rows.find(({ id }) => id === chosen);
  return (
    <div className="page">
      <PageHead title={words.title} />
      <div className="exchange">
        <div className="exchange-form scroll">
          <SourceFields form={form} change={alter} />
          {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
          <div className="exchange-deeds">
            <Button
              variant={review ? "normal" : "primary"}
              disabledReason={form.file ? undefined : words.sayFile}
              onClick={() => !busy && read()}
            >
              {busy && !review ? "Reading …" : words.read}
            </Button>
            {review && <Deeds review={review} busy={busy} take={take} />}
          </div>
        </div>
        <div className="exchange-side">
          {review ? (
            <>
              <div className="exchange-head" role="status">
                <Headline review={review} />
                {review.notes.map((note) => (
                  <Reason key={note}>{note}</Reason>
                ))}
              </div>
              <ReviewTable
                rows={review.rows}
                chosen={chosen}
                onChoose={choose}
                onTake={(ids, taken) => update((one) => (ids.includes(one.id) ? { ...one, taken } : one))}
              />
              <div className="data-detail scroll">
                {row ? (
                  <RowDetail row={row} onChange={(next) => update((one) => (one.id === next.id ? next : one))} />
                ) : (
                  <Reason>{words.pickRow}</Reason>
                )}
              </div>
            </>
          ) : (
            <EmptyState fill title={words.nothingYet}>
              {words.nothingYetHelp}
            </EmptyState>
          )}
        </div>
      </div>
    </div>
  );
}

function Headline({ review: { rows, done } }: { review: Review }) {
  if (done === undefined)
    return (
      <ToneText tone="attn" icon={Eye}>
        Nothing is written yet. {counted(rows.length, "row")} {rows.length === 1 ? "was" : "were"} read.
      </ToneText>
    );
  return (
    <ToneText tone="ok" icon={Check}>
      {counted(done, "attribute or event", "attributes and events")} {done === 1 ? "is" : "are"} in the dictionary, to
      be approved. <a href={hrefTo("rules", { kind: "attribute" })}>Show attributes</a> ·{" "}
      <a href={hrefTo("rules", { kind: "event" })}>Show events</a>
    </ToneText>
  );
}

/** Where a row is refused or cannot be read, the rest goes in only when somebody asks for it in so many words. */
function Deeds({
  review: { rows, done },
  busy,
  take,
}: {
  review: Review;
  busy: boolean;
  take: (others: boolean) => void;
}) {
  const wanted = rows.filter((row) => row.taken && canTake(row));
  const refused = wanted.filter((row) => row.refused !== undefined).length;
  const unread = rows.filter(({ state }) => state === "unreadable").length;
  const left = wanted.length - refused;
  const others = refused + unread > 0;
  const reason = left === 0 ? (refused > 0 ? "Mend the refused rows, or tick others." : words.nothingTaken) : undefined;
  if (done !== undefined && wanted.length === 0) return null;
  return (
    <>
      <Button variant="primary" icon={FileDown} disabledReason={reason} onClick={() => !busy && take(refused > 0)}>
        {others ? `Import the other ${left.toLocaleString("en")}` : `Import ${left.toLocaleString("en")}`}
      </Button>
      {others && (
        <Reason>
          {[
            ...(refused > 0 ? [`${counted(refused, "row")} ${refused === 1 ? "is" : "are"} refused`] : []),
            ...(unread > 0 ? [`${counted(unread, "row")} cannot be read`] : []),
          ].join(", ")}
          {refused > 0 && done === undefined ? ": nothing was written." : "."}
        </Reason>
      )}
    </>
  );
}

function useForm() {
  const { brands } = useScopes();
  const [typed, setForm] = useState<Partial<SourceForm>>({});
  const form: SourceForm = {
    format: "csv",
    describes: "person",
    file: undefined,
    system: "",
    brand: brands[0] ?? "",
    market: "",
    tier: "campaign",
    ...typed,
  };
  return { form, change: (changes: Partial<SourceForm>) => setForm((now) => ({ ...now, ...changes })) };
}
