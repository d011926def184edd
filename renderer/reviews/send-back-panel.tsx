import { Undo2, X } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import type { RequestDetail } from "#shared/approvals/model.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { api } from "#renderer/bridge/client.ts";
import type { People } from "#renderer/people/store.ts";
import { Button, IconButton, TextArea } from "#renderer/ui/index.ts";

export interface SendBackPanelProps {
  request: RequestDetail;
  people: People;
  onClose: () => void;
}

const longest = 2000;

/** Sends a request back to its author, with the reason that they will read. */
export function SendBackPanel({ request, people, onClose }: SendBackPanelProps) {
  const titleId = useId();
  const [reason, setReason] = useState("");
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  const author = people.nameOf(request.author);
  const refusal = busy
    ? "It is being sent."
    : reason.trim() === ""
      ? `Say what has to change. ${author} will read it.`
      : undefined;
  const send = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.approvals.sendBack({ request: request.id, reason });
      onClose();
    } catch (error) {
      setFailed(error instanceof AppError ? error.message : "It was not sent. Try again.");
      setBusy(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (refusal === undefined) void send();
  };
  return (
    <div className="sign-column scroll">
      <div
        className="sign"
        role="dialog"
        aria-labelledby={titleId}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
        }}
      >
        <form onSubmit={submit}>
          <div className="sign-head">
            <Undo2 className="icon" aria-hidden />
            <h2 id={titleId}>Send back</h2>
            <IconButton icon={X} label="Not yet" keys="esc" size="sm" onClick={onClose} />
          </div>
          <div className="sign-body">
            <p>
              Request {request.number} closes. Its revisions stay, and {author} can change them and send them again.
              Approvals given for what stays the same still count.
            </p>
            <TextArea
              label="Reason"
              value={reason}
              onChange={setReason}
              max={longest}
              rows={4}
              autoFocus
              problem={failed === undefined ? undefined : { severity: "error", message: failed }}
            />
          </div>
          <div className="sign-foot">
            <span />
            <Button size="lg" onClick={onClose}>
              Not yet
            </Button>
            <Button size="lg" type="submit" variant="primary" icon={Undo2} reasonIn="tooltip" disabledReason={refusal}>
              Send back
            </Button>
          </div>
        </form>
      </div>
    </div>
  );
}
