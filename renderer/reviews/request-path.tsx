import { kindOf } from "#shared/assets/kinds.ts";
import type { Gate, RequestDetail, RequestItem } from "#shared/approvals/model.ts";
import { sayMoment } from "#renderer/app/dates.ts";
import { listed } from "#renderer/app/words.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import type { People } from "#renderer/people/store.ts";
import { ApprovalPath, type ApprovalStep, type SealState } from "#renderer/ui/index.ts";
import { partWords, stepStateOf } from "./strings.ts";
import { approvers } from "./turn.ts";

export interface RequestPathProps {
  request: RequestDetail;
  people: People;
  /** The revision in sight: its owner's seal is the last of the path. */
  item: RequestItem | undefined;
}

/** The approvals that this request needs, in order, and the seal of the owner of what is looked at. */
export function RequestPath({ request, people, item }: RequestPathProps) {
  const owner = useOwnerSeal(item);
  const steps = request.gates.map((gate): ApprovalStep => ({
    key: gate.step,
    title: gate.label,
    state: stepStateOf(request, gate),
    note: noteOf(request, gate, people),
  }));
  return (
    <div className="review-path">
      <ApprovalPath
        steps={steps}
        {...(item && !kindOf(item.kind).authoring
          ? {
              owner: {
                name: people.nameOf(item.owner),
                seal: owner.seal,
                note: `${people.nameOf(item.owner)}${owner.note}`,
              },
            }
          : {})}
      />
    </div>
  );
}

function noteOf(request: RequestDetail, gate: Gate, people: People): string {
  const by = `${people.nameOf(gate.by)}${gate.at ? ` · ${sayMoment(gate.at)}` : ""}`;
  if (gate.state === "given") return by;
  const yours = request.mine && gate.step === request.waitingFor;
  if (gate.state === "void")
    return `Void: ${listed(gate.missing.map((part) => partWords[part].toLowerCase()))} edited since${yours ? ". Your turn again" : ""}`;
  if (request.status !== "open") return "not given";
  if (yours) return "You";
  const names = approvers(request, gate, people).map((one) => one.name);
  return names.length > 0 ? listed(names, { most: 3, last: "or" }) : "nobody holds this role here yet";
}

/** Whether the owner has signed exactly this revision; the journal knows. */
function useOwnerSeal(item: RequestItem | undefined): { seal: SealState; note: string } {
  const { data } = useQuery(item ? ["audit.asset", item.asset] : null, () => api.audit.asset({ asset: item!.asset }));
  const signed = data?.marks.find((mark) => mark.lane === "own" && mark.revision === item?.revision);
  return signed ? { seal: "signed", note: ` · ${sayMoment(signed.at)}` } : { seal: "missing", note: "" };
}
