import type { Role, StepId } from "#shared/access/model.ts";
import type { Subject } from "#shared/access/policy.ts";
import { approvals } from "#shared/approvals/contract.ts";
import { allGiven, approvalWords, commonScope, gatesFor, pathFor, stepLabel } from "#shared/approvals/policy.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import { everywhere, type Scope } from "#shared/assets/model.ts";
import { type ApprovedPart, approveStatementOf } from "#shared/bundle/statements.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, RequestId } from "#shared/kernel/ids.ts";
import { implement, type ReadContext, type WriteContext } from "../context.ts";
import { getAssetRow, getRevision, type Revision } from "../assets/store.ts";
import type { ReadDb } from "../db/database.ts";
import { putObject } from "../db/objects.ts";
import { momentOf, signStatement } from "../keys/attest.ts";
import { isApproved } from "./gates.ts";
import { requestDetail, requestSummary } from "./read.ts";
import {
  asGiven,
  getRequestRow,
  listApprovals,
  listItems,
  listRequestRows,
  nextRequestNumber,
  type RequestRow,
} from "./store.ts";

export const approvalHandlers = implement(approvals, {
  list: {
    run: (context, { status, limit }) => ({
      requests: listRequestRows(context.db, status, limit).map((row) => requestSummary(context, row)),
    }),
  },

  get: { run: (context, { request }) => requestDetail(context, getRequestRow(context.db, request)) },

  open: {
    subject: (db, { assets }) => ({ scope: commonScope(assets.map((asset) => scopeOfAsset(db, asset))) }),
    run(context, { title, note, assets }) {
      const items = [...new Set(assets)].map((asset) => proposable(context, asset));
      const request = context.newId("req");
      const number = nextRequestNumber(context.db);
      const approved = items.filter((item) => isApproved(context.db, context.policy, item.revision));
      context.record("request.opened", { request, number, title, note, items, approved });
      return { id: request, number };
    },
  },

  approve: {
    subject: (db, { request, step }, context) => approveSubject(db, context, request, step),
    async prepare(context, { request, step, passphrase }) {
      const row = getRequestRow(context.db, request);
      refuseOwnWork(context, row);
      const parts = coveredBy(context, row, step);
      const signer = await context.signer(passphrase);
      const statement = approveStatementOf(momentOf(context, wordsFor(context, row, step, parts)), {
        step,
        request: row.id,
        parts,
      });
      const envelope = await signStatement(statement, signer);
      return (write) => {
        refuseOwnWork(write, row);
        refuseOutdated(parts, coveredBy(write, getRequestRow(write.db, request), step));
        const approved = nowApproved(write, row.id, step, parts);
        write.record("approval.given", {
          request: row.id,
          step,
          envelope: putObject(write.db, envelope),
          parts: [...parts],
          approved,
        });
        return requestSummary(write, getRequestRow(write.db, request));
      };
    },
  },

  sendBack: {
    subject: (db, { request }) => ({ scope: requestScope(db, request) }),
    run(context, { request, reason }) {
      refuseClosed(getRequestRow(context.db, request));
      context.record("request.closed", { request, status: "sentBack", reason });
      return {};
    },
  },

  withdraw: {
    subject: (db, { request }) => ({ scope: everywhere, owner: getRequestRow(db, request).author }),
    run(context, { request }) {
      refuseClosed(getRequestRow(context.db, request));
      context.record("request.closed", { request, status: "withdrawn", reason: "" });
      return {};
    },
  },
});

function approveSubject(db: ReadDb, { policy }: ReadContext, request: RequestId, step: StepId): Subject {
  const roles = new Set<Role>();
  for (const item of listItems(db, request)) {
    const found = pathFor(policy, getRevision(db, item.revision).identity).find((one) => one.id === step);
    if (found) roles.add(found.role);
  }
  return { scope: requestScope(db, request), stepRole: [...roles][0] };
}

const scopeOfAsset = (db: ReadDb, asset: AssetId): Scope => {
  const { brand, market, channel } = getAssetRow(db, asset);
  return { brand, market, channel };
};

const requestScope = (db: ReadDb, request: RequestId): Scope =>
  commonScope(listItems(db, request).map((item) => scopeOfAsset(db, item.asset)));

