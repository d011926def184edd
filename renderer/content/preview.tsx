import {
  Check,
  Clapperboard,
  EyeOff,
  Mail,
  Megaphone,
  MessageSquare,
  Monitor,
  Smartphone,
  TabletSmartphone,
} from "lucide-react";
import { memo, useDeferredValue, useMemo, useState } from "react";
import { kindOf } from "#shared/assets/kinds.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Decision } from "#shared/decision/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Channel } from "#shared/rules/model.ts";
import type { BlockTypeBody, RequiredDisclosure } from "#shared/taxonomy/model.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { useLibraryWith } from "#renderer/assets/data/library.ts";
import { listed } from "#renderer/app/words.ts";
import { type SamplePerson, stranger } from "#renderer/audiences/logic/sample-person.ts";
import { Button, IconButton, Reason, Segmented, Select } from "#renderer/ui/index.ts";
import { LocaleSwitch } from "./locale-switch.tsx";
import { MarketSwitch, usePreviewMarket } from "./market-switch.tsx";
import type { BlockView } from "./logic/block-view.ts";
import { conditionFor, placeFor, previewDecision, previewRelease } from "./logic/preview-release.ts";
import { previewPerson } from "./logic/preview-person.ts";
import { PreviewFrame } from "./preview-frame.tsx";
import { PreviewLayout } from "./preview-layouts.tsx";
import { showPreview, useContent } from "./store.ts";
import { channelNames, words } from "./strings.ts";

export interface PreviewProps {
  editor: AssetEditor;
  view: BlockView;
  type: { id: AssetId; body: BlockTypeBody };
  variant: string;
  locale: string;
  locales: readonly string[];
}

const channelIcons = {
  web: Monitor,
  email: Mail,
  sms: MessageSquare,
  push: Smartphone,
  app: TabletSmartphone,
  paid: Megaphone,
  video: Clapperboard,
} as const;

/** What customers would see, assembled by the engine from what stands in the editor. */
export function Preview(props: PreviewProps) {
  // A letter stands in its field before the preview shows it: typing never waits for an assembly.
  return <PreviewNow {...useDeferredValue(props)} />;
}

const PreviewNow = memo(function PreviewNow(props: PreviewProps) {
  const { editor, view, variant, locale, locales } = props;
  const { channel, consent, stranger: unknown, previewShown } = useContent();
  const label = view.variants.find((one) => one.id === variant)?.label;
  const localeSwitch = <LocaleSwitch editor={editor} locale={locale} locales={locales} />;
  if (!previewShown) {
    return (
      <div className="preview-bar" role="group" aria-label="Preview">
        {localeSwitch}
        <span className="grow" />
        <Button size="sm" variant="quiet" onClick={() => showPreview(true)}>
          Show the preview
        </Button>
      </div>
    );
  }
  return (
    <section className="preview" aria-label="Preview">
      <div className="preview-bar">
        <Segmented
          label="Channel"
          value={channel}
          onChange={(next: Channel) => useContent.setState({ channel: next })}
          options={(Object.keys(channelIcons) as Channel[]).map((value) => ({
            value,
            label: channelNames[value],
            icon: channelIcons[value],
            iconOnly: value !== channel,
          }))}
        />
        <Select
          label="As"
          showLabel
          value={unknown ? "stranger" : "sample"}
          onChange={(value) => useContent.setState({ stranger: value === "stranger" })}
          options={[
            {
              value: "sample",
              label: label ?? "everyone else",
              note: label ? "Somebody whom it is for" : "Somebody in no variant",
            },
            { value: "stranger", label: "a stranger", note: "Nothing is known of them" },
          ]}
        />
        {localeSwitch}
        <MarketSwitch editor={editor} view={view} variant={variant} />
        <span className="grow" />
        <Segmented
          label="Consent"
          value={consent}
          onChange={(next: "given" | "none") => useContent.setState({ consent: next })}
          options={[
            { value: "given", label: "Consent", ...(consent === "given" ? { icon: Check } : {}) },
            { value: "none", label: "None" },
          ]}
        />
        <IconButton icon={EyeOff} label="Hide the preview" size="sm" onClick={() => showPreview(false)} />
      </div>
      <Canvas {...props} />
    </section>
  );
});

function Canvas(props: PreviewProps) {
  const { decision, missing } = usePreview(props);
  const { channel } = useContent();
  return (
    <div className="preview-canvas">
      <PreviewFrame title={`Preview, ${channelNames[channel]}`} channel={channel}>
        <PreviewLayout channel={channel} content={decision.content} reason={decision.reason} />
      </PreviewFrame>
      <PreviewNote
        decision={decision}
        missing={missing}
        variant={props.variant}
        view={props.view}
        channel={channel}
        name={props.editor.detail.name}
      />
    </div>
  );
}

interface NotedLook {
  variant: string;
  view: BlockView;
  channel: Channel;
}

