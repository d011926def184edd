import type { ReactNode } from "react";
import type { AssembledContent, AssembledField } from "#shared/decision/model.ts";
import type { Shown } from "./logic/preview-join.ts";
import { digestInPath, usePictureUrl } from "./pictures/files.ts";

/** What each field of a block is for. */
export type Sorted = Omit<Shown, "label" | "locale">;
export type LayoutProps = Shown;

const says = (field: AssembledField | undefined, pattern: RegExp): boolean =>
  field !== undefined && (pattern.test(field.name) || pattern.test(field.label));

/** Finds what each field is for by its class and type, and by its name where several could be meant. */
export function sortFields({ fields }: AssembledContent): Sorted {
  // Of a field that leads to a claim customers read the claim, which stands beside it.
  const leads = ({ name, type }: AssembledField) =>
    type === "reference" && fields.some((other) => other.name.startsWith(`${name}.`));
  const shown = fields.filter((field) => wordsOf(field) !== "" && !leads(field));
  const fine = shown.filter((field) => field.part === "disclosure");
  const claims = shown.filter((field) => field.part === "claim");
  const pictures = shown.filter((field) => field.type === "image");
  // A logo is fixed and small; what a block chose for itself is what it is about.
  const picture =
    pictures.find((field) => digestInPath(wordsOf(field)) !== undefined && !field.fixed) ??
    pictures.find((field) => digestInPath(wordsOf(field)) !== undefined) ??
    pictures[0];
  const alt = shown.find(
    (field) => field !== picture && says(field, /\balt|(picture|image).*(in words|text)|pictureWords|caption/i),
  );
  const link = shown.find((field) => field.type === "link");
  const copy = shown.filter(
    (field) => field.part === "copy" && field !== alt && field.type !== "link" && field.type !== "image",
  );
  const button =
    copy.find((field) => says(field, /cta|button|action|link/i)) ?? copy.find((field) => field.type === "choice");
  const rest = copy.filter((field) => field !== button);
  const title = rest.find((field) => says(field, /head|title|subject/i)) ?? rest[0];
  return {
    title,
    texts: rest.filter((field) => field !== title),
    picture,
    alt: alt && wordsOf(alt),
    button: button && wordsOf(button),
    link: button ? undefined : link && wordsOf(link),
    claims,
    fine,
  };
}

export function wordsOf({ value }: AssembledField): string {
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

export const Words = ({ field }: { field: AssembledField }): ReactNode =>
  Array.isArray(field.value) ? (
    <ul>
      {field.value.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  ) : (
    <p className="text">{wordsOf(field)}</p>
  );

export const Title = ({ field }: { field: AssembledField | undefined }) => field && <h2>{wordsOf(field)}</h2>;
export const Texts = ({ fields }: { fields: readonly AssembledField[] }) =>
  fields.map((field) => <Words key={field.name} field={field} />);
export const Claims = ({ fields }: { fields: readonly AssembledField[] }) =>
  fields.map((field) => (
    <p key={field.name} className="claim">
      {wordsOf(field)}
    </p>
  ));
export const Cta = ({ words, link }: { words: string | undefined; link: string | undefined }) =>
  words ? <span className="cta">{words}</span> : link && <span className="link">{link}</span>;
export const Ai = ({ label }: { label: string | null }) => label && <span className="ai">{label}</span>;

/** What a block says, in the order in which it is read; what comes with it stands under the label. */
export function Said(
  props: Pick<Shown, "label" | "title" | "texts" | "claims" | "button" | "link"> & { children?: ReactNode },
) {
  return (
    <>
      <Ai label={props.label} />
      {props.children}
      <Title field={props.title} />
      <Texts fields={props.texts} />
      <Claims fields={props.claims} />
      <Cta words={props.button} link={props.link} />
    </>
  );
}

export function Fine({ fields }: { fields: readonly AssembledField[] }) {
  if (fields.length === 0) return null;
  return (
    <div className="fine">
      {fields.map((field) => (
        <span key={field.name}>{wordsOf(field)}</span>
      ))}
    </div>
  );
}

/** A picture of the library as customers see it; its words stand in for whoever cannot. Others are never fetched by a preview. */
export function Picture({ field, alt }: { field: AssembledField | undefined; alt: string | undefined }) {
  const { url, error } = usePictureUrl(field && digestInPath(wordsOf(field)));
  if (!field) return null;
  const shows = field.alt ?? alt;
  if (url) {
    const position = field.focal && `${field.focal.x * 100}% ${field.focal.y * 100}%`;
    return (
      <figure className="shown">
        <img src={url} alt={shows ?? ""} style={{ objectPosition: position }} />
        {shows !== undefined && <figcaption>{shows}</figcaption>}
      </figure>
    );
  }
  return (
    <div className="picture">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 5" />
      </svg>
      <span>{error ?? shows ?? wordsOf(field).split("/").at(-1)}</span>
    </div>
  );
}
