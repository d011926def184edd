import { AppError, type ErrorCode } from "../kernel/errors.ts";

/**
 * Why a bundle is refused. The two classes are kept apart because they call for different people: an integrity error means that
 * the bytes are not what was signed (storage, transport, tampering); a policy error means that the bytes are genuine and the
 * people who signed them were not entitled to, or not enough of them did.
 *
 * Both say in `details.what` which thing failed.
 */
export type IntegrityCode = Extract<
  ErrorCode,
  | "REPOSITORY_UNREACHABLE"
  | "METADATA_INVALID"
  | "METADATA_EXPIRED"
  | "METADATA_ROLLBACK"
  | "BUNDLE_DIGEST"
  | "BUNDLE_MALFORMED"
  | "SIGNATURE_INVALID"
>;
export type PolicyCode = Extract<
  ErrorCode,
  "POLICY_CHAIN" | "OWNER_CHAIN" | "OWNER_UNSIGNED" | "APPROVAL_MISSING" | "RELEASE_ROLLBACK" | "RELEASE_STALE"
>;

export class IntegrityError extends AppError {
  declare readonly code: IntegrityCode;

  /** @param what names the thing that failed: a file, an asset, a version. */
  constructor(code: IntegrityCode, what: string, message: string, cause?: unknown) {
    super(code, message, { what }, cause);
  }
}

export class PolicyError extends AppError {
  declare readonly code: PolicyCode;

  /** @param what names the thing that failed: a file, an asset, a version. */
  constructor(code: PolicyCode, what: string, message: string, cause?: unknown) {
    super(code, message, { what }, cause);
  }
}
