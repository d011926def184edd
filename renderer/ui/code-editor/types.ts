/** A replacement that mends a diagnostic; offsets default to the diagnostic's own. */
export interface Fix {
  /** “Use Product_Viewed”. */
  title: string;
  replacement: string;
  from?: number;
  to?: number;
}

/** Something wrong in the text, by character offsets. */
export interface Diagnostic {
  from: number;
  to: number;
  message: string;
  severity: "error" | "warning" | "info";
  fixes?: readonly Fix[];
}

/** Something to complete with. */
export interface Completion {
  label: string;
  /** What is inserted; the label unless told. */
  insert?: string;
  kind?: "attribute" | "event" | "audience" | "function" | "keyword" | "value";
  /** Beside the label: a type. */
  detail?: string;
  /** In words. */
  documentation?: string;
  /** What it replaces; the word at the cursor unless told. */
  from?: number;
  to?: number;
}

/** What a stretch of text means. */
export interface HoverInfo {
  from: number;
  to: number;
  text: string;
}

export interface CodeEditorProps {
  /** Its name, read aloud: “Condition, CEL”. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  diagnostics?: readonly Diagnostic[];
  completions?: (text: string, offset: number) => readonly Completion[] | Promise<readonly Completion[]>;
  hover?: (text: string, offset: number) => HoverInfo | undefined | Promise<HoverInfo | undefined>;
  readOnly?: boolean;
  placeholder?: string;
  /** The height grows with the text between these numbers of lines. */
  minLines?: number;
  maxLines?: number;
  /** Opens each error under its own line, with its fixes. */
  inlineProblems?: boolean;
}