function proposable(context: WriteContext, asset: AssetId): { asset: AssetId; revision: Digest } {
  const row = getAssetRow(context.db, asset);
  if (row.retired_at) throw new AppError("NOT_FOUND", `${row.name} is retired.`, { asset });
  if (row.request)
    throw new AppError("IN_REVIEW", `${row.name} is already in an open change request.`, {
      asset,
      request: row.request,
    });
  if (row.approved === row.head)
    throw new AppError("NOTHING_CHANGED", `${row.name} has not changed since it was approved.`, { asset });
  // A kind may be younger than the policy. A request that nobody can approve would wait for ever.
  if (pathFor(context.policy, row).length === 0) {
    const kinds = kindOf(row.kind).plural.toLowerCase();
    throw new AppError(
      "PATH_MISSING",
      `The policy is older than ${kinds} and does not say who approves them. An administrator adds that under People, Policy.`,
      { asset, kind: row.kind, tier: row.tier },
    );
  }
  return { asset, revision: row.head! };
}

function refuseClosed(row: RequestRow): void {
  if (row.status === "open") return;
  const what = row.status === "approved" ? "approved" : row.status === "sentBack" ? "sent back" : "withdrawn";
  throw new AppError("REQUEST_CLOSED", `Change request ${row.number} has been ${what}. Open a new one.`, {
    request: row.id,
    status: row.status,
  });
}

function refuseOwnWork({ db, me }: ReadContext, row: RequestRow): void {
  const own = listItems(db, row.id).find((item) => getRevision(db, item.revision).author === me.id);
  if (own || row.author === me.id) {
    throw new AppError("OWN_WORK", "Nobody approves their own work. Ask another approver of this scope.", {
      request: row.id,
    });
  }
}

/** What the step has left to sign, in order. @throws REQUEST_CLOSED, OUT_OF_ORDER, NOTHING_CHANGED when it has been given already. */
function coveredBy(context: ReadContext, row: RequestRow, step: StepId): readonly ApprovedPart[] {
  refuseClosed(row);
  const parts: ApprovedPart[] = [];
  for (const item of listItems(context.db, row.id)) {
    const revision = getRevision(context.db, item.revision);
    const gates = gatesOf(context, revision);
    const at = gates.findIndex((gate) => gate.step?.id === step);
    const earlier = gates.slice(0, Math.max(at, 0)).find((gate) => gate.state !== "given");
    if (earlier?.step)
      throw new AppError(
        "OUT_OF_ORDER",
        `${earlier.step.label} comes first. ${revision.identity.name} still waits for it.`,
        { asset: item.asset, step: earlier.step.id },
      );
    for (const part of gates[at]?.missingParts ?? [])
      parts.push({ asset: item.asset, part, digest: revision.parts[part]! });
  }
  if (parts.length === 0)
    throw new AppError("NOTHING_CHANGED", "This approval has been given already, or nothing here needs it.", {
      request: row.id,
      step,
    });
  return parts;
}

const gatesOf = ({ db, policy }: ReadContext, revision: Revision) =>
  gatesFor({
    revision,
    steps: pathFor(policy, revision.identity),
    approvals: asGiven(listApprovals(db, revision.asset)),
  });

function refuseOutdated(signed: readonly ApprovedPart[], now: readonly ApprovedPart[]): void {
  if (JSON.stringify(signed) === JSON.stringify(now)) return;
  throw new AppError("CONFLICT", "The request changed while you were signing. Read it again before you approve.", {});
}

/** Which of the request's revisions have their path complete once these parts are approved too. */
function nowApproved(
  context: WriteContext,
  request: RequestId,
  step: StepId,
  parts: readonly ApprovedPart[],
): { asset: AssetId; revision: Digest }[] {
  return listItems(context.db, request).flatMap(({ asset, revision: digest }) => {
    const revision = getRevision(context.db, digest);
    const given = parts
      .filter((one) => one.asset === asset)
      .map((one) => ({ step, parts: { [one.part]: one.digest } }));
    const all = [...asGiven(listApprovals(context.db, asset)), ...given];
    const gates = gatesFor({ revision, steps: pathFor(context.policy, revision.identity), approvals: all });
    return allGiven(gates) ? [{ asset, revision: digest }] : [];
  });
}

function wordsFor({ me, policy }: ReadContext, row: RequestRow, step: StepId, parts: readonly ApprovedPart[]): string {
  const assets = new Set(parts.map((part) => part.asset)).size;
  const label = stepLabel(policy, step);
  return approvalWords({ name: me.name, request: row, label, assets, parts: parts.length });
}
