import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import type { Decision, DecisionRequest } from "#shared/decision/model.ts";
import type { CompiledRelease } from "#shared/decision/release.ts";
import { AppError } from "#shared/kernel/errors.ts";

export { compile };

/** A release as it is served now. */
export interface Served {
  readonly release: CompiledRelease;
  /** Past its maximum staleness: generic content only. */
  readonly stale: boolean;
}

/** Answers one request from the release that is served. @throws AppError NO_RELEASE, PLACEMENT_UNKNOWN */
export function answer(served: Served | null, request: DecisionRequest, now: number): Decision {
  if (!served) {
    throw new AppError("NO_RELEASE", "The service has no verified release yet; /v1/status says why.");
  }
  if (!served.release.placements.has(request.placement)) {
    throw new AppError(
      "PLACEMENT_UNKNOWN",
      `Release ${served.release.number} has no placement called “${request.placement}”.`,
      {
        placement: request.placement,
        release: served.release.number,
      },
    );
  }
  return decide(served.release, request, { now, stale: served.stale });
}
