import { errorCodes, type ErrorReply, toErrorReply } from "#shared/kernel/errors.ts";

/** An RFC 9457 problem. `code` is from the closed list of docs/ERRORS.md. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorReply["code"];
  readonly [extension: string]: unknown;
}

/** Turns whatever was thrown into a problem. What is not one of our own errors keeps its text to itself. */
export function problemOf(error: unknown, status?: number): Problem {
  const { code, message, details } = toErrorReply(error);
  const { status: usual, meaning } = errorCodes[code];
  return {
    ...details,
    type: `urn:imprimatur:error:${code}`,
    title: meaning,
    status: status ?? usual,
    detail: message,
    code,
  };
}
