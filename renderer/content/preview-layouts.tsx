import type { ReactNode } from "react";
import type { AssembledField, Decision } from "#shared/decision/model.ts";
import type { Channel } from "#shared/rules/model.ts";
import { digestInPath, usePictureUrl } from "./pictures/files.ts";

type Content = NonNullable<Decision["content"]>;

export interface PreviewLayoutProps {
  channel: Channel;
  content: Content | null;
  /** Why it is this or nothing. */
  reason: string;
}

/** Assembled content in the calm form of its channel. Every field is shown somewhere: a preview hides nothing. */
export function PreviewLayout({ channel, content, reason }: PreviewLayoutProps) {
  if (!content) {
    return (
      <div className="nothing">
        <b>Nothing is shown</b>
        <span>{reason}</span>
      </div>
    );
  }
  const sorted = sortFields(content);
  const Layout = layouts[channel];
  return <Layout {...sorted} label={content.label} locale={content.locale} />;
}

interface Sorted {
  title: AssembledField | undefined;
  texts: readonly AssembledField[];
  picture: AssembledField | undefined;
  /** What the picture shows, for those who cannot see it. */
  alt: string | undefined;
  button: string | undefined;
  /** Where it leads, where no words say so. */
  link: string | undefined;
  claims: readonly AssembledField[];
  fine: readonly AssembledField[];
}

interface LayoutProps extends Sorted {
  label: string | null;
  locale: string;
}

const says = (field: AssembledField | undefined, pattern: RegExp): boolean =>
  field !== undefined && (pattern.test(field.name) || pattern.test(field.label));

/** Finds what each field is for by its class and type, and by its name where several could be meant. */
export function sortFields({ fields }: Content): Sorted {
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
  const alt = shown.find((field) => field !== picture && says(field, /alt|in words|caption/i));
  const link = shown.find((field) => field.type === "link");
  const copy = shown.filter(
    (field) => field.part === "copy" && field !== alt && field.type !== "link" && field.type !== "image",
  );
  const button =
    copy.find((field) => says(field, /cta|button|action/i)) ?? copy.find((field) => field.type === "choice");
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

function wordsOf({ value }: AssembledField): string {
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

const Words = ({ field }: { field: AssembledField }): ReactNode =>
  Array.isArray(field.value) ? (
    <ul>
      {field.value.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  ) : (
    <p className="text">{wordsOf(field)}</p>
  );

const Title = ({ field }: { field: AssembledField | undefined }) => field && <h2>{wordsOf(field)}</h2>;
const Texts = ({ fields }: { fields: readonly AssembledField[] }) =>
  fields.map((field) => <Words key={field.name} field={field} />);
const Claims = ({ fields }: { fields: readonly AssembledField[] }) =>
  fields.map((field) => (
    <p key={field.name} className="claim">
      {wordsOf(field)}
    </p>
  ));
const Cta = ({ words, link }: { words: string | undefined; link: string | undefined }) =>
  words ? <span className="cta">{words}</span> : link && <span className="link">{link}</span>;
const Ai = ({ label }: { label: string | null }) => label && <span className="ai">{label}</span>;

function Fine({ fields }: { fields: readonly AssembledField[] }) {
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
function Picture({ field, alt }: { field: AssembledField | undefined; alt: string | undefined }) {
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

function WebHero({ title, texts, picture, alt, button, link, claims, fine, label, locale }: LayoutProps) {
  return (
    <article lang={locale}>
      <div className={picture ? "hero" : "hero is-plain"}>
        <div className="words">
          <Ai label={label} />
          <Title field={title} />
          <Texts fields={texts} />
          <Claims fields={claims} />
          <Cta words={button} link={link} />
        </div>
        <Picture field={picture} alt={alt} />
      </div>
      <Fine fields={fine} />
    </article>
  );
}

function Email({ title, texts, picture, alt, button, link, claims, fine, label, locale }: LayoutProps) {
  const [lead] = texts;
  return (
    <article lang={locale}>
      <div className="mail-head">
        <b>{title ? wordsOf(title) : "No subject"}</b>
        <span>{lead ? wordsOf(lead).slice(0, 90) : ""}</span>
      </div>
      <div className="mail">
        <Ai label={label} />
        <Picture field={picture} alt={alt} />
        <Title field={title} />
        <Texts fields={texts} />
        <Claims fields={claims} />
        <Cta words={button} link={link} />
      </div>
      <Fine fields={fine} />
    </article>
  );
}

function Sms({ title, texts, button, link, claims, fine, label, locale }: LayoutProps) {
  const lines = [...(title ? [title] : []), ...texts, ...claims].map(wordsOf);
  const whole = [...lines, button, link, ...fine.map(wordsOf)].filter(Boolean).join("\n");
  return (
    <article className="phone" lang={locale}>
      <div className="bubble">{whole}</div>
      <span className="from">{smsWords(whole)}</span>
      <Ai label={label} />
    </article>
  );
}

/** A message is charged by its parts: 160 characters, or 70 where it holds one outside the GSM alphabet. */
function smsWords(text: string): string {
  const length = text.length;
  const plain = /^[\n\r -~£¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà€]*$/.test(text);
  const [alone, each] = plain ? [160, 153] : [70, 67];
  const parts = length <= alone ? 1 : Math.ceil(length / each);
  return `${length} characters, ${parts === 1 ? "1 message" : `${parts} messages`}`;
}

function Push({ title, texts, claims, fine, label, locale }: LayoutProps) {
  return (
    <article className="push" lang={locale}>
      <i aria-hidden="true" />
      <div>
        {title && <b>{wordsOf(title)}</b>}
        <Texts fields={texts} />
        <Claims fields={claims} />
        <Ai label={label} />
      </div>
      <Fine fields={fine} />
    </article>
  );
}

function AppCard({ title, texts, picture, alt, button, link, claims, fine, label, locale }: LayoutProps) {
  return (
    <article className="card" lang={locale}>
      <Picture field={picture} alt={alt} />
      <div className="words">
        <Ai label={label} />
        <Title field={title} />
        <Texts fields={texts} />
        <Claims fields={claims} />
        <Cta words={button} link={link} />
      </div>
      <Fine fields={fine} />
    </article>
  );
}

const layouts: Readonly<Record<Channel, (props: LayoutProps) => ReactNode>> = {
  web: WebHero,
  email: Email,
  sms: Sms,
  push: Push,
  app: AppCard,
  paid: AppCard,
  video: WebHero,
};
