import type { AssetId } from "#shared/kernel/ids.ts";
import type { PageProps } from "#renderer/app/feature.ts";
import { AssetAudit } from "./asset-audit.tsx";
import { WholeJournal } from "./whole-journal.tsx";
import "./audit.css";

/** Audit: the journal, or the life of one asset. */
export default function AuditPage({ route }: PageProps) {
  const { id } = route.params;
  return id ? <AssetAudit key={id} id={id as AssetId} params={route.params} /> : <WholeJournal params={route.params} />;
}
