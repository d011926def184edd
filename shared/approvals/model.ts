import { z } from "zod";
import { assetId, digest, instant, memberId, requestId } from "../kernel/ids.ts";
import { identity } from "../assets/model.ts";
import { bodySchema, coveredPart } from "../assets/parts.ts";
import { approvalStep } from "../access/model.ts";

export const requestStatus = z.enum(["open", "approved", "sentBack", "withdrawn"]);
export type RequestStatus = z.infer<typeof requestStatus>;

/** `void`: it was given, but a part that it covers has changed since. */
export const gateState = z.enum(["given", "missing", "void"]);

export const gate = z.strictObject({
  step: approvalStep.shape.id,
  label: z.string(),
  role: approvalStep.shape.role,
  state: gateState,
  by: memberId.nullable(),
  at: instant.nullable(),
  /** Parts that still need it. */
  missing: z.array(coveredPart),
});
export type Gate = z.infer<typeof gate>;

export const requestItem = z.strictObject({
  asset: assetId,
  ...identity.shape,
  owner: memberId,
  revision: digest,
  revisionNumber: z.number().int(),
  author: memberId,
  /** What it is compared with: the live or last approved revision. */
  before: z.strictObject({ digest, number: z.number().int(), body: bodySchema }).nullable(),
  body: bodySchema,
  gates: z.array(gate),
});
export type RequestItem = z.infer<typeof requestItem>;

export const requestSummary = z.strictObject({
  id: requestId,
  number: z.number().int().positive(),
  title: z.string(),
  author: memberId,
  status: requestStatus,
  openedAt: instant,
  assets: z.number().int(),
  /** The whole request's gates: a step is given when it is given for every asset that needs it. */
  gates: z.array(gate),
  /** The step whose turn it is. */
  waitingFor: approvalStep.shape.id.nullable(),
  /** Whoever asks may give that step: they hold its role here, and it is not their own work. */
  mine: z.boolean(),
});
export type RequestSummary = z.infer<typeof requestSummary>;

export const requestEvent = z.strictObject({ at: instant, by: memberId, act: z.string(), text: z.string() });

export const requestDetail = z.strictObject({
  ...requestSummary.shape,
  note: z.string(),
  items: z.array(requestItem),
  events: z.array(requestEvent),
});
export type RequestDetail = z.infer<typeof requestDetail>;

const itemRef = z.strictObject({ asset: assetId, revision: digest });

/** Revisions whose approval path is complete with this act. Approvals of unchanged parts still stand, so this may be at once. */
const outcome = { approved: z.array(itemRef) };

export const approvalActs = {
  "request.opened": z.strictObject({
    request: requestId,
    number: z.number().int(),
    title: z.string(),
    note: z.string(),
    items: z.array(itemRef),
    ...outcome,
  }),
  /** An asset was revised while the request was open: the request follows, and approvals of changed parts no longer count. */
  "request.followed": z.strictObject({ request: requestId, items: z.array(itemRef), ...outcome }),
  "request.closed": z.strictObject({
    request: requestId,
    status: requestStatus.exclude(["open", "approved"]),
    reason: z.string(),
  }),
  "approval.given": z.strictObject({
    request: requestId,
    step: approvalStep.shape.id,
    envelope: digest,
    parts: z.array(z.strictObject({ asset: assetId, part: coveredPart, digest })),
    ...outcome,
  }),
} as const;
