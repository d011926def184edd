import { ArrowDown, ArrowUp, TableProperties } from "lucide-react";
import { useMemo, useState } from "react";
import { baseVariant } from "#shared/content/model.ts";
import { forWhom } from "#shared/content/variants.ts";
import type { BlockTypeBody } from "#shared/taxonomy/model.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { listed } from "#renderer/app/words.ts";
import { classes, Dialog, IconButton } from "#renderer/ui/index.ts";
import { type BlockView, viewBlock } from "./logic/block-view.ts";
import { audienceLabel, moveVariant } from "./logic/variants.ts";
import { counts, type FieldState, seenCell, type SeenCell, seenLocales } from "./logic/who-sees.ts";
import { lookAt } from "./store.ts";
import { localeLabel, localeName, stateWords, words } from "./strings.ts";

interface WhoSeesProps {
  editor: AssetEditor;
  view: BlockView;
  type: BlockTypeBody;
}

/** Opens the table of who sees what. */
export function WhoSees(props: WhoSeesProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <span className="tab-action">
        <IconButton icon={TableProperties} label="Who sees what" size="sm" onClick={() => setOpen(true)} />
      </span>
      {open && <WhoSeesDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Every variant in the order in which it is tried, in every locale: whose words are shown, and what is not there. */
function WhoSeesDialog({ editor, view, type, onClose }: WhoSeesProps & { onClose: () => void }) {
  const { body } = editor;
  const locales = useMemo(() => seenLocales(body), [body]);
  const go = (cell: SeenCell): void => {
    lookAt(editor.detail.id, { variant: cell.variant, locale: cell.locale });
    onClose();
  };
  return (
    <Dialog open wide title="Who sees what" onClose={onClose}>
      <p className="dim small">
        From top to bottom, the first that applies is shown. A field without words of its own shows everyone’s.
      </p>
      <div className="seen-scroll scroll" tabIndex={0} role="region" aria-label="Variants by locale">
        <table className="seen">
          <thead>
            <tr>
              <th scope="col">For whom</th>
              {locales.map((locale) => (
                <th key={locale} scope="col" title={locale === "*" ? words.otherLocales : localeName(locale)}>
                  {locale === "*" ? words.otherLocales : localeLabel(locale)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...view.variants.map(({ id }) => id), baseVariant].map((variant) => (
              <tr key={variant}>
                <VariantHead editor={editor} variant={variant} />
                {locales.map((locale) => (
                  <td key={locale}>
                    <Cell cell={seenCell(body, type, variant, locale)} onClick={go} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}

function VariantHead({ editor, variant }: { editor: AssetEditor; variant: string }) {
  const { change, library, readOnly } = editor;
  const { variants } = viewBlock(editor.body);
  const at = variants.findIndex(({ id }) => id === variant);
  const found = variants[at];
  if (!found)
    return (
      <th scope="row">
        <b>{words.everyone}</b>
        <small>{variants.length > 0 ? "where none of these applies" : "there is no variant yet"}</small>
      </th>
    );
  const whom = forWhom(found, (id) => audienceLabel(library, id)).join(" · ");
  const move = (by: -1 | 1) => change(`move ${variant} ${by}`, (body) => moveVariant(body, variant, by));
  return (
    <th scope="row">
      <span className="seen-head">
        <span className="grow">
          <b>{found.label}</b>
          {whom !== found.label && <small>{whom}</small>}
        </span>
        <IconButton
          icon={ArrowUp}
          label={`Try ${found.label} earlier`}
          size="sm"
          disabledReason={readOnly ?? (at === 0 ? "It is the first already." : undefined)}
          onClick={() => move(-1)}
        />
        <IconButton
          icon={ArrowDown}
          label={`Try ${found.label} later`}
          size="sm"
          disabledReason={readOnly ?? (at === variants.length - 1 ? "It is the last already." : undefined)}
          onClick={() => move(1)}
        />
      </span>
    </th>
  );
}

const states: readonly FieldState[] = ["own", "inherited", "missing", "leftOut"];

/** What stands there in figures; which fields they are is told on hover and to screen readers. */
function Cell({ cell, onClick }: { cell: SeenCell; onClick: (cell: SeenCell) => void }) {
  const count = counts(cell);
  const shown = states.filter((state) => count[state] > 0);
  const named = shown.map((state) => {
    const labels = cell.fields.filter((field) => field.state === state).map(({ label }) => label);
    return `${stateWords[state]}: ${listed(labels, { most: 8 })}`;
  });
  // That other locales are shown in the block's own is as it should be; one that it names and cannot speak is not.
  const isOther = cell.locale === "*";
  const why = !isOther && cell.lacking.length > 0 ? `${listed(cell.lacking)} missing, ` : "";
  return (
    <button type="button" className="seen-cell" title={named.join("\n")} onClick={() => onClick(cell)}>
      {shown.map((state) => (
        <span key={state} className={classes("seen-line", `is-${state}`)}>
          <b>{count[state]}</b> {stateWords[state]}
        </span>
      ))}
      {cell.spoken !== cell.locale && (
        <span className={classes("seen-line", "is-wrapped", !isOther && "is-missing")}>
          {why}shown in {cell.spoken}
        </span>
      )}
    </button>
  );
}
