/**
 * The closed list of error codes. An error says what is wrong, where, and what to do.
 *
 * When adding a code: 1. a row here, 2. a row in docs/ERRORS.md (a test compares the two),
 * 3. a sentence that helps, at the place that throws.
 */
export const errorCodes = {
  // What was asked is not well formed.
  INPUT_INVALID: { status: 400, exit: 2, meaning: "The input does not have the expected shape." },
  NAME_INVALID: { status: 400, exit: 2, meaning: "The name does not follow the naming convention." },
  NAME_TAKEN: { status: 409, exit: 2, meaning: "Another asset already has this name." },
  NOT_FOUND: { status: 404, exit: 2, meaning: "There is nothing with this name or id." },
  CALL_UNKNOWN: { status: 404, exit: 2, meaning: "No command or query has this name." },
  // What was asked is refused.
  SIGNED_OUT: { status: 401, exit: 3, meaning: "Nobody is signed in." },
  SENDER_REFUSED: { status: 403, exit: 3, meaning: "The call came from a page or process that may not make it." },
  FORBIDDEN: { status: 403, exit: 3, meaning: "The member's roles do not allow this here." },
  NOT_OWNER: { status: 403, exit: 3, meaning: "Only the asset's owner may do this." },
  OWN_WORK: { status: 403, exit: 3, meaning: "Nobody approves their own work." },
  FIXED_FIELD: { status: 403, exit: 3, meaning: "The field is fixed in the block type and cannot be set in a block." },
  LAST_ADMINISTRATOR: { status: 409, exit: 3, meaning: "The last administrator cannot be removed." },
  // Keys and signatures.
  PASSPHRASE_WRONG: { status: 401, exit: 3, meaning: "The passphrase does not open this vault." },
  PASSPHRASE_WEAK: { status: 400, exit: 2, meaning: "The passphrase is too short." },
  KEY_LOCKED: { status: 423, exit: 3, meaning: "The key is locked; signing needs the passphrase." },
  KEY_MISSING: { status: 404, exit: 3, meaning: "This person has no key on this computer." },
  KEYCHAIN_ABSENT: { status: 501, exit: 3, meaning: "This computer offers no keychain that protects anything." },
  VAULT_DAMAGED: { status: 422, exit: 4, meaning: "The vault file is damaged or of an unknown form." },
  // The state of the workspace does not allow it now.
  CHECKS_FAILED: { status: 422, exit: 2, meaning: "The asset breaks limits or rules of its kind." },
  PICTURE_REFUSED: { status: 422, exit: 2, meaning: "The file is no picture that may be kept here." },
  CONFLICT: {
    status: 409,
    exit: 2,
    meaning: "Somebody else changed the same field; the two versions need a decision.",
  },
  NOTHING_CHANGED: { status: 409, exit: 2, meaning: "The draft equals the revision that it started from." },
  OUT_OF_ORDER: { status: 409, exit: 2, meaning: "An earlier step of the approval path is still open." },
  REQUEST_CLOSED: { status: 409, exit: 2, meaning: "The change request is no longer open." },
  IN_REVIEW: { status: 409, exit: 2, meaning: "The asset is already part of an open change request." },
  COMMENT_SETTLED: {
    status: 409,
    exit: 2,
    meaning: "The thread is resolved, or the comment has been answered or withdrawn.",
  },
  PATH_MISSING: { status: 409, exit: 2, meaning: "The policy has no approval path for this kind and tier." },
  STILL_USED: { status: 409, exit: 2, meaning: "Other assets use this one." },
  GATES_CLOSED: { status: 409, exit: 2, meaning: "The release lacks signatures, approvals or sound content." },
  // Storage.
  WORKSPACE_NEWER: { status: 409, exit: 4, meaning: "The workspace was written by a newer version." },
  WORKSPACE_ALTERED: { status: 409, exit: 4, meaning: "The workspace's structure differs from what its version had." },
  WORKSPACE_DAMAGED: { status: 500, exit: 4, meaning: "The workspace file is damaged." },
  WORKSPACE_EXISTS: { status: 409, exit: 2, meaning: "There is already a workspace at this place." },
  WORKSPACE_BUSY: { status: 503, exit: 4, meaning: "Another program holds the workspace; try again." },
  PICTURE_DAMAGED: { status: 500, exit: 4, meaning: "A picture's file is missing or is not what its digest names." },
  DISK_FULL: { status: 507, exit: 4, meaning: "The disk is full; nothing was saved." },
  // The repository and the bundle: integrity (the bytes are not what was signed) …
  REPOSITORY_UNREACHABLE: { status: 502, exit: 5, meaning: "The repository cannot be read or written." },
  METADATA_INVALID: {
    status: 502,
    exit: 5,
    meaning: "Repository metadata is malformed or its signatures do not hold.",
  },
  METADATA_EXPIRED: { status: 502, exit: 5, meaning: "Repository metadata has expired." },
  METADATA_ROLLBACK: { status: 502, exit: 5, meaning: "Repository metadata is older than what was already accepted." },
  BUNDLE_DIGEST: { status: 502, exit: 5, meaning: "A file's digest differs from what was signed." },
  BUNDLE_MALFORMED: { status: 502, exit: 5, meaning: "The bundle does not have the expected form." },
  SIGNATURE_INVALID: { status: 502, exit: 5, meaning: "A signature does not hold over the bytes that it stands for." },
  // … and policy (the bytes are genuine, but the people who signed them were not entitled to).
  POLICY_CHAIN: { status: 502, exit: 6, meaning: "The policy does not follow from the one that is trusted." },
  OWNER_CHAIN: { status: 502, exit: 6, meaning: "The owner map does not follow from the one that is trusted." },
  OWNER_UNSIGNED: { status: 502, exit: 6, meaning: "An asset's owner has not signed this revision." },
  APPROVAL_MISSING: {
    status: 502,
    exit: 6,
    meaning: "An approval that the path asks for does not cover these exact digests.",
  },
  RELEASE_ROLLBACK: { status: 502, exit: 6, meaning: "The release is older than one already served." },
  RELEASE_STALE: {
    status: 503,
    exit: 6,
    meaning: "The release is older than its maximum staleness; only generic content is served.",
  },
  // The decision service.
  NO_RELEASE: { status: 503, exit: 5, meaning: "The service has no verified release yet." },
  PLACEMENT_UNKNOWN: { status: 404, exit: 2, meaning: "The release has no placement of this name." },
  // Rules.
  RULE_SYNTAX: { status: 400, exit: 2, meaning: "The condition cannot be parsed." },
  RULE_TYPE: { status: 400, exit: 2, meaning: "The condition does not fit the data dictionary." },
  // The process behind the screens.
  STUDIO_UNREACHABLE: { status: 503, exit: 4, meaning: "The studio's process does not answer." },
  SPELLING_STOPPED: { status: 503, exit: 4, meaning: "The spell checker stopped before it had an answer." },
  // Everything else is a defect of ours.
  INTERNAL: { status: 500, exit: 1, meaning: "Something went wrong that should not be able to." },
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** What may stand in an error's details: plain data, shown to people. Never a key, a stack or personal data. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** An error as it crosses a door (IPC, HTTP, CLI). */
export interface ErrorReply {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}

/** The one error class that code throws on purpose. `message` is a sentence for people; `cause` never leaves the process. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }

  toReply(): ErrorReply {
    return { code: this.code, message: this.message, details: this.details };
  }
}

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorCodes, code);

/** Turns whatever was thrown into a reply that is safe to show. Unknown errors keep their text to themselves. */
export function toErrorReply(error: unknown): ErrorReply {
  if (error instanceof AppError) return error.toReply();
  return { code: "INTERNAL", message: "Something went wrong inside Imprimatur. The log has the details.", details: {} };
}
