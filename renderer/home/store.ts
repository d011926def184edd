import type { Home } from "#shared/insight/model.ts";
import { api, type Query, useQuery } from "#renderer/bridge/client.ts";

/** What needs the person who is signed in. */
export const useHome = (): Query<Home> => useQuery(["insight.home"], () => api.insight.home({}));
