/** One way to mend what a diagnostic reports: the text between the offsets is replaced. */
export interface Fix {
  readonly title: string;
  readonly replacement: string;
  readonly from: number;
  readonly to: number;
}

/** Something to mend in a condition. An `error` keeps it from being saved as a revision; a `warning` does not. */
export interface Diagnostic {
  readonly from: number;
  readonly to: number;
  readonly message: string;
  readonly severity: "error" | "warning";
  readonly fixes: readonly Fix[];
}

interface Place {
  readonly from: number;
  readonly to: number;
}

export const fix = ({ from, to }: Place, replacement: string): Fix => ({
  title: `Replace by ${replacement}`,
  replacement,
  from,
  to,
});

export const fault = ({ from, to }: Place, message: string, fixes: readonly Fix[] = []): Diagnostic => ({
  from,
  to,
  message,
  severity: "error",
  fixes,
});
