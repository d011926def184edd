import { z } from "zod";
import type { EnvironmentState } from "#shared/releases/model.ts";
import type { ReadContext } from "../context.ts";
import { latestRelease } from "./store.ts";

/** What this side reads of a decision service's status; the rest is for its operators. */
const serviceStatus = z.looseObject({
  release: z.looseObject({ number: z.number().int() }).nullable(),
  refusal: z.looseObject({ code: z.string(), message: z.string(), at: z.string() }).nullable(),
});

/** Every environment with what is live in it, and what its decision service says of itself. */
export function environmentStates(context: ReadContext): Promise<EnvironmentState[]> {
  return Promise.all(
    context.policy.environments.map(async ({ id, releaseOwner, maxStalenessDays }) => {
      const url = context.serviceUrls[id];
      return {
        id,
        releaseOwner,
        maxStalenessDays,
        live: latestRelease(context.db, id),
        service: url ? await askService(url) : null,
      };
    }),
  );
}

async function askService(url: string): Promise<EnvironmentState["service"]> {
  try {
    const answer = await fetch(new URL("/v1/status", url), { signal: AbortSignal.timeout(1000) });
    const { release, refusal } = serviceStatus.parse(await answer.json());
    return {
      url,
      reachable: true,
      release: release?.number ?? null,
      refusal: refusal && { code: refusal.code, message: refusal.message, at: refusal.at },
    };
  } catch {
    return { url, reachable: false, release: null, refusal: null };
  }
}
