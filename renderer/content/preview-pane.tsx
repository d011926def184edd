import {
  Check,
  Clapperboard,
  EyeOff,
  type LucideIcon,
  Mail,
  Maximize2,
  Megaphone,
  MessageSquare,
  Monitor,
  RectangleHorizontal,
  Smartphone,
  Square,
  Tablet,
  TabletSmartphone,
  X,
} from "lucide-react";
import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Decision } from "#shared/decision/model.ts";
import { channels, type Channel } from "#shared/rules/model.ts";
import { useCommands } from "#renderer/app/commands.ts";
import { Button, Dialog, IconButton, LinkButton, Reason, Segmented, Select } from "#renderer/ui/index.ts";
import { overflowWords, type PreviewWidth, scaleFor, widthFor, widths, widthWords } from "./logic/preview-width.ts";
import { PreviewFrame } from "./preview-frame.tsx";
import { Nothing, PreviewLayout } from "./preview-layouts.tsx";
import { SlotsLayout } from "./preview-slots.tsx";
import { chooseWidth, showPreview, useContent } from "./store.ts";
import { channelNames } from "./strings.ts";

export interface PreviewPaneProps {
  channel: Channel;
  /** Absent where what is previewed is of one channel alone. */
  onChannel?: (channel: Channel) => void;
  /** To whom it is shown, in which words, and where. */
  controls: ReactNode;
  /** What the engine decided; absent while what it needs is on its way. */
  decision: Decision | undefined;
  /** Says when what is shown is not what one expects, and why. */
  note: string | undefined;
  /** A choice that stands under the frame. */
  choice?: ReactNode;
  /** The slot that an author looks at. */
  marked?: string | undefined;
}

const channelIcons: Readonly<Record<Channel, LucideIcon>> = {
  web: Monitor,
  email: Mail,
  sms: MessageSquare,
  push: Smartphone,
  app: TabletSmartphone,
  paid: Megaphone,
  video: Clapperboard,
};

const widthIcons: Readonly<Record<PreviewWidth["id"], LucideIcon>> = {
  phone: Smartphone,
  tablet: Tablet,
  desktop: Monitor,
  rectangle: RectangleHorizontal,
  square: Square,
  player: Clapperboard,
};

const largeKeys = "mod+shift+f";
/** What is in sight beside an editor; the rest is scrolled to, or opened large. */
const mostBeside = 320;

