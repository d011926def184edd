import { useEffect } from "react";
import { api, useQuery, useSession } from "#renderer/bridge/client.ts";
import { setStatus } from "../status-store.ts";
import { environmentStatus, keyStatus, personStatus } from "./status-words.ts";

/** Decision services pull releases when they want to, and no commit tells of it: so they are asked this often. */
const askServicesEveryMs = 5_000;
/** The key's minutes are told in whole ones. */
const tellKeyEveryMs = 15_000;

/** Fills the status bar and the rail from the session, the people and the environments. */
export function useStatusFeed(): void {
  const { status, session } = useSession();
  const people = useQuery(["access.people"], () => api.access.people({}));
  const environments = useQuery(["releases.environments"], () => api.releases.environments({}));

  const owns = people.data?.people.find((one) => one.id === session?.member.id)?.owns ?? 0;
  useEffect(() => {
    setStatus({ workspace: status?.workspace, person: session ? personStatus(session, owns > 0) : undefined });
  }, [status, session, owns]);

  useEffect(() => {
    setStatus({ environments: (environments.data?.environments ?? []).map(environmentStatus) });
  }, [environments.data]);

  const { reload } = environments;
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && reload(), askServicesEveryMs);
    return () => clearInterval(timer);
  }, [reload]);

  const until = session?.keyOpenUntil ?? null;
  useEffect(() => {
    const tell = (): void => setStatus({ key: keyStatus(until, Date.now()) });
    tell();
    const timer = setInterval(tell, tellKeyEveryMs);
    return () => clearInterval(timer);
  }, [until]);
}
