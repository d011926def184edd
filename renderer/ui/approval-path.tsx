import { Check, X } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { classes } from "./classes.ts";
import { Seal, type SealState } from "./seal.tsx";

/** Done: tick. Now: ring with a dot, it waits for somebody. Todo: ring. Void: red ring, edited since. */
export type StepState = "done" | "now" | "todo" | "void";

/** One approval on the path. */
export interface ApprovalStep {
  key: string;
  title: string;
  state: StepState;
  /** Who and when: “You, until today 18:00”. */
  note?: ReactNode;
}

/** The owner's signature, always last. */
export interface OwnerStep {
  name: string;
  seal: SealState;
  title?: string;
  note?: ReactNode;
}

export interface ApprovalPathProps {
  steps: readonly ApprovalStep[];
  owner?: OwnerStep;
  /** `across` for the head of a page, `down` for the inspector. */
  direction?: "across" | "down";
}

const stateWords: Readonly<Record<StepState, string>> = {
  done: "approved",
  now: "waiting",
  todo: "to come",
  void: "void",
};

/** The approvals that a change needs, in order, and the owner's seal at their end. */
export function ApprovalPath({ steps, owner, direction = "across" }: ApprovalPathProps) {
  return (
    <ol className={classes("path", direction === "down" && "path-down")} aria-label="Approval path">
      {steps.map((step) => (
        <li
          key={step.key}
          className={`path-step is-${step.state}`}
          aria-current={step.state === "now" ? "step" : undefined}
        >
          <StepMark state={step.state} />
          <StepText title={step.title} note={step.note} word={stateWords[step.state]} />
        </li>
      ))}
      {owner && (
        <li className="path-step">
          <Seal name={owner.name} state={owner.seal} size={20} />
          <StepText title={owner.title ?? "Owner signs"} note={owner.note ?? owner.name} />
        </li>
      )}
    </ol>
  );
}

function StepMark({ state }: { state: StepState }) {
  return (
    <span className="path-mark" aria-hidden>
      {state === "done" && <Check className="icon" />}
      {state === "void" && <X className="icon" />}
    </span>
  );
}

function StepText({ title, note, word }: { title: string; note?: ReactNode; word?: string }) {
  return (
    <span className="path-text">
      <b>
        {title}
        {word && <span className="sr">, {word}</span>}
      </b>
      {note !== undefined && <small title={typeof note === "string" ? note : undefined}>{note}</small>}
    </span>
  );
}

/** The same path as dots and a seal, for one cell of a list. */
export function Pips({ steps, owner }: { steps: readonly StepState[]; owner?: { name: string; seal: SealState } }) {
  const words = steps.map((step) => stateWords[step]).join(", ");
  return (
    <span className="pips" role="img" aria-label={`Approvals: ${words}${owner ? `; owner ${owner.name}` : ""}`}>
      {steps.map((step, at) => (
        <Fragment key={at}>
          {at > 0 && <i />}
          <span className={classes("pip", step !== "todo" && `pip-${step}`)} />
        </Fragment>
      ))}
      {owner && (
        <>
          {steps.length > 0 && <i />}
          <Seal name={owner.name} state={owner.seal} size={18} quiet />
        </>
      )}
    </span>
  );
}
