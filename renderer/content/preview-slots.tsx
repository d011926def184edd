import type { ReactNode } from "react";
import type { AssembledSlot } from "#shared/decision/model.ts";
import type { Channel } from "#shared/rules/model.ts";
import { Ad, EndCard, linesOf, MailHead, Message, Push, WebHero } from "./preview-layouts.tsx";
import { joinSlots, mainOf, saysOnlyFine } from "./logic/preview-join.ts";
import { Fine, type LayoutProps, Picture, Said, sortFields } from "./preview-parts.tsx";

export interface SlotsLayoutProps {
  channel: Channel;
  /** In the order of the template, as the engine put them together. */
  slots: readonly AssembledSlot[];
  /** The slot that an author looks at. */
  marked?: string | undefined;
}

/** The slots of a template in the form of its channel: one page, one mail, one message. */
export function SlotsLayout({ channel, slots, marked }: SlotsLayoutProps) {
  const sorted = slots.map((slot) => ({
    slot,
    props: { ...sortFields(slot.content), label: slot.content.label, locale: slot.content.locale },
  }));
  const Layout = layouts[channel];
  return <Layout parts={sorted} marked={marked} />;
}

interface Part {
  readonly slot: AssembledSlot;
  readonly props: LayoutProps;
}

interface PartsProps {
  parts: readonly Part[];
  marked: string | undefined;
}

/** One slot on its own ground, so that an author finds it. */
const Section = ({
  slot,
  marked,
  children,
}: Pick<Part, "slot"> & { marked: string | undefined; children: ReactNode }) => (
  <section
    className={slot.key === marked ? "slot is-marked" : "slot"}
    aria-label={slot.fixed ? `${slot.label}, fixed` : slot.label}
    lang={slot.content.locale}
  >
    {children}
  </section>
);

const Page = ({ parts, marked }: PartsProps) => {
  const main = mainOf(parts);
  return (
    <article className="page">
      {parts.map((part) => (
        <Section key={part.slot.key} slot={part.slot} marked={marked}>
          {saysOnlyFine(part.props) ? (
            <Fine fields={part.props.fine} />
          ) : (
            <div className={part === main ? undefined : "is-second"}>
              <WebHero {...part.props} />
            </div>
          )}
        </Section>
      ))}
    </article>
  );
};

const Mail = ({ parts, marked }: PartsProps) => (
  <article>
    <MailHead {...mainOf(parts).props} />
    <Sections parts={parts} marked={marked} className="mail" />
  </article>
);

const Card = ({ parts, marked }: PartsProps) => (
  <article className="card">
    <Sections parts={parts} marked={marked} className="words" />
  </article>
);

/** Slot under slot, as in a mail or on a card. */
function Sections({ parts, marked, className }: PartsProps & { className: string }) {
  const main = mainOf(parts);
  return parts.map((part) => {
    const { picture, alt, fine, ...said } = part.props;
    return (
      <Section key={part.slot.key} slot={part.slot} marked={marked}>
        {!saysOnlyFine(part.props) && (
          <div className={part === main ? undefined : "is-second"}>
            <div className={className}>
              <Said {...said}>
                <Picture field={picture} alt={alt} />
              </Said>
            </div>
          </div>
        )}
        <Fine fields={fine} />
      </Section>
    );
  });
}

/** What has no room for parts of its own is one thing, with the words of every slot. */
const whole =
  (Layout: (props: LayoutProps) => ReactNode) =>
  ({ parts }: PartsProps) => <Layout {...joinSlots(parts)} />;

const Text = ({ parts }: PartsProps) => {
  const { label, locale } = joinSlots(parts);
  return <Message text={parts.map(({ props }) => linesOf(props)).join("\n")} label={label} locale={locale} />;
};

const layouts: Readonly<Record<Channel, (props: PartsProps) => ReactNode>> = {
  web: Page,
  email: Mail,
  sms: Text,
  push: whole(Push),
  app: Card,
  paid: whole(Ad),
  video: whole(EndCard),
};
