import { type KeyboardEvent, useMemo, useState } from "react";
import { type ImageBody, imageBody } from "#shared/images/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { checkValue } from "#shared/taxonomy/limits.ts";
import type { Field } from "#shared/taxonomy/model.ts";
import { useSettled } from "#renderer/assets/data/asset-pages.ts";
import { type Library, libraryWith } from "#renderer/assets/logic/library.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import { classes, Dialog, EmptyState, Reason, SearchField, Waiting } from "#renderer/ui/index.ts";
import { ruleWords } from "../logic/field-rules.ts";
import { measureWords } from "../logic/picture.ts";
import { Thumbnail } from "./thumbnail.tsx";

export interface PicturePickerProps {
  field: Field;
  locale: string;
  library: Library;
  value: AssetId | undefined;
  onChange: (picture: AssetId) => void;
  onClose: () => void;
}

interface Offer {
  readonly id: AssetId;
  readonly name: string;
  readonly body: ImageBody;
  /** Why the field does not take it. */
  readonly reasons: readonly string[];
}

const mostShown = 60;

/** The library's pictures for one field: those that fit first, the others with what keeps them out. */
export function PicturePicker({ field, locale, library, value, onChange, onClose }: PicturePickerProps) {
  const [query, setQuery] = useState("");
  const [cursor, setCursor] = useState(0);
  const text = useSettled(query.trim(), 120);
  const { offers, total, error } = useOffers(field, locale, library, text);
  const take = (offer: Offer | undefined): void => {
    if (!offer || offer.reasons.length > 0) return;
    onChange(offer.id);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setCursor(Math.max(0, Math.min((offers?.length ?? 1) - 1, cursor + step)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(offers?.[cursor]);
    }
  };
  const rules = ruleWords(field);
  return (
    <Dialog open wide title={`${field.label}: choose a picture`} onClose={onClose}>
      <div className="pick" onKeyDown={onKeyDown}>
        <SearchField
          label="Search pictures"
          value={query}
          onChange={(next) => {
            setQuery(next);
            setCursor(0);
          }}
        />
        {rules && <p className="dim small">Asked for: {rules}.</p>}
        {error && <p className="tone-danger">{error}</p>}
        {!offers && !error && <Waiting />}
        {offers?.length === 0 && (
          <EmptyState title="No pictures found">
            Add some under Content, Pictures, or search for other words.
          </EmptyState>
        )}
        <div className="pick-list" role="listbox" aria-label="Pictures">
          {offers?.map((offer, at) => (
            <button
              key={offer.id}
              type="button"
              role="option"
              aria-selected={offer.id === value}
              aria-disabled={offer.reasons.length > 0}
              className={classes("list-row picture-row", at === cursor && "is-cursor")}
              tabIndex={-1}
              onMouseEnter={() => setCursor(at)}
              onClick={() => take(offer)}
            >
              <Thumbnail body={offer.body} size="md" />
              <span className="picture-name">
                <b>{offer.body.settings.label}</b>
                <small>
                  {offer.name} · {measureWords(offer.body)}
                </small>
                {offer.reasons.map((reason) => (
                  <Reason key={reason}>{reason}</Reason>
                ))}
              </span>
            </button>
          ))}
        </div>
        {total > mostShown && <p className="dim small">{total - mostShown} more: search to see them.</p>}
      </div>
    </Dialog>
  );
}

function useOffers(
  field: Field,
  locale: string,
  library: Library,
  text: string,
): { offers: readonly Offer[] | undefined; total: number; error: string | undefined } {
  const list = useQuery(["assets.list", "pictures", text], () =>
    api.assets.list({ filter: { kinds: ["image"], ...(text ? { text } : {}) }, limit: mostShown }),
  );
  const ids = list.data?.rows.map(({ id }) => id);
  const bodies = useQuery(ids ? ["assets.bodies", "pictures", ids] : null, () => api.assets.bodies({ assets: ids! }));
  const offers = useMemo(() => {
    if (!bodies.data) return undefined;
    const context = libraryWith(library, bodies.data.assets).contextFor();
    const all = bodies.data.assets.flatMap(({ id, name, body }): Offer[] => {
      const parsed = imageBody.safeParse(body);
      if (!parsed.success) return [];
      const problems = checkValue(field, id, locale, { ...context, at: "" });
      const errors = problems.filter(({ severity }) => severity === "error");
      return [{ id, name, body: parsed.data, reasons: [...new Set(errors.map(({ message }) => message))] }];
    });
    return all.toSorted((a, b) => Number(a.reasons.length > 0) - Number(b.reasons.length > 0));
  }, [bodies.data, field, locale, library]);
  return { offers, total: list.data?.total ?? 0, error: (list.error ?? bodies.error)?.message };
}
