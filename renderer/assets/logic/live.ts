import type { AssetDetail, RevisionSummary } from "#shared/assets/model.ts";
import type { AssetHistory } from "#shared/audit/model.ts";

const releases = (history: AssetHistory | undefined) =>
  (history?.marks ?? []).filter((mark) => mark.lane === "release" && !mark.void);

/** The revision that customers see: that of the latest release it is in, while the asset is live at all. */
export function liveRevision(detail: AssetDetail, history: AssetHistory | undefined): RevisionSummary | undefined {
  if (!detail.live) return undefined;
  const digest = releases(history).at(-1)?.revision;
  return detail.revisions.find((revision) => revision.digest === digest);
}

/** The release that brought what is live, in words; undefined where it was in none. */
export const releaseWords = (history: AssetHistory | undefined): string | undefined =>
  releases(history).at(-1)?.label.replace(/^R/, "since r");
