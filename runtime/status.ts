import { type ErrorCode, toErrorReply } from "#shared/kernel/errors.ts";

/** Which check failed, of what, and when. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly what: string;
  readonly at: string;
}

export interface ServiceStatus {
  readonly workspace: string;
  readonly environment: string;
  /** What is served; null before the first release. */
  readonly release: {
    readonly number: number;
    readonly digest: string;
    readonly policyVersion: number;
    readonly assets: number;
    readonly verifiedAt: string;
    /** What in it cannot take effect as written. */
    readonly problems: readonly { readonly asset: string; readonly message: string }[];
  } | null;
  /** When the repository was last asked. */
  readonly checkedAt: string | null;
  /** When it last vouched, unexpired, for what is served. */
  readonly freshAt: string | null;
  readonly staleness: { readonly stale: boolean; readonly maxDays: number | null; readonly until: string | null };
  /** Why the newest check failed; null when it succeeded. What is served is the last good release all the same. */
  readonly refusal: Refusal | null;
  /** The last failure of all, also when the newest check succeeded. */
  readonly lastRefusal: Refusal | null;
  /** Why frequency caps cannot be counted, and block; null while they can. */
  readonly capsFailure: string | null;
}

export function refusalOf(error: unknown, at: number): Refusal {
  const { code, message, details } = toErrorReply(error);
  return { code, message, what: typeof details["what"] === "string" ? details["what"] : "release", at: instantOf(at) };
}

export const instantOf = (at: number): string => new Date(at).toISOString();
