import { memo, useDeferredValue, useMemo, useState } from "react";
import { kindOf } from "#shared/assets/kinds.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { Decision } from "#shared/decision/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { Channel } from "#shared/rules/model.ts";
import type { BlockTypeBody } from "#shared/taxonomy/model.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { type Library, useLibraryAround } from "#renderer/assets/data/library.ts";
import { listed } from "#renderer/app/words.ts";
import { type SamplePerson, stranger } from "#renderer/audiences/logic/sample-person.ts";
import { LinkButton } from "#renderer/ui/index.ts";
import { LocaleSwitch } from "./locale-switch.tsx";
import { MarketSwitch } from "./market-switch.tsx";
import type { BlockView } from "./logic/block-view.ts";
import { marketFor, marketsNamed } from "./logic/market.ts";
import {
  blocksIn,
  conditionFor,
  demandedIn,
  placeFor,
  previewDecision,
  previewRelease,
  type TemplatePlace,
  templatePlaceFor,
  withMore,
} from "./logic/preview-release.ts";
import { previewPerson, tokensOf } from "./logic/preview-person.ts";
import { audienceChoices, conditionOf, strangerChoice, type ViewerChoice } from "./logic/viewers.ts";
import { PreviewPane } from "./preview-pane.tsx";
import { viewerOf, ViewerSelect } from "./preview-viewer.tsx";
import { useBlockLook, useContent, type Viewer } from "./store.ts";
import { channelNames, words } from "./strings.ts";

export interface PreviewProps {
  editor: AssetEditor;
  view: BlockView;
  type: { id: AssetId; body: BlockTypeBody };
  variant: string;
  locale: string;
  locales: readonly string[];
}

/** What customers would see, assembled by the engine from what stands in the editor. */
export function Preview(props: PreviewProps) {
  // A letter stands in its field before the preview shows it: typing never waits for an assembly.
  return <PreviewNow {...useDeferredValue(props)} />;
}

const PreviewNow = memo(function PreviewNow(props: PreviewProps) {
  const { editor, view, variant, locale, locales } = props;
  const { channel, viewer: chosen, inTemplate } = useContent();
  const { library, detail } = editor;
  const audiences = useMemo(() => audienceChoices(library), [library]);
  const label = view.variants.find((one) => one.id === variant)?.label;
  const own = useMemo((): ViewerChoice[] => [intended(label), strangerChoice], [label]);
  const viewer = viewerOf(chosen, { own, audiences });
  const market = usePreviewMarket(props);
  const within = useMemo(
    () => templatePlaceFor(library, channel, { id: detail.id, type: props.type.id }),
    [library, channel, detail.id, props.type.id],
  );
  const shownIn = inTemplate ? within : undefined;
  const { decision, missing } = usePreview({ ...props, channel, market, viewer, within: shownIn });
  return (
    <PreviewPane
      channel={channel}
      onChannel={(next) => useContent.setState({ channel: next })}
      decision={decision}
      note={noteOf(decision, { missing, variant, view, channel, name: detail.name })}
      marked={shownIn && decision.slots?.find(({ content }) => content.block === detail.name)?.key}
      controls={
        <>
          <ViewerSelect own={own} audiences={audiences} />
          <LocaleSwitch editor={editor} locale={locale} locales={locales} />
          <MarketSwitch detail={detail} markets={marketsNamed(view.variants)} market={market} />
        </>
      }
      choice={
        within && (
          <LinkButton onClick={() => useContent.setState({ inTemplate: !inTemplate })}>
            {inTemplate ? "Show the block alone" : `In its template, ${within.settings.label}`}
          </LinkButton>
        )
      }
    />
  );
});

const intended = (label: string | undefined): ViewerChoice => ({
  value: "intended",
  label: label ?? "everyone else",
  note: label ? "Somebody whom it is for" : "Somebody in no variant",
});

interface NotedLook {
  missing: boolean;
  name: string;
  variant: string;
  view: BlockView;
  channel: Channel;
}

/** Says when what is shown is not what the tab promises, and why. */
function noteOf(
  { outcome, content: main, slots, reason }: Decision,
  { missing, variant, view, channel, name }: NotedLook,
): string | undefined {
  if (outcome === "nothing") return undefined;
  const content = slots?.find((slot) => slot.content.block === name)?.content ?? main;
  if (outcome === "generic" && content?.block !== name)
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

/** The market that the preview of a block asks for; undefined where none is known. */
function usePreviewMarket({ editor, view, variant }: PreviewProps): string | undefined {
  const { market } = useBlockLook(editor.detail.id);
  const seen = view.variants.find((one) => one.id === variant);
  return marketFor(editor.detail.scope, market, seen);
}

interface Look extends PreviewProps {
  channel: Channel;
  market: string | undefined;
  viewer: Viewer;
  within: TemplatePlace | undefined;
}

/** Assembles the block anew whenever it, the person or the place changes. */
function usePreview(look: Look): { decision: Decision; missing: boolean } {
  const { editor, type, locale, channel, market, within } = look;
  const { consent } = useContent();
  const { detail, body } = editor;
  const [now] = useState(() => Date.now());
  const others = useMemo(
    () => neededBy(editor.library, { channel, type, within }),
    [editor.library, channel, type, within],
  );
  const { library } = useLibraryAround(others);
  const whole = useMemo(() => withMore(library, editor.library), [library, editor.library]);
  const person = useSample(look);
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
        within,
      ),
    [detail.id, detail.name, detail.tier, detail.scope, body, type.id, whole, channel, within],
  );
  return useMemo(
    () => ({
      decision: previewDecision(release, { locale, market, person: person ?? stranger, consent, now }),
      missing: person === null,
    }),
    [release, locale, market, person, consent, now],
  );
}

/** What is shown with a block or instead of it. */
function neededBy(library: Library, { channel, type, within }: Pick<Look, "channel" | "type" | "within">): AssetId[] {
  const fallback = within
    ? (within.placement.body.settings?.["fallback"] as AssetId | undefined)
    : placeFor(library, channel, type.id)?.fallback;
  return [
    ...(fallback ? [fallback] : []),
    ...(within ? blocksIn(within.settings) : []),
    ...demandedIn(library),
    // The pictures of its fixed fields are the type's, not its own.
    ...kindOf("blockType")
      .references(type.body as unknown as Body)
      .map(({ asset }) => asset),
  ];
}

/** Somebody who sees the variant, or whom one chose; null where nobody could be invented. */
function useSample({ editor, view, variant, viewer, channel, market }: Look): SamplePerson | null {
  const { library, body } = editor;
  const [now] = useState(() => Date.now());
  const condition = useMemo(() => {
    if (viewer !== "intended") return conditionOf(viewer, library);
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
  }, [view.variants, variant, viewer, library, channel, market]);
  const tokens = tokensOf([body]).join(" ");
  return useMemo(
    () =>
      condition === undefined
        ? stranger
        : previewPerson(condition, tokens ? tokens.split(" ") : [], library.dictionary, now),
    [condition, tokens, library, now],
  );
}
