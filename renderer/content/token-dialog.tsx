import { useState } from "react";
import { Button, Dialog, Field, Select, TextField, TokenChip } from "#renderer/ui/index.ts";

/** A personal value that a field may insert. */
export interface TokenChoice {
  readonly key: string;
  readonly label: string;
}

interface TokenDialogProps {
  tokens: readonly TokenChoice[];
  chosen: { key?: string; fallback?: string };
  onDone: (key: string, fallback: string) => void;
  onClose: () => void;
}

/** Which value, and what stands there for people of whom it is not known. Without that it cannot be placed. */
export function TokenDialog({ tokens, chosen, onDone, onClose }: TokenDialogProps) {
  const [key, setKey] = useState(chosen.key ?? tokens[0]?.key ?? "");
  const [fallback, setFallback] = useState(chosen.fallback ?? "");
  const words = fallback.trim();
  const reason =
    words === ""
      ? "Say what stands there instead."
      : /[{}|]/.test(words)
        ? "Braces and bars cannot stand in it."
        : undefined;
  const done = (): void => {
    if (!reason) onDone(key, words);
  };
  return (
    <Dialog
      open
      title={chosen.key ? "Change the personal value" : "Insert a personal value"}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button variant={reason ? "normal" : "primary"} disabledReason={reason} onClick={done}>
            {chosen.key ? "Change it" : "Insert it"}
          </Button>
        </>
      }
    >
      <Field label="Value">
        {(control) => (
          <Select
            {...control}
            look="field"
            label="Value"
            value={key}
            onChange={setKey}
            options={tokens.map((token) => ({ value: token.key, label: token.key, note: token.label }))}
          />
        )}
      </Field>
      <TextField
        label="Otherwise"
        rule="for people of whom it is not known, or who did not agree to its use"
        value={fallback}
        onChange={setFallback}

        onKeyDown={(event) => {
          if (event.key === "Enter") done();
        }}
      />
      <p className="dim small">
        It reads <TokenChip name={key} fallback={words || "…"} />
      </p>
    </Dialog>
  );
}
