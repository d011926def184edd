import type { Digest } from "#shared/kernel/crypto.ts";
import type { AssetId, RequestId } from "#shared/kernel/ids.ts";
import type { WriteContext } from "../context.ts";
import { isApproved } from "./gates.ts";

/** An asset in an open request was revised: the request shows the new revision, and approvals of changed parts are void. */
export function followRevision(context: WriteContext, request: RequestId, asset: AssetId, revision: Digest): void {
  const item = { asset, revision };
  const approved = isApproved(context.db, context.policy, revision) ? [item] : [];
  context.record("request.followed", { request, items: [item], approved });
}
