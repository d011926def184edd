import { type Limits, type Mark, markNames, type PictureLimits } from "#shared/taxonomy/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Library } from "#renderer/assets/data/library.ts";
import { capital } from "#renderer/app/words.ts";
import { markWords } from "#renderer/reviews/strings.ts";
import { Checkbox, Chip, type FieldProblem, Select, TextField } from "#renderer/ui/index.ts";

/** Sets one limit; undefined takes it away. */
export type SetLimit = <K extends keyof Limits>(key: K, value: Limits[K] | undefined) => void;

interface LimitProps {
  limits: Limits;
  set: SetLimit;
}

/** The whole number that was typed; none for anything else. */
export function wholeNumber(text: string): number | undefined {
  const number = Number.parseInt(text, 10);
  return Number.isNaN(number) || number < 0 ? undefined : number;
}

/** The same for what cannot be nothing, such as a size. */
const asNumber = (text: string): number | undefined => wholeNumber(text) || undefined;
const shown = (number: number | undefined): string => (number === undefined ? "" : String(number));

/** The room that a line has when it is set. */
export function WidthLimits({ limits: { width }, set }: LimitProps) {
  const change = (changes: Partial<NonNullable<Limits["width"]>>): void =>
    set("width", { pixels: 400, size: 16, ...width, ...changes });
  return (
    <>
      <TextField
        label="Widest"
        rule="pixels when set in one line, optional"
        inputMode="numeric"
        value={shown(width?.pixels)}
        onChange={(text) => {
          const pixels = asNumber(text);
          if (pixels === undefined) set("width", undefined);
          else change({ pixels });
        }}
      />
      {width && (
        <div className="row">
          <TextField
            label="Set at"
            rule="pixels"
            inputMode="numeric"
            value={shown(width.size)}
            onChange={(text) => change({ size: asNumber(text) ?? 16 })}
          />
          <Checkbox
            label="Bold"
            checked={width.weight === "bold"}
            onChange={(bold) => change({ weight: bold ? "bold" : "regular" })}
          />
        </div>
      )}
    </>
  );
}

/** The currencies that a price may be in. */
export function CurrencyLimits({ limits: { currencies = [] }, set }: LimitProps) {
  return (
    <TextField
      label="Currencies"
      rule="ISO codes by commas, optional"
      value={currencies.join(", ")}
      onChange={(text) => set("currencies", text.trim() === "" ? undefined : text.toUpperCase().split(/,\s*/))}
    />
  );
}

/** The first and the last day that a date may be. */
export function DayLimits({ limits, set, problem }: LimitProps & { problem: FieldProblem | undefined }) {
  const day = (key: "earliest" | "latest", label: string) => (
    <TextField
      label={label}
      rule="optional"
      type="date"
      value={limits[key] ?? ""}
      onChange={(text) => set(key, text === "" ? undefined : text)}
      problem={key === "latest" ? problem : undefined}
    />
  );
  return (
    <>
      {day("earliest", "Earliest")}
      {day("latest", "Latest")}
    </>
  );
}

/** The marks of formatted text; without any choice all are allowed. */
export function MarkLimits({ limits: { marks }, set }: LimitProps) {
  const allowed: readonly Mark[] = marks ?? markNames;
  const toggle = (mark: Mark, on: boolean): void => {
    const next = markNames.filter((one) => (one === mark ? on : allowed.includes(one)));
    set("marks", next.length === markNames.length ? undefined : next);
  };
  return (
    <div className="is-wide fields" role="group" aria-label="Marks that may be used">
      <span className="small dim">Marks that may be used</span>
      <div className="limit-checks">
        {markNames.map((mark) => (
          <Checkbox
            key={mark}
            label={capital(markWords[mark])}
            checked={allowed.includes(mark)}
            onChange={(on) => toggle(mark, on)}
          />
        ))}
      </div>
    </div>
  );
}

/** The block types that a reference may lead to; none chosen allows every type. */
export function TypeLimits({ limits: { types = [] }, set, library }: LimitProps & { library: Library }) {
  const known = [...library.assets.values()].filter((one) => one.kind === "blockType");
  const left = known.filter((one) => !types.includes(one.id));
  const change = (next: AssetId[]): void => set("types", next.length > 0 ? next : undefined);
  return (
    <div className="is-wide fields">
      <span className="small dim">Block types it may lead to; none named allows all</span>
      <div className="chips">
        {types.map((type) => (
          <Chip
            key={type}
            on
            onRemove={() => change(types.filter((one) => one !== type))}
            removeLabel={`No longer ${library.nameOf(type)}`}
          >
            {library.nameOf(type)}
          </Chip>
        ))}
        {left.length > 0 && (
          <Select
            label="Allow a block type"
            placeholder="Allow one more"
            value={undefined}
            onChange={(type: AssetId) => change([...types, type])}
            options={left.map((one) => ({ value: one.id, label: one.name }))}
          />
        )}
      </div>
    </div>
  );
}

/** What a picture must be. Any of it asks for a picture of the library. */
export function PictureLimitsForm({ limits: { picture = {} }, set }: LimitProps) {
  const change = (changes: { readonly [K in keyof PictureLimits]: PictureLimits[K] | undefined }): void => {
    const next = Object.fromEntries(Object.entries({ ...picture, ...changes }).filter(([, one]) => one !== undefined));
    set("picture", Object.keys(next).length > 0 ? next : undefined);
  };
  const number = (key: "minWidth" | "minHeight", label: string) => (
    <TextField
      label={label}
      rule="pixels, optional"
      inputMode="numeric"
      value={shown(picture[key])}
      onChange={(text) => change({ [key]: asNumber(text) })}
    />
  );
  const kilobytes = picture.maxBytes === undefined ? undefined : Math.round(picture.maxBytes / 1000);
  return (
    <>
      <TextField
        label="Ratio"
        rule="width to height, such as 16:9, optional"
        value={picture.ratio ?? ""}
        onChange={(text) => change({ ratio: text === "" ? undefined : text })}
      />
      <TextField
        label="Heaviest"
        rule="kilobytes, optional"
        inputMode="numeric"
        value={shown(kilobytes)}
        onChange={(text) => {
          const most = asNumber(text);
          change({ maxBytes: most === undefined ? undefined : most * 1000 });
        }}
      />
      {number("minWidth", "Narrowest")}
      {number("minHeight", "Lowest height")}
      <div className="is-wide">
        <Checkbox
          label="Alternative text in every locale of the block"
          checked={picture.alt === true}
          onChange={(alt) => change({ alt: alt || undefined })}
        />
      </div>
    </>
  );
}
