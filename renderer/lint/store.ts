import type { Lint } from "#shared/insight/finding.ts";
import { api, type Query, useQuery } from "#renderer/bridge/client.ts";

/** What the linter finds in the workspace as it stands. */
export const useLint = (): Query<Lint> => useQuery(["insight.lint"], () => api.insight.lint({}));