/** Says when what is shown is not what the tab promises, and why. */
function PreviewNote(props: { decision: Decision; missing: boolean; name: string } & NotedLook) {
  const { decision, missing, name, ...look } = props;
  const note = noteOf(decision, { missing, name, ...look });
  return note ? (
    <p className="preview-note">
      <Reason>{note}</Reason>
    </p>
  ) : null;
}

function noteOf(
  { outcome, content, reason }: Decision,
  { missing, variant, view, channel, name }: { missing: boolean; name: string } & NotedLook,
): string | undefined {
  if (outcome === "nothing") return undefined;
  if (outcome === "generic")
    return content && content.block !== name ? `${reason} Here that is ${content.block}.` : reason;
  if (missing) return "Nobody could be invented who is in this audience, so everyone’s words are shown.";
  if (content && content.variant !== variant) {
    const shown = view.variants.find((one) => one.id === content.variant)?.label ?? words.everyone;
    const wanted = view.variants.find((one) => one.id === variant);
    const elsewhere = wanted?.channels?.includes(channel) === false;
    const why = elsewhere ? `“${wanted?.label}” is for ${namesOf(wanted?.channels ?? [])} alone, so here this` : "This";
    return `${why} person sees “${shown}”.`;
  }
  return undefined;
}

const namesOf = (channels: readonly Channel[]): string => listed(channels.map((one) => channelNames[one]));

/** Assembles the block anew whenever it, the person or the place changes. */
function usePreview({ editor, view, type, variant, locale }: PreviewProps): { decision: Decision; missing: boolean } {
  const { channel, consent, stranger: unknown } = useContent();
  const { detail, body } = editor;
  const [now] = useState(() => Date.now());
  const place = useMemo(() => placeFor(editor.library, channel, type.id), [editor.library, channel, type.id]);
  const others = useMemo(
    () => [
      ...(place?.fallback ? [place.fallback] : []),
      ...demandedIn(editor.library),
      // The pictures of its fixed fields are the type's, not its own.
      ...kindOf("blockType")
        .references(type.body as unknown as Body)
        .map(({ asset }) => asset),
    ],
    [place, editor.library, type.body],
  );
  const { library } = useLibraryWith(others);
  const whole = useMemo(() => mergeLibraries(library, editor), [library, editor]);
  const market = usePreviewMarket({ editor, view, variant });
  const person = useSample({ editor, view, variant, unknown, channel, market });
  const release = useMemo(
    () =>
      previewRelease(
        {
          id: detail.id,
          kind: "block",
          name: detail.name,
          tier: detail.tier,
          scope: detail.scope,
          body,
          type: type.id,
        },
        whole,
        channel,
      ),
    [detail.id, detail.name, detail.tier, detail.scope, body, type.id, whole, channel],
  );
  return useMemo(
    () => ({
      decision: previewDecision(release, { locale, market, person: person ?? stranger, consent, now }),
      missing: person === null,
    }),
    [release, locale, market, person, consent, now],
  );
}

/** The disclosures that any block type demands: without them no block of it can be shown. */
const demandedIn = (library: AssetEditor["library"]): AssetId[] =>
  library.ofKind("blockType").flatMap(({ body }) => {
    const demanded = body.settings?.["disclosures"];
    return Array.isArray(demanded) ? (demanded as unknown as RequiredDisclosure[]).map(({ block }) => block) : [];
  });

/** The blocks that this one names are in the editor's library, the placement's generic one in the preview's. */
function mergeLibraries(library: AssetEditor["library"], editor: AssetEditor): AssetEditor["library"] {
  const more = [...editor.library.assets.values()].filter((asset) => !library.assets.has(asset.id));
  if (more.length === 0) return library;
  return { ...library, assets: new Map([...library.assets, ...more.map((asset) => [asset.id, asset] as const)]) };
}

/** Somebody who sees the variant; null where nobody could be invented. */
function useSample(look: {
  editor: AssetEditor;
  view: BlockView;
  variant: string;
  unknown: boolean;
  channel: Channel;
  market: string | undefined;
}): SamplePerson | null {
  const { editor, view, variant, unknown, channel, market } = look;
  const { library, body } = editor;
  const [now] = useState(() => Date.now());
  const condition = useMemo(() => {
    const named = view.variants.map(({ audience, markets, channels }) => ({
      audience: audience && library.nameOf(audience),
      markets,
      channels,
    }));
    return conditionFor(
      named,
      view.variants.findIndex((one) => one.id === variant),
      { channel, market },
    );
  }, [view.variants, variant, library, channel, market]);
  const tokens = tokenKeys(body);
  return useMemo(
    () => (unknown ? stranger : previewPerson(condition, tokens ? tokens.split(" ") : [], library.dictionary, now)),
    [condition, tokens, library, unknown, now],
  );
}

/** The attributes that tokens insert, as one text, so that typing words invents nobody anew. */
const tokenKeys = (body: AssetEditor["body"]): string =>
  [
    ...new Set(
      kindOf("block")
        .mentions(body)
        .map((mention) => mention.key),
    ),
  ]
    .toSorted()
    .join(" ");
