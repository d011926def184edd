import { X } from "lucide-react";
import type { Comparison, Literal, Operand, Test } from "#shared/rules/builder/model.ts";
import { literalsOf, usualWindow } from "#shared/rules/builder/offers.ts";
import { subjectInfo, type SubjectInfo } from "#shared/rules/builder/subjects.ts";
import { IconButton } from "#renderer/ui/index.ts";
import { useBuilder } from "./context.ts";
import { LengthInput, LiteralInput, LiteralList, MomentInput, TextInput } from "./value-inputs.tsx";

interface TestValueProps {
  row: Comparison;
  info: SubjectInfo;
  event: string | null;
  onChange: (row: Comparison) => void;
}

/** What a row compares with, in the form that its test asks for. */
export function TestValue({ row, info, event, onChange }: TestValueProps) {
  const { test } = row;
  const set = (next: Test): void => onChange({ ...row, test: next });
  const label = `What ${info.label} is compared with`;
  switch (test.is) {
    case "relation":
      return (
        <OperandValue
          operand={test.operand}
          info={info}
          event={event}
          label={label}
          onChange={(operand) => set({ ...test, operand })}
        />
      );
    case "text":
      return <TextInput label={label} value={test.value} onChange={(value) => set({ ...test, value })} />;
    case "holds":
      return (
        <LiteralInput label={label} literal={test.value} info={info} onChange={(value) => set({ ...test, value })} />
      );
    case "oneOf":
    case "holdsAny":
    case "holdsAll":
      return (
        <LiteralList
          label={label}
          literals={literalsOf(test)}
          info={info}
          onChange={(values: readonly Literal[]) => set({ ...test, values })}
        />
      );
    default:
      return null;
  }
}

interface OperandValueProps {
  operand: Operand;
  info: SubjectInfo;
  event: string | null;
  label: string;
  onChange: (operand: Operand) => void;
}

function OperandValue({ operand, info, event, label, onChange }: OperandValueProps) {
  const { dictionary } = useBuilder();
  switch (operand.is) {
    case "now":
      return null;
    case "timestamp":
      return <MomentInput label={label} text={operand.text} onChange={(text) => onChange({ is: "timestamp", text })} />;
    case "ago":
    case "ahead":
      return (
        <LengthInput
          label={label}
          length={operand.length}
          onChange={(length) => onChange({ is: operand.is, length })}
        />
      );
    case "subject": {
      const other = subjectInfo(operand.subject, event, dictionary).label;
      return (
        <span className="builder-fixed">
          {other}
          <IconButton
            icon={X}
            size="sm"
            label={`Compare with a value instead of ${other}`}
            onClick={() => onChange(plainOperand(info))}
          />
        </span>
      );
    }
    default:
      return <LiteralInput label={label} literal={operand} info={info} onChange={onChange} />;
  }
}

function plainOperand({ type, values }: SubjectInfo): Operand {
  if (type === "number") return { is: "int", value: 1 };
  if (type === "boolean") return { is: "bool", value: true };
  if (type === "timestamp") return { is: "ago", length: usualWindow };
  return { is: "string", value: values?.[0] ?? "" };
}
