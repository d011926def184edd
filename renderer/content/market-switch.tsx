import { MapPin } from "lucide-react";
import type { AssetDetail } from "#shared/assets/model.ts";
import { Select } from "#renderer/ui/index.ts";
import { lookAt } from "./store.ts";

export interface MarketSwitchProps {
  detail: AssetDetail;
  /** Those between which it can make a difference. */
  markets: readonly string[];
  /** The market that the preview asks for; undefined where none is known. */
  market: string | undefined;
}

const unknown = "?";

/** Where the person in the preview is. It stands there only where it can make a difference. */
export function MarketSwitch({ detail, markets, market }: MarketSwitchProps) {
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
