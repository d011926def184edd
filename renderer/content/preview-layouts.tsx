import type { ReactNode } from "react";
import type { AssembledContent } from "#shared/decision/model.ts";
import type { Channel } from "#shared/rules/model.ts";
import {
  Ai,
  Claims,
  Fine,
  type LayoutProps,
  Picture,
  Said,
  type Sorted,
  sortFields,
  Texts,
  wordsOf,
} from "./preview-parts.tsx";

export interface PreviewLayoutProps {
  channel: Channel;
  content: AssembledContent;
}

/** Assembled content in the calm form of its channel. Every field is shown somewhere: a preview hides nothing. */
export function PreviewLayout({ channel, content }: PreviewLayoutProps) {
  const Layout = layouts[channel];
  return <Layout {...sortFields(content)} label={content.label} locale={content.locale} />;
}

/** The end of a decision that shows nothing, with its reason. */
export const Nothing = ({ reason }: { reason: string }) => (
  <div className="nothing">
    <b>Nothing is shown</b>
    <span>{reason}</span>
  </div>
);

export function WebHero({ picture, alt, fine, locale, ...said }: LayoutProps) {
  return (
    <article lang={locale}>
      <div className={picture ? "hero" : "hero is-plain"}>
        <div className="words">
          <Said {...said} />
        </div>
        <Picture field={picture} alt={alt} />
      </div>
      <Fine fields={fine} />
    </article>
  );
}

/** What stands in an inbox before the mail is opened. */
export const MailHead = ({ title, texts: [lead] }: Pick<Sorted, "title" | "texts">) => (
  <div className="mail-head">
    <b>{title ? wordsOf(title) : "No subject"}</b>
    <span>{lead ? wordsOf(lead).slice(0, 90) : ""}</span>
  </div>
);

function Email({ picture, alt, fine, locale, ...said }: LayoutProps) {
  return (
    <article lang={locale}>
      <MailHead {...said} />
      <div className="mail">
        <Said {...said}>
          <Picture field={picture} alt={alt} />
        </Said>
      </div>
      <Fine fields={fine} />
    </article>
  );
}

const Sms = (props: LayoutProps) => <Message text={linesOf(props)} label={props.label} locale={props.locale} />;

/** What a block says in a channel that knows nothing but text. */
export function linesOf({ title, texts, button, link, claims, fine }: Sorted): string {
  const lines = [...(title ? [title] : []), ...texts, ...claims].map(wordsOf);
  return [...lines, button, link, ...fine.map(wordsOf)].filter(Boolean).join("\n");
}

/** A message as it arrives, with what it is charged as. */
export const Message = ({ text, label, locale }: { text: string; label: string | null; locale: string }) => (
  <article className="phone" lang={locale}>
    <div className="bubble">{text}</div>
    <span className="from">{smsWords(text)}</span>
    <Ai label={label} />
  </article>
);

/** A message is charged by its parts: 160 characters, or 70 where it holds one outside the GSM alphabet. */
function smsWords(text: string): string {
  const length = text.length;
  const plain = /^[\n\r -~£¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà€]*$/.test(text);
  const [alone, each] = plain ? [160, 153] : [70, 67];
  const parts = length <= alone ? 1 : Math.ceil(length / each);
  return `${length} characters, ${parts === 1 ? "1 message" : `${parts} messages`}`;
}

export function Push({ title, texts, claims, fine, label, locale }: LayoutProps) {
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

/** A picture over what is said. */
const PictureCard = ({ look, picture, alt, fine, locale, ...said }: LayoutProps & { look: "card" | "ad" }) => (
  <article className={look} lang={locale}>
    <Picture field={picture} alt={alt} />
    <div className="words">
      <Said {...said} />
    </div>
    <Fine fields={fine} />
  </article>
);

const AppCard = (props: LayoutProps) => <PictureCard look="card" {...props} />;

/** An advertisement of a fixed size. Words that do not fit make it taller, and the preview says so. */
export const Ad = (props: LayoutProps) => <PictureCard look="ad" {...props} />;

/** The last seconds of a video: one still picture with words on it. */
export function EndCard({ picture, alt, fine, locale, ...said }: LayoutProps) {
  return (
    <article className="end-card" lang={locale}>
      <div className={picture ? "end-card-main" : "end-card-main is-plain"}>
        <div className="words">
          <Said {...said} />
        </div>
        <Picture field={picture} alt={alt} />
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
  paid: Ad,
  video: EndCard,
};
