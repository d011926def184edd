import { z } from "zod";
import { command, contract, query } from "../kernel/contract.ts";
import { withPassphrase } from "../access/contract.ts";
import { candidate, environmentState, releaseSummary } from "./model.ts";

const inEnvironment = { environment: z.string() };

export const releases = contract("releases", {
  environments: query(z.strictObject({}), z.strictObject({ environments: z.array(environmentState) })),
  list: query(z.strictObject(inEnvironment), z.strictObject({ releases: z.array(releaseSummary) })),
  candidate: query(z.strictObject(inEnvironment), candidate),
  /** Signs, as owner, every revision of the candidate that one owns and has not signed yet. */
  sign: command(z.strictObject({ ...inEnvironment, ...withPassphrase }), z.strictObject({ signed: z.number().int() })),
  /** Compiles, verifies exactly as the decision service will, and publishes. Only the environment's release owner. */
  publish: command(z.strictObject({ ...inEnvironment, ...withPassphrase }), releaseSummary),
  /** Reads the published repository back and verifies it as a service without history would. */
  verify: query(
    z.strictObject(inEnvironment),
    z.strictObject({
      number: z.number().int(),
      assets: z.number().int(),
      attestations: z.number().int(),
      policyVersion: z.number().int(),
    }),
  ),
});
