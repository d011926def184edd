import type { AssembledField, AssembledSlot } from "#shared/decision/model.ts";

/** The fields of a block by what they are for, as layouts show them. */
export interface Shown {
  readonly title: AssembledField | undefined;
  readonly texts: readonly AssembledField[];
  readonly picture: AssembledField | undefined;
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string | undefined;
  readonly button: string | undefined;
  /** Where it leads, where no words say so. */
  readonly link: string | undefined;
  readonly claims: readonly AssembledField[];
  readonly fine: readonly AssembledField[];
  readonly label: string | null;
  readonly locale: string;
}

interface Part {
  readonly slot: Pick<AssembledSlot, "key" | "fixed">;
  readonly props: Shown;
}

/** The main slot: the first flexible one. It is in whatever is shown. */
export const mainOf = <P extends Part>(parts: readonly P[]): P => parts.find(({ slot }) => !slot.fixed) ?? parts[0]!;

/** Whether a block says nothing but small print. */
export const saysOnlyFine = ({ title, texts, picture, button, link, claims }: Shown): boolean =>
  !title && texts.length === 0 && !picture && !button && !link && claims.length === 0;

/**
 * All slots as one thing, for channels that have no parts: an advertisement, a push message. The main slot leads; nothing
 * that another slot says is lost, what would be a second title or button becomes text.
 */
export function joinSlots(parts: readonly Part[]): Shown {
  const main = mainOf(parts);
  const all = [main, ...parts.filter((part) => part !== main)];
  const first = <T>(read: (shown: Shown) => T | undefined): T | undefined =>
    all.map(({ props }) => read(props)).find((one) => one !== undefined);
  const title = first((shown) => shown.title);
  const button = first((shown) => shown.button);
  const picture = first((shown) => shown.picture);
  // Fields of two slots may have one name: the slot's key tells them apart.
  const named = (fields: readonly (AssembledField | undefined)[], key: string): AssembledField[] =>
    fields.flatMap((field) => (field ? [{ ...field, name: `${key}.${field.name}` }] : []));
  const gather = (read: (shown: Shown) => readonly (AssembledField | undefined)[]): AssembledField[] =>
    all.flatMap(({ slot, props }) => named(read(props), slot.key));
  const asText = (words: string | undefined, name: string): AssembledField | undefined =>
    words === undefined ? undefined : { name, label: name, type: "text", part: "copy", fixed: false, value: words };
  return {
    title,
    texts: gather((shown) => [
      shown.title === title ? undefined : shown.title,
      ...shown.texts,
      shown.button === button ? undefined : asText(shown.button, "button"),
    ]),
    picture,
    alt: first((shown) => (shown.picture === picture ? shown.alt : undefined)),
    button,
    link: first((shown) => shown.link),
    claims: gather((shown) => shown.claims),
    fine: gather((shown) => shown.fine),
    label: first((shown) => shown.label ?? undefined) ?? null,
    locale: main.props.locale,
  };
}
