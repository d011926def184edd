import { CircleX, type LucideIcon, TriangleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { classes } from "./classes.ts";
import { countCharacters } from "./limit-level.ts";
import { Meter } from "./meter.tsx";

/** What is wrong with a field or worth knowing, shown under it. It is never cut. */
export interface FieldProblem {
  severity: "error" | "warning";
  message: ReactNode;
}

interface FieldFrame {
  label: string;
  /** The rule in grey after the label, such as “8 to 48 characters, full stop”. */
  rule?: ReactNode;
  /** At the right end of the label's line, in place of the meter. */
  aside?: ReactNode;
  problem?: FieldProblem | undefined;
  /** What belongs here, in words, between the label and the control. */
  help?: ReactNode;
  /** Grey words under the field. */
  hint?: ReactNode;
}

export interface FieldProps extends FieldFrame {
  /** Gives the control its id and the ids of what describes it. */
  children: (control: {
    id: string;
    "aria-describedby": string | undefined;
    "aria-invalid": true | undefined;
  }) => ReactNode;
}

/** A label with its rule above a control, its problem under it. For controls that are not text. */
export function Field({ label, rule, aside, problem, help, hint, children }: FieldProps) {
  const id = useId();
  const described = [rule && `${id}-rule`, help && `${id}-help`, problem && `${id}-problem`, hint && `${id}-hint`]
    .filter(Boolean)
    .join(" ");
  const invalid = problem?.severity === "error" || undefined;
  return (
    <div className="field">
      <div className="field-label">
        <label htmlFor={id}>{label}</label>
        <span className="field-rule" id={`${id}-rule`}>
          {rule}
        </span>
        {aside}
      </div>
      {help && (
        <div className="hint" id={`${id}-help`}>
          {help}
        </div>
      )}
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": invalid })}
      {problem && <ProblemHint id={`${id}-problem`} problem={problem} />}
      {hint && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}

function ProblemHint({ id, problem }: { id: string; problem: FieldProblem }) {
  const bad = problem.severity === "error";
  const Icon = bad ? CircleX : TriangleAlert;
  return (
    <div className={classes("hint", bad ? "hint-bad" : "hint-attn")} id={id} role="status">
      <Icon className="icon" aria-hidden />
      <span>{problem.message}</span>
    </div>
  );
}

interface TextBase extends FieldFrame {
  value: string;
  onChange: (value: string) => void;
  icon?: LucideIcon;
  mono?: boolean;
  /** The most characters; shows a meter. Typing past it is never blocked. */
  max?: number;
  /** Counts the way the limit counts; code points unless told. */
  count?: (text: string) => number;
}

function textFrame(props: TextBase): FieldFrame & { over: boolean } {
  const used = props.max === undefined ? 0 : (props.count ?? countCharacters)(props.value);
  const over = props.max !== undefined && used > props.max;
  const aside = props.max === undefined ? props.aside : <Meter used={used} max={props.max} />;
  return {
    label: props.label,
    rule: props.rule,
    aside,
    problem: props.problem,
    help: props.help,
    hint: props.hint,
    over,
  };
}

export interface TextFieldProps extends TextBase, Omit<ComponentProps<"input">, "value" | "onChange" | "max" | "id"> {
  /** Stands behind what is typed, such as a currency. */
  unit?: string | undefined;
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    rule,
    aside,
    problem,
    help,
    hint,
    value,
    onChange,
    icon: Icon,
    mono,
    unit,
    max,
    count,
    className,
    ...rest
  } = props;
  const { over, ...frame } = textFrame({ label, rule, aside, problem, help, hint, value, onChange, max, count });
  return (
    <Field {...frame}>
      {(control) => (
        <div className={inputClass(problem, over, mono, className)}>
          {Icon && <Icon className="icon" aria-hidden />}
          <input
            type="text"
            {...rest}
            {...control}
            aria-invalid={control["aria-invalid"] ?? (over || undefined)}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {unit && <span className="dim small">{unit}</span>}
        </div>
      )}
    </Field>
  );
}

export interface TextAreaProps extends TextBase, Omit<ComponentProps<"textarea">, "value" | "onChange" | "id"> {}

/** Text of several lines; grows with what is typed. */
export function TextArea(props: TextAreaProps) {
  const {
    label,
    rule,
    aside,
    problem,
    help,
    hint,
    value,
    onChange,
    icon: _,
    mono,
    max,
    count,
    className,
    ...rest
  } = props;
  const { over, ...frame } = textFrame({ label, rule, aside, problem, help, hint, value, onChange, max, count });
  return (
    <Field {...frame}>
      {(control) => (
        <div className={inputClass(problem, over, mono, className)}>
          <textarea
            rows={1}
            {...rest}
            {...control}
            aria-invalid={control["aria-invalid"] ?? (over || undefined)}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      )}
    </Field>
  );
}

function inputClass(problem: FieldProblem | undefined, over: boolean, mono?: boolean, own?: string): string {
  return classes("input", (over || problem?.severity === "error") && "is-bad", mono && "input-mono", own);
}

/** A value that is shown and not edited here: no edge, as everything that may not be changed. */
export function ReadField({
  label,
  rule,
  aside,
  help,
  children,
}: {
  label: string;
  rule?: ReactNode;
  aside?: ReactNode;
  help?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="field">
      <div className="field-label">
        <b>{label}</b>
        <span className="field-rule">{rule}</span>
        {aside}
      </div>
      {help && <div className="hint">{help}</div>}
      <div className="input is-read">{children}</div>
    </div>
  );
}
