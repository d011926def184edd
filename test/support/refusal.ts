import { canonicalBytes } from "#shared/kernel/canonical.ts";
import { AppError, type ErrorCode } from "#shared/kernel/errors.ts";
import type { Bundle } from "#shared/bundle/model.ts";
import type { TrustedState } from "#shared/bundle/trust.ts";
import { verifyBundle } from "#shared/bundle/verify.ts";
import { nodeCrypto } from "#main/keys/crypto.ts";
import { start, type World } from "./release-fixture.ts";

/** The code with which something is refused, or "accepted". Anything but an AppError is a defect and thrown on. */
export async function refusalOf(work: Promise<unknown>): Promise<ErrorCode | "accepted"> {
  try {
    await work;
    return "accepted";
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** Verifies a bundle from its bytes, as a service does that trusts `trusted` (without history, unless told otherwise). */
export const verified = (world: World, bundle: unknown, trusted: TrustedState = world.trusted, at = start) =>
  verifyBundle(nodeCrypto, canonicalBytes(bundle), trusted, at);

export const verdict = (world: World, bundle: Bundle | Record<string, unknown>, trusted?: TrustedState, at?: number) =>
  refusalOf(verified(world, bundle, trusted, at));
