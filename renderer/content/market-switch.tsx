import { MapPin } from "lucide-react";
import { Select } from "#renderer/ui/index.ts";
import type { PreviewProps } from "./preview.tsx";
import { marketFor, marketsNamed } from "./logic/market.ts";
import { lookAt, useBlockLook } from "./store.ts";

/** The market that the preview of a block asks for; undefined where none is known. */
export function usePreviewMarket({ editor, view, variant }: Pick<PreviewProps, "editor" | "view" | "variant">) {
  const { market } = useBlockLook(editor.detail.id);
  const seen = view.variants.find((one) => one.id === variant);
  return marketFor(editor.detail.scope, market, seen);
}

const unknown = "?";

/** Where the person in the preview is. It stands there only where it can make a difference. */
export function MarketSwitch(props: Pick<PreviewProps, "editor" | "view" | "variant">) {
  const { detail } = props.editor;
  const markets = marketsNamed(props.view.variants);
  const market = usePreviewMarket(props);
  if (detail.scope.market !== "*" || markets.length === 0) return null;
  return (
    <Select
      label="Market"
      icon={MapPin}
      value={market ?? unknown}
      onChange={(next) => lookAt(detail.id, { market: next === unknown ? null : next })}
      options={[
        { value: unknown, label: "No market", note: "The request does not name one" },
        ...markets.map((value) => ({ value, label: value.toUpperCase() })),
      ]}
    />
  );
}