/** What customers would see, as the engine decided it, in the form and at the width of its channel. */
export function PreviewPane(props: PreviewPaneProps) {
  const { previewShown } = useContent();
  const [large, setLarge] = useState(false);
  const commands = useMemo(
    () => [
      {
        id: "preview.large",
        title: "Open the preview large",
        icon: Maximize2,
        keys: largeKeys,
        run: () => setLarge(true),
      },
    ],
    [],
  );
  useCommands("In the preview", commands);
  return (
    <>
      {previewShown ? (
        <section className="preview" aria-label="Preview">
          <PreviewBar {...props}>
            <IconButton
              icon={Maximize2}
              label="Open the preview large"
              size="sm"
              keys={largeKeys}
              onClick={() => setLarge(true)}
            />
            <IconButton icon={EyeOff} label="Hide the preview" size="sm" onClick={() => showPreview(false)} />
          </PreviewBar>
          <Canvas {...props} most={mostBeside} onLarge={() => setLarge(true)} />
        </section>
      ) : (
        <div className="preview-bar" role="group" aria-label="Preview">
          {props.controls}
          <span className="grow" />
          <Button size="sm" variant="quiet" onClick={() => showPreview(true)}>
            Show the preview
          </Button>
        </div>
      )}
      {large && (
        <Dialog open full title={`Preview, ${channelNames[props.channel]}`} onClose={() => setLarge(false)}>
          <div className="preview-large">
            <PreviewBar {...props} />
            <Canvas {...props} />
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Calm in one row: where, how wide, to whom, in which words, with which consent. */
function PreviewBar({ channel, onChannel, controls, children }: PreviewPaneProps & { children?: ReactNode }) {
  const { consent, widths: chosen } = useContent();
  const own = widths[channel];
  const Icon = channelIcons[channel];
  return (
    <div className="preview-bar">
      {onChannel ? (
        <Select
          label="Channel"
          icon={Icon}
          value={channel}
          onChange={onChannel}
          options={(Object.keys(channels) as Channel[]).map((value) => ({ value, label: channelNames[value] }))}
        />
      ) : (
        <span className="preview-channel">
          <Icon className="icon icon-sm" aria-hidden /> {channelNames[channel]}
        </span>
      )}
      {own.length > 1 && (
        <Segmented
          label="Width"
          value={widthFor(channel, chosen[channel]).id}
          onChange={(next) => chooseWidth(channel, next)}
          options={own.map(({ id, label }) => ({ value: id, label, icon: widthIcons[id], iconOnly: true }))}
        />
      )}
      {controls}
      <span className="grow" />
      <Button
        size="sm"
        variant="quiet"
        icon={consent === "given" ? Check : X}
        aria-pressed={consent === "given"}
        title={consent === "given" ? "Every consent is given" : "No consent is given"}
        onClick={() => useContent.setState({ consent: consent === "given" ? "none" : "given" })}
      >
        Consent
      </Button>
      {children}
    </div>
  );
}

interface CanvasProps extends PreviewPaneProps {
  /** The most of its height that is in sight, in pixels of the studio; absent: as much as there is room for. */
  most?: number;
  onLarge?: () => void;
}

function Canvas({ channel, decision, note, choice, marked, most, onLarge }: CanvasProps) {
  const { widths: chosen } = useContent();
  const [height, setHeight] = useState(0);
  const { ref, room } = useRoom();
  const width = widthFor(channel, chosen[channel]);
  const tall = most ?? room.height;
  const scale = scaleFor(width, { width: room.width, height: tall });
  const inSight = Math.floor(tall / scale);
  const cut = height > inSight;
  return (
    <div className="preview-canvas">
      <div className="preview-room" ref={ref}>
        {room.width > 0 && (
          <PreviewFrame
            title={`Preview, ${channelNames[channel]}`}
            {...{ channel, width, scale }}
            most={inSight}
            onHeight={setHeight}
          >
            <Shown channel={channel} decision={decision} marked={marked} />
          </PreviewFrame>
        )}
      </div>
      <p className="preview-foot">
        <span>{widthWords(width, scale)}</span>
        {cut &&
          (onLarge ? (
            <LinkButton onClick={onLarge}>Open it large to see all of it</LinkButton>
          ) : (
            <span>Scroll to see the rest</span>
          ))}
        <span className="grow" />
        {choice}
      </p>
      <PreviewNote note={note ?? overflowWords(width, height)} />
    </div>
  );
}

function PreviewNote({ note }: { note: string | undefined }) {
  return note ? (
    <p className="preview-note">
      <Reason>{note}</Reason>
    </p>
  ) : null;
}

function Shown({ channel, decision, marked }: Pick<PreviewPaneProps, "channel" | "decision" | "marked">) {
  if (!decision) return null;
  const { slots, content, reason } = decision;
  if (slots && slots.length > 0) return <SlotsLayout channel={channel} slots={slots} marked={marked} />;
  return content ? <PreviewLayout channel={channel} content={content} /> : <Nothing reason={reason} />;
}

interface Room {
  readonly width: number;
  readonly height: number;
}

/** How much room an element has, followed as panes are moved. */
function useRoom() {
  const ref = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<Room>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const found = ref.current;
    if (!found) return;
    const measure = (): void =>
      // The edge of the frame stands outside of what it shows.
      setRoom({ width: found.clientWidth - 2, height: found.clientHeight - 2 });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(found);
    return () => observer.disconnect();
  }, []);
  return { ref, room };
}
