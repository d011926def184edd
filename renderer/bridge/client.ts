/** What screens use of the bridge: the API, the answers kept up to date, and who is signed in. */
export { api } from "./api.ts";
export { type AccessStatus, session, type SessionState, useSession } from "./session.ts";
export type { QueryState } from "./query-cache.ts";
export { type Query, type QueryKey, useQuery } from "./use-query.ts";
