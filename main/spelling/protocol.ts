import type { Span, TextFormat } from "#shared/spelling/model.ts";

/** What a worker is started with. */
export interface WorkerInput {
  readonly aff: string;
  readonly dic: string;
}

/** What it is asked. Each question is answered once, in order. */
export type Question = { readonly id: number } & (
  | { readonly kind: "check"; readonly text: string; readonly locale: string; readonly format: TextFormat }
  | { readonly kind: "suggest"; readonly word: string; readonly locale: string }
);

export type Answer = { readonly id: number } & (
  | { readonly misspelt: readonly Span[] }
  | { readonly suggestions: readonly string[] }
);
