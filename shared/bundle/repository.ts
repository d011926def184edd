import { z } from "zod";
import type { JsonObject } from "../kernel/canonical.ts";
import { digest, workspaceId } from "../kernel/ids.ts";

/**
 * The layout of a published repository: a TUF repository (specification 1.0) with consistent snapshots, so that any TUF client
 * can check it. Each environment is one delegated role, named like the environment, with one target: its bundle.
 */
export const metadataFolder = "metadata";
export const targetsFolder = "targets";

/** The TUF target path of an environment's bundle. Its file carries the digest before the name. */
export const targetPath = (environment: string): string => `${environment}/bundle.json`;
export const targetFileName = (environment: string, sha256: string): string => `${environment}/${sha256}.bundle.json`;

const rootForm = z.looseObject({
  signed: z.looseObject({ _type: z.literal("root"), version: z.number().int().positive() }),
  signatures: z.array(z.looseObject({ keyid: z.string(), sig: z.string() })),
});

/** What a decision service is given once, by hand, to know whom to believe: the root of the repository and the first policy. */
export const trustFile = z.strictObject({
  format: z.literal("imprimatur-trust/1"),
  workspace: workspaceId,
  /** Digest of the policy's first version. */
  genesis: digest,
  /** TUF root metadata, with its signatures. */
  root: z.custom<JsonObject>((value) => rootForm.safeParse(value).success, "TUF root metadata"),
});
export type TrustFile = z.infer<typeof trustFile>;
