import { memo, useDeferredValue, useMemo, useState } from "react";
import type { Decision } from "#shared/decision/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { type Channel, channel as channelSchema, channels } from "#shared/rules/model.ts";
import { blockTypeBody } from "#shared/taxonomy/model.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { useAsset } from "#renderer/assets/data/asset-editor.ts";
import { type Library, type LibraryAsset, useLibraryAround, useLibraryWith } from "#renderer/assets/data/library.ts";
import { stranger } from "#renderer/audiences/logic/sample-person.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import { LocaleSwitch } from "../locale-switch.tsx";
import { localesOf, viewBlock } from "../logic/block-view.ts";
import { marketFor, marketsNamed } from "../logic/market.ts";
import { previewPerson, tokensOf } from "../logic/preview-person.ts";
import { demandedIn, placementsOf, previewDecision, templateRelease } from "../logic/preview-release.ts";
import { mainAt, slotsIn } from "../logic/template-slots.ts";
import { audienceChoices, conditionOf, ruleChoices, selectRules, strangerChoice } from "../logic/viewers.ts";
import { MarketSwitch } from "../market-switch.tsx";
import { PreviewPane } from "../preview-pane.tsx";
import { viewerOf, ViewerSelect } from "../preview-viewer.tsx";
import { useBlockLook, useContent } from "../store.ts";

/** How many rules offer somebody whom they are for. */
const mostRules = 10;

export interface TemplatePreviewProps {
  editor: AssetEditor;
  /** The slot that its author has open. */
  marked: string | undefined;
}

/** The whole of a template, put together by the engine slot by slot from what stands in the editor. */
export function TemplatePreview(props: TemplatePreviewProps) {
  return <PreviewNow {...useDeferredValue(props)} />;
}

const PreviewNow = memo(function PreviewNow({ editor, marked }: TemplatePreviewProps) {
  const { body, detail } = editor;
  const parsed = channelSchema.safeParse(body.settings?.["channel"]);
  const channel: Channel = parsed.success ? parsed.data : "web";
  const { placement, example, rules, library, ready } = useSurroundings(editor);
  const { consent, viewer: chosen } = useContent();
  const look = useBlockLook(detail.id);
  const [now] = useState(() => Date.now());
  const audiences = useMemo(() => audienceChoices(library), [library]);
  const own = useMemo(() => {
    const known = ruleChoices(rules.slice(0, mostRules));
    // Where a stranger gets nothing, whoever a rule is for comes first.
    return channels[channel] === "interrupt" ? [...known, strangerChoice] : [strangerChoice, ...known];
  }, [rules, channel]);
  const viewer = viewerOf(chosen, { own, audiences });
  const { locales, markets, tokens } = useMemo(() => wordsIn(library), [library]);
  const locale = look.locale ?? locales.find((one) => one === "en" || one.startsWith("en-")) ?? locales[0] ?? "*";
  const market = marketFor(detail.scope, look.market, undefined);
  const condition = conditionOf(viewer, library);
  const person = useMemo(
    () => (condition === undefined ? stranger : previewPerson(condition, tokens, library.dictionary, now)),
    [condition, tokens, library, now],
  );
  const { id, name, tier, scope } = detail;
  const release = useMemo(
    () => templateRelease({ id, kind: "template", name, tier, scope, body }, library, { placement, example }),
    [id, name, tier, scope, body, library, placement, example],
  );
  const decision = useMemo(
    () => (ready ? previewDecision(release, { locale, market, person: person ?? stranger, consent, now }) : undefined),
    [release, ready, locale, market, person, consent, now],
  );
  const note =
    person === null
      ? "Nobody could be invented who is in this audience, so everyone’s words are shown."
      : placement
        ? reasonOf(decision)
        : noPlacement(example && library.nameOf(example));
  return (
    <PreviewPane
      channel={channel}
      decision={decision}
      note={note}
      marked={marked}
      choice={placement && <span>As in {placement.name}</span>}
      controls={
        <>
          <ViewerSelect own={own} audiences={audiences} />
          <LocaleSwitch editor={editor} locale={locale} locales={locales} adds={false} />
          <MarketSwitch detail={detail} markets={markets} market={market} />
        </>
      }
    />
  );
});

/** Why it is everyone's, where it is. What says that nothing is shown stands in the frame. */
const reasonOf = (decision: Decision | undefined): string | undefined =>
  decision?.outcome === "generic" ? decision.reason : undefined;

const noPlacement = (example: string | undefined): string =>
  example
    ? `No placement uses this template yet. ${example} stands in its main slot as an example.`
    : "No placement uses this template yet, and there is no block yet that its main slot would take.";

interface Surroundings {
  /** A placement that uses the template. */
  readonly placement: LibraryAsset | undefined;
  /** Where there is none: a block that its main slot takes. */
  readonly example: AssetId | undefined;
  /** The rules that fill its slots there. */
  readonly rules: readonly LibraryAsset[];
  readonly library: Library;
  readonly ready: boolean;
}

/** All that a template is shown with: its blocks, where it is used, and the rules there with theirs. */
function useSurroundings({ body, detail, library: known, libraryReady }: AssetEditor): Surroundings {
  const slots = slotsIn(body);
  const placement = useMemo(() => placementsOf(known, detail.id)[0], [known, detail.id]);
  const { data: placed } = useAsset(placement?.id);
  const used = useMemo(
    () => (placed?.usedBy ?? []).filter(({ kind }) => kind === "rule").map(({ id }) => id),
    [placed],
  );
  const { library: withRules } = useLibraryWith(used);
  const rules = useMemo(() => selectRules(withRules, used), [withRules, used]);
  const main = slots[mainAt(slots)];
  const { data: found } = useQuery(
    placement === undefined && main?.types[0] ? ["assets.list", "example", main.types[0]] : null,
    () => api.assets.list({ filter: { kinds: ["block"], type: main!.types[0]! }, limit: 1 }),
  );
  const example = main?.block ?? found?.rows[0]?.id;
  const standing = slots.flatMap(({ block }) => block ?? []).join(" ");
  const ids = useMemo(
    () => [
      ...(standing === "" ? [] : (standing.split(" ") as AssetId[])),
      ...rules.map(({ id }) => id),
      ...rules.flatMap(({ body: rule }) => (rule.logic?.["block"] as AssetId | undefined) ?? []),
      ...(placement ? [placement.body.settings?.["fallback"] as AssetId] : []),
      ...(example ? [example] : []),
      ...demandedIn(known),
    ],
    [standing, rules, placement, example, known],
  );
  const { library, ready } = useLibraryAround(ids);
  return { placement, example, rules, library, ready: libraryReady && ready };
}

/** What the blocks that are here have words in, whom they are for, and what they insert of a person. */
function wordsIn(library: Library): { locales: string[]; markets: string[]; tokens: string[] } {
  const blocks = [...library.assets.values()].filter(({ kind }) => kind === "block");
  const locales = blocks.flatMap(({ body }) => {
    const { type } = viewBlock(body);
    const parsed = blockTypeBody.safeParse(type && library.assets.get(type)?.body);
    return localesOf(body, parsed.success ? parsed.data : undefined);
  });
  return {
    locales: [...new Set(locales)].toSorted(),
    markets: marketsNamed(blocks.flatMap(({ body }) => viewBlock(body).variants)),
    tokens: tokensOf(blocks.map(({ body }) => body)),
  };
}
