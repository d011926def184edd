import type { Gate } from "#shared/approvals/model.ts";
import { pathFor } from "#shared/approvals/policy.ts";
import type { AssetDetail } from "#shared/assets/model.ts";
import type { Body, CoveredPart } from "#shared/assets/parts.ts";
import { holdsRole } from "#shared/access/policy.ts";
import type { ApprovalStep as PolicyStep } from "#shared/access/model.ts";
import type { AssetHistory } from "#shared/audit/model.ts";
import type { ApprovalStep } from "#renderer/ui/approval-path.tsx";
import { sayMoment } from "#renderer/app/dates.ts";
import { listed } from "#renderer/app/words.ts";
import type { Rights } from "../data/rights.ts";
import { partLabels } from "../strings.ts";

export interface ApprovalQuestion {
  detail: AssetDetail;
  body: Body;
  /** Those of the open change request, where there is one. */
  gates: readonly Gate[] | undefined;
  /** The parts that the draft changes; empty where there is none. */
  changedParts: ReadonlySet<string | undefined>;
  history: AssetHistory | undefined;
  rights: Rights;
}

/** The approvals that the asset as it stands in the editor needs, in order, and how each stands. */
export function approvalSteps(question: ApprovalQuestion): ApprovalStep[] {
  const { detail, body, rights } = question;
  const has = new Set<CoveredPart>(["identity", ...(Object.keys(body) as CoveredPart[])]);
  let earlierOpen = false;
  return pathFor(rights, detail)
    .filter((step) => step.covers.some((part) => has.has(part)))
    .map((step) => {
      const shown = stepOf(step, question, earlierOpen);
      if (shown.state !== "done") earlierOpen = true;
      return shown;
    });
}

function stepOf(step: PolicyStep, question: ApprovalQuestion, earlierOpen: boolean): ApprovalStep {
  const { detail, gates, changedParts, rights } = question;
  const base = { key: step.id, title: step.label };
  const touched = step.covers.filter((part) => changedParts.has(part));
  if (changedParts.size > 0) {
    if (touched.length === 0 && isStanding(step, question))
      return { ...base, state: "done", note: "still stands, its parts are unchanged" };
    return { ...base, state: "todo", note: `${who(step, detail, rights)}${reads(touched)}` };
  }
  const gate = gates?.find((one) => one.step === step.id);
  if (gate) {
    if (gate.state === "given")
      return {
        ...base,
        state: "done",
        note: gate.by && `${rights.nameOf(gate.by)}, ${gate.at ? sayMoment(gate.at) : ""}`,
      };
    if (gate.state === "void") return { ...base, state: "void", note: "void, edited since" };
    return { ...base, state: earlierOpen ? "todo" : "now", note: who(step, detail, rights) };
  }
  const standing = isStanding(step, question);
  return standing
    ? { ...base, state: "done", note: standing }
    : { ...base, state: "todo", note: who(step, detail, rights) };
}

/** Whether the newest revision has this approval, with who gave it and when. */
function isStanding(step: PolicyStep, { history, rights }: ApprovalQuestion): string | false {
  const mark = history?.marks.findLast((one) => one.lane === step.id && !one.void);
  if (!mark) return false;
  return `${mark.by ? rights.nameOf(mark.by) : "Approved"}, ${sayMoment(mark.at)}`;
}

const reads = (parts: readonly CoveredPart[]): string =>
  parts.length > 0 ? `, reads ${listed(parts.map((part) => partLabels[part]))}` : "";

/** Those who may give an approval. Nobody approves their own work, so the author is left out at review. */
function who(step: PolicyStep, detail: AssetDetail, rights: Rights): string {
  const names = rights.members
    .filter((member) => member.active && holdsRole(rights.grants, member.id, [step.role], detail.scope))
    .map((member) => member.name);
  if (names.length === 0) return "nobody holds this role yet";
  if (names.length > 2) return `${names.slice(0, 2).join(", ")} or ${names.length - 2} more`;
  return listed(names, { last: "or" });
}
