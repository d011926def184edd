import { roleLabels, type Session } from "#shared/access/model.ts";
import type { EnvironmentState } from "#shared/releases/model.ts";
import type { EnvironmentStatus, KeyStatus, PersonStatus } from "../status-store.ts";

const minute = 60_000;

/** The person as the rail and the status bar show them. @param owner whether they own anything */
export function personStatus({ member, grants }: Session, owner: boolean): PersonStatus {
  const roles = [...new Set(grants.map((grant) => roleLabels[grant.role]))].join(", ");
  return { id: member.id, name: member.name, role: member.title || roles || "member", owner };
}

/** In whole minutes, rounded up, so that it never says 0 while the key still is open. */
export function keyStatus(openUntil: string | null, now: number): KeyStatus {
  const left = openUntil === null ? 0 : Date.parse(openUntil) - now;
  return left > 0 ? { state: "open", locksIn: `${Math.ceil(left / minute)} min` } : { state: "locked" };
}

/** What an environment serves, by what its decision service says; where none is known, by what was published. */
export function environmentStatus({ id: name, live, service }: EnvironmentState): EnvironmentStatus {
  if (!live) return { name, tone: "mute", words: `nothing is published to ${name} yet` };
  const published = live.number;
  if (!service)
    return {
      name,
      release: published,
      tone: "mute",
      words: `${published} is published; no decision service is known here`,
    };
  if (!service.reachable)
    return {
      name,
      release: published,
      tone: "attn",
      words: `${published} is published; the decision service does not answer`,
    };
  const serves = service.release;
  if (service.refusal)
    return {
      name,
      release: serves ?? undefined,
      tone: "danger",
      words: `the decision service refused a release and serves ${serves ?? "nothing"}: ${service.refusal.message}`,
    };
  if (serves !== published)
    return {
      name,
      release: serves ?? undefined,
      tone: "attn",
      words: `serves ${serves ?? "nothing"}; ${published} is published`,
    };
  return { name, release: serves, tone: "ok", words: `the decision service serves ${serves}` };
}
