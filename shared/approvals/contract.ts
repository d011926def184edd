import { z } from "zod";
import { command, contract, query } from "../kernel/contract.ts";
import { assetId, requestId } from "../kernel/ids.ts";
import { approvalStep } from "../access/model.ts";
import { withPassphrase } from "../access/contract.ts";
import { requestDetail, requestStatus, requestSummary } from "./model.ts";

export const approvals = contract("approvals", {
  list: query(
    z.strictObject({ status: z.array(requestStatus).optional(), limit: z.number().int().min(1).max(500).default(200) }),
    z.strictObject({ requests: z.array(requestSummary) }),
  ),
  get: query(z.strictObject({ request: z.union([requestId, z.number().int().positive()]) }), requestDetail),
  /** Proposes the newest revisions of the assets, together. */
  open: command(
    z.strictObject({
      title: z.string().trim().min(1).max(160),
      note: z.string().max(2000).default(""),
      assets: z.array(assetId).min(1).max(2000),
    }),
    z.strictObject({ id: requestId, number: z.number().int() }),
  ),
  /** Signs the step over the exact parts that the request shows. */
  approve: command(
    z.strictObject({ request: requestId, step: approvalStep.shape.id, ...withPassphrase }),
    requestSummary,
  ),
  sendBack: command(
    z.strictObject({ request: requestId, reason: z.string().trim().min(1).max(2000) }),
    z.strictObject({}),
  ),
  withdraw: command(z.strictObject({ request: requestId }), z.strictObject({})),
});
