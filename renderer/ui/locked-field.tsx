import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { LinkButton } from "./button.tsx";
import { Seal, type SealState } from "./seal.tsx";

export interface LockedFieldProps {
  label: string;
  /** In grey after the label: “fixed in every hero”. */
  rule?: ReactNode;
  /** At the right end, such as a TierLabel. */
  aside?: ReactNode;
  /** The whole text; it can be read and selected. */
  children: ReactNode;
  owner: { name: string; seal: SealState };
  /** Why it is fixed: “Tomasz Zielinski, legal, owns this text. A hero that names a price always carries it.” */
  reason: string;
  /** Offers “Request a change”. */
  onRequestChange?: () => void;
  requestLabel?: string;
}

/** What may not be changed here: flat, hatched, a lock, who answers for it, and what to do instead. */
export function LockedField(props: LockedFieldProps) {
  const { label, rule, aside, children, owner, reason, onRequestChange, requestLabel = "Request a change" } = props;
  return (
    <div className="field" role="group" aria-label={`${label}, fixed`}>
      <div className="field-label">
        <b>{label}</b>
        <span className="field-rule">{rule}</span>
        {aside}
      </div>
      <div className="locked">
        <Lock className="icon" aria-hidden />
        <div className="locked-text">{children}</div>
        <div className="locked-why">
          <Seal name={owner.name} state={owner.seal} size={18} />
          <span className="grow">{reason}</span>
          {onRequestChange && <LinkButton onClick={onRequestChange}>{requestLabel}</LinkButton>}
        </div>
      </div>
    </div>
  );
}
