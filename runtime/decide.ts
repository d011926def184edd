import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import type { Decision, DecisionRequest } from "#shared/decision/model.ts";
import type { CompiledRelease } from "#shared/decision/release.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { Counts } from "./state/counts.ts";

export { compile };

/** A release as it is served now. */
export interface Served {
  readonly release: CompiledRelease;
  /** Past its maximum staleness: generic content only. */
  readonly stale: boolean;
}

/**
 * Answers one request from the release that is served. What falls under a frequency cap is counted here, when it is decided:
 * an answer that says “personalized” is one more. @throws AppError NO_RELEASE, PLACEMENT_UNKNOWN
 */
export function answer(served: Served | null, request: DecisionRequest, now: number, counts: Counts): Decision {
  if (!served) {
    throw new AppError("NO_RELEASE", "The service has no verified release yet; /v1/status says why.");
  }
  const { release, stale } = served;
  const placement = release.placements.get(request.placement);
  if (!placement) {
    throw new AppError(
      "PLACEMENT_UNKNOWN",
      `Release ${release.number} has no placement called “${request.placement}”.`,
      {
        placement: request.placement,
        release: release.number,
      },
    );
  }
  if (!placement.counted || stale) return decide(release, request, { now, stale });
  return counts.decide((counter) => decide(release, request, { now, stale, counter }));
}
