import { z } from "zod";
import { assetId, digest, memberId, workspaceId } from "../kernel/ids.ts";
import type { TrustFile } from "./repository.ts";

/** The newest link of an asset's owner chain. */
export const ownerHead = z.strictObject({ sequence: z.number().int().nonnegative(), owner: memberId, link: digest });
export type OwnerHead = z.infer<typeof ownerHead>;

/**
 * What whoever verifies bundles remembers from the last one that it accepted. The next one must extend it: policy, owner chains
 * and release number only ever move forward. It is replaced as a whole, after everything else has held.
 */
export const trustedState = z.strictObject({
  workspace: workspaceId,
  environment: z.string(),
  policy: z.strictObject({ version: z.number().int().positive(), digest }),
  owners: z.record(assetId, ownerHead),
  /** Null before the first release. */
  release: z.strictObject({ number: z.number().int().positive(), digest }).nullable(),
});
export type TrustedState = z.infer<typeof trustedState>;

/** What a verifier without history trusts: the first policy, and no release. */
export const initialTrust = (trust: Pick<TrustFile, "workspace" | "genesis">, environment: string): TrustedState => ({
  workspace: trust.workspace,
  environment,
  policy: { version: 1, digest: trust.genesis },
  owners: {},
  release: null,
});
