import { useState } from "react";
import { type LengthUnit, lengthUnits, readLength, writeLength } from "#shared/rules/builder/lengths.ts";
import type { Literal } from "#shared/rules/builder/model.ts";
import type { SubjectInfo } from "#shared/rules/builder/subjects.ts";
import { fromLocal, toLocal } from "#renderer/assets/logic/local-time.ts";
import { Chip, Select } from "#renderer/ui/index.ts";
import { words } from "./strings.ts";

interface InputProps<Value> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
}

export function TextInput({ label, value, onChange }: InputProps<string>) {
  return (
    <input
      className="builder-input"
      aria-label={label}
      placeholder="empty text"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface NumberInputProps extends InputProps<number> {
  whole?: boolean;
  narrow?: boolean;
}

/** A number. What is typed on the way to one (“-”, “1.”) stays in the field alone. */
export function NumberInput({ label, value, onChange, whole, narrow }: NumberInputProps) {
  const [typed, setTyped] = useState<string>();
  const pattern = whole ? /^\d{1,7}$/ : /^-?\d{1,15}(\.\d{1,10})?$/;
  return (
    <input
      className={narrow ? "builder-input is-count" : "builder-input is-number"}
      inputMode={whole ? "numeric" : "decimal"}
      aria-label={label}
      aria-invalid={typed !== undefined && !pattern.test(typed) ? true : undefined}
      value={typed ?? String(value)}
      onChange={({ target }) => {
        setTyped(target.value);
        if (pattern.test(target.value)) onChange(Number(target.value));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}

/** A length of time as a count and a unit; one that is written in another way stays as it is written. */
export function LengthInput({
  label,
  length,
  onChange,
}: {
  label: string;
  length: string;
  onChange: (length: string) => void;
}) {
  const [unit, setUnit] = useState<LengthUnit>();
  const read = readLength(length);
  if (!read) return <TextInput label={label} value={length} onChange={onChange} />;
  // 48 hours stay hours where somebody chose hours.
  const inUnit = unit === "hours" && read.unit === "days" ? { count: read.count * 24, unit } : read;
  return (
    <>
      <NumberInput
        label={label}
        narrow
        whole
        value={inUnit.count}
        onChange={(count) => onChange(writeLength({ ...inUnit, count }))}
      />
      <Select
        label="Unit of time"
        value={inUnit.unit}
        onChange={(next: LengthUnit) => {
          setUnit(next);
          onChange(writeLength({ count: inUnit.count, unit: next }));
        }}
        options={lengthUnits.map((one) => ({ value: one, label: one }))}
      />
    </>
  );
}

export function MomentInput({
  label,
  text,
  onChange,
}: {
  label: string;
  text: string;
  onChange: (text: string) => void;
}) {
  const local = toLocal(text);
  if (local === "") return <TextInput label={label} value={text} onChange={onChange} />;
  return (
    <input
      className="builder-input is-moment"
      type="datetime-local"
      aria-label={label}
      value={local}
      onChange={({ target }) => {
        const next = fromLocal(target.value);
        if (next) onChange(next);
      }}
    />
  );
}

interface LiteralInputProps {
  label: string;
  literal: Literal;
  info: SubjectInfo;
  onChange: (literal: Literal) => void;
}

/** One value: chosen where the dictionary lists them, else typed. */
export function LiteralInput({ label, literal, info, onChange }: LiteralInputProps) {
  if (literal.is === "bool") {
    return (
      <Select
        label={label}
        value={String(literal.value)}
        onChange={(next: string) => onChange({ is: "bool", value: next === "true" })}
        options={[
          { value: "true", label: "yes" },
          { value: "false", label: "no" },
        ]}
      />
    );
  }
  if (literal.is !== "string")
    return <NumberInput label={label} value={literal.value} onChange={(value) => onChange(numberLiteral(value))} />;
  const set = (value: string): void => onChange({ is: "string", value });
  if (!info.values) return <TextInput label={label} value={literal.value} onChange={set} />;
  return (
    <Select
      label={label}
      value={literal.value}
      onChange={set}
      options={[...new Set([...info.values, literal.value])].map((value) => ({ value, label: value || "empty text" }))}
    />
  );
}

const numberLiteral = (value: number): Literal => ({ is: Number.isSafeInteger(value) ? "int" : "double", value });

interface LiteralListProps {
  label: string;
  literals: readonly Literal[];
  info: SubjectInfo;
  onChange: (literals: readonly Literal[]) => void;
}

/** Several values, each a chip that can go. */
export function LiteralList({ label, literals, info, onChange }: LiteralListProps) {
  const taken = new Set(literals.map(({ value }) => String(value)));
  const left = info.values?.filter((value) => !taken.has(value));
  const add = (text: string): void => {
    if (text === "" || taken.has(text)) return;
    const number = info.type === "number" ? Number(text) : Number.NaN;
    onChange([...literals, Number.isFinite(number) ? numberLiteral(number) : { is: "string", value: text }]);
  };
  return (
    <span className="builder-values" role="group" aria-label={label}>
      {literals.map((literal, at) => {
        const word = literal.value === "" ? "empty text" : String(literal.value);
        return (
          <Chip
            key={`${word}-${at}`}
            on
            onRemove={() => onChange(literals.toSpliced(at, 1))}
            removeLabel={`Take out ${word}`}
          >
            {word}
          </Chip>
        );
      })}
      {left ? (
        left.length > 0 && (
          <Select
            label={`Add to ${label}`}
            placeholder="Add"
            value={undefined}
            onChange={add}
            options={left.map((value) => ({ value, label: value }))}
          />
        )
      ) : (
        <AddText label={`Add to ${label}`} onAdd={add} />
      )}
      {literals.length === 0 && <span className="dim small">{words.noValues}</span>}
    </span>
  );
}

/** Enter, a comma or leaving the field adds what is typed. */
function AddText({ label, onAdd }: { label: string; onAdd: (text: string) => void }) {
  const [text, setText] = useState("");
  const add = (): void => {
    onAdd(text.trim());
    setText("");
  };
  return (
    <input
      className="builder-input is-number"
      aria-label={label}
      placeholder="Add, then Enter"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={add}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== ",") return;
        event.preventDefault();
        add();
      }}
    />
  );
}
