import {
  CaseLower,
  CalendarClock,
  Fingerprint,
  Image,
  LayoutPanelTop,
  LayoutTemplate,
  type LucideIcon,
  PanelTop,
  Shapes,
  ShieldCheck,
  Split,
  Tag,
  Tags,
  Users,
} from "lucide-react";
import type { KindName } from "#shared/assets/kind.ts";
import type { AssetSummary } from "#shared/assets/model.ts";
import type { Status } from "#renderer/ui/index.ts";

/** The icon of each kind, the same wherever an asset is named. */
export const kindIcons: Readonly<Record<KindName, LucideIcon>> = {
  block: LayoutTemplate,
  blockType: Shapes,
  image: Image,
  template: LayoutPanelTop,
  audience: Users,
  rule: Split,
  placement: PanelTop,
  attribute: Tag,
  event: CalendarClock,
  identifier: Fingerprint,
  consentPurpose: ShieldCheck,
  tagVocabulary: Tags,
  namingConvention: CaseLower,
};

const soon = 14 * 24 * 60 * 60 * 1000;

/** The status that a list shows: an end that is near is said before it has come. */
export function shownStatus({ status, expires }: Pick<AssetSummary, "status" | "expires">, now = Date.now()): Status {
  const near = expires !== null && Date.parse(expires) - now < soon;
  return near && (status === "live" || status === "approved") ? "expires" : status;
}
