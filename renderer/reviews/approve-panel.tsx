import { useState } from "react";
import type { Gate, RequestDetail } from "#shared/approvals/model.ts";
import { approvalWords, stepLabel } from "#shared/approvals/policy.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { api, useSession } from "#renderer/bridge/client.ts";
import type { People } from "#renderer/people/store.ts";
import { SignPanel } from "#renderer/ui/index.ts";
import { approveTitle, signErrorWords, whatFollows } from "./strings.ts";

export interface ApprovePanelProps {
  request: RequestDetail;
  gate: Gate;
  people: People;
  /** Why it cannot be given now. */
  refusal: string | undefined;
  onClose: () => void;
}

/** The signature of an approver, over exactly the parts that this step still lacks. */
export function ApprovePanel({ request, gate, people, refusal, onClose }: ApprovePanelProps) {
  const locked = useSession(({ session }) => !session?.keyOpenUntil);
  // What was on the screen when the panel opened is what is signed: a request that changes meanwhile is refused.
  const [shown] = useState(() => covered(request, gate));
  const { me, policy } = people;
  if (!me || !policy) return null;
  const words = approvalWords({
    name: me.name,
    request,
    label: stepLabel(policy, gate.step),
    assets: shown.length,
    parts: shown.reduce((sum, one) => sum + one.parts, 0),
  });
  const changed = JSON.stringify(covered(request, gate)) !== JSON.stringify(shown);
  return (
    <div className="sign-column scroll">
      <SignPanel
        title={approveTitle(gate.label)}
        words={
          <>
            <p>{words}</p>
            <p className="words-aside">{whatFollows(request, gate)}</p>
          </>
        }
        digests={shown}
        signer={{ name: me.name, publicKey: me.publicKey, owner: false }}
        keyLocked={locked}
        disabledReason={changed ? "The request changed since you opened this. Close it, and read it again." : refusal}
        note={shown.length === 1 ? "Looked at" : `All ${request.items.length} looked at`}
        errorWords={(reason) => signErrorWords(reason instanceof AppError ? reason : undefined)}
        onSign={async (passphrase) => {
          await api.approvals.approve({ request: request.id, step: gate.step, passphrase });
          onClose();
        }}
        onCancel={onClose}
      />
    </div>
  );
}

/** The revisions of which this step covers something that is not approved yet, and how many parts of each. */
function covered(request: RequestDetail, gate: Gate): { name: string; digest: string; parts: number }[] {
  return request.items.flatMap((item) => {
    const parts = item.gates.find((one) => one.step === gate.step)?.missing.length ?? 0;
    return parts > 0 ? [{ name: item.name, digest: item.revision, parts }] : [];
  });
}
