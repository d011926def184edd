import { CircleCheck, CircleDot, CircleX, type LucideIcon, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import type { RequestStatus, RequestSummary } from "#shared/approvals/model.ts";
import { Badge, type Tone } from "#renderer/ui/index.ts";
import { statusWords } from "./strings.ts";

const look: Readonly<Record<RequestStatus, { icon: LucideIcon; tone: Tone }>> = {
  open: { icon: CircleDot, tone: "attn" },
  approved: { icon: CircleCheck, tone: "ok" },
  sentBack: { icon: Undo2, tone: "danger" },
  withdrawn: { icon: CircleX, tone: "mute" },
};

/** How a request stands, for a list row. */
export function requestIcon({ status }: RequestSummary): ReactNode {
  const { icon: Icon, tone } = look[status];
  const word = statusWords[status];
  return (
    <span className={`status-mark tone-${tone}`} role="img" aria-label={word} title={word}>
      <Icon className="icon" aria-hidden />
    </span>
  );
}

/** The same in icon and word. */
export function RequestBadge({ status }: { status: RequestStatus }) {
  const { icon, tone } = look[status];
  return (
    <Badge tone={tone} icon={icon}>
      {statusWords[status]}
    </Badge>
  );
}
