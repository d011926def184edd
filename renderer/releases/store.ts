import { create } from "zustand";
import type { Candidate, EnvironmentState, ReleaseSummary } from "#shared/releases/model.ts";
import { api, type Query, useQuery } from "#renderer/bridge/client.ts";

/** Every environment: what is live, and what its decision service says. The status bar keeps this answer fresh. */
export const useEnvironments = (): Query<{ environments: EnvironmentState[] }> =>
  useQuery(["releases.environments"], () => api.releases.environments({}));

/** What the next release of an environment would be. */
export const useCandidate = (environment: string): Query<Candidate> =>
  useQuery(["releases.candidate", environment], () => api.releases.candidate({ environment }));

export const useReleases = (environment: string): Query<{ releases: ReleaseSummary[] }> =>
  useQuery(["releases.list", environment], () => api.releases.list({ environment }));

/** The published release read back and verified as a decision service without history would. */
export const useVerified = (environment: string, live: number | undefined) =>
  useQuery(live === undefined ? null : ["releases.verify", environment, live], () =>
    api.releases.verify({ environment }),
  );

interface JustPublished {
  /** Releases published at this window since it opened, by environment: the page says so in its place. */
  readonly byEnvironment: Readonly<Record<string, ReleaseSummary>>;
}

const useJustPublishedState = create<JustPublished>()(() => ({ byEnvironment: {} }));

export const useJustPublished = (environment: string): ReleaseSummary | undefined =>
  useJustPublishedState((state) => state.byEnvironment[environment]);

export const notePublished = (release: ReleaseSummary): void =>
  useJustPublishedState.setState(({ byEnvironment }) => ({
    byEnvironment: { ...byEnvironment, [release.environment]: release },
  }));
