import { ShieldAlert, ShieldCheck } from "lucide-react";
import type { Candidate, EnvironmentState, ReleaseSummary } from "#shared/releases/model.ts";
import { sayDay, sayMoment } from "#renderer/app/dates.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { environmentStatus } from "#renderer/app/session/status-words.ts";
import { capital, counted } from "#renderer/app/words.ts";
import type { People } from "#renderer/people/store.ts";
import {
  Inspector,
  KeyValue,
  Light,
  LinkButton,
  OwnerChip,
  ReleaseTimeline,
  Section,
  type TimelineRelease,
  ToneText,
  Waiting,
} from "#renderer/ui/index.ts";
import { useReleases, useVerified } from "./store.ts";
import { verifiedWords } from "./strings.ts";

export interface EnvironmentPaneProps {
  candidate: Candidate;
  state: EnvironmentState;
  environments: readonly EnvironmentState[];
  people: People;
}

/** What is live: proven, per environment, and over time. */
export function EnvironmentPane({ candidate, state, environments, people }: EnvironmentPaneProps) {
  return (
    <Inspector label={`About ${state.id}`}>
      <Section>
        <KeyValue
          rows={[
            ["Owner", <OwnerChip key="owner" name={people.nameOf(state.releaseOwner)} seal="signed" />],
            ["Stale", `${state.maxStalenessDays} days after its last release`],
          ]}
        />
      </Section>
      <Verified state={state} />
      <Section title="Environments">
        <ul className="release-environments">
          {environments.map((one) => (
            <Environment key={one.id} state={one} current={one.id === state.id} />
          ))}
        </ul>
      </Section>
      <OverTime candidate={candidate} state={state} people={people} />
    </Inspector>
  );
}

function Verified({ state }: { state: EnvironmentState }) {
  const query = useVerified(state.id, state.live?.number);
  if (!state.live) return null;
  const { data, error, loading, reload } = query;
  return (
    <Section
      title={`Release ${state.live.number}, read back`}
      action={!loading && <LinkButton onClick={reload}>Verify again</LinkButton>}
    >
      {loading && <Waiting>Verifying as a decision service would</Waiting>}
      {!loading && error && (
        <ToneText tone="danger" icon={ShieldAlert}>
          {error.message}
        </ToneText>
      )}
      {!loading && !error && data && (
        <>
          <ToneText tone="ok" icon={ShieldCheck}>
            Verified as a decision service would
          </ToneText>
          <span className="small dim">{verifiedWords(data)}</span>
        </>
      )}
    </Section>
  );
}

function Environment({ state, current }: { state: EnvironmentState; current: boolean }) {
  const { tone, words } = environmentStatus(state);
  return (
    <li>
      <a
        className="release-environment"
        href={hrefTo("releases", { environment: state.id })}
        aria-current={current ? "page" : undefined}
      >
        <Light tone={tone} label={words} />
        <span>
          <b>{state.id}</b>
          <small>{capital(words)}</small>
        </span>
        <b className="num">{state.live?.number ?? "–"}</b>
      </a>
    </li>
  );
}

function OverTime({ candidate, state, people }: Omit<EnvironmentPaneProps, "environments">) {
  const { data } = useReleases(state.id);
  const releases = data?.releases ?? [];
  const planned = candidate.items.some((item) => item.change !== "same") || candidate.removed.length > 0;
  const next: TimelineRelease[] = planned
    ? [
        {
          key: "next",
          state: "planned",
          title: (
            <>
              <b>{candidate.number}</b> next
            </>
          ),
          note: counted(candidate.items.filter((item) => item.change !== "same").length, "change"),
        },
      ]
    : [];
  return (
    <Section title={`${state.id} over time`}>
      {next.length === 0 && releases.length === 0 ? (
        <span className="small dim">Nothing has been released here yet.</span>
      ) : (
        <ReleaseTimeline
          label={`Releases of ${state.id}`}
          releases={[...next, ...releases.map((release) => pastRelease(release, state, people))]}
        />
      )}
    </Section>
  );
}

function pastRelease(release: ReleaseSummary, state: EnvironmentState, people: People): TimelineRelease {
  const refused = release.live && Boolean(state.service?.refusal);
  const parts = [
    release.added > 0 ? `${release.added} new` : "",
    release.changed > 0 ? `${release.changed} changed` : "",
    release.removed > 0 ? `${release.removed} retired` : "",
  ].filter(Boolean);
  return {
    key: String(release.number),
    state: refused ? "refused" : release.live ? "live" : "past",
    title: (
      <>
        <b>{release.number}</b> {refused ? "refused" : release.live ? "live" : ""}
        <span className="sr"> {sayMoment(release.at)}</span>
      </>
    ),
    note: `${sayDay(release.at)} · ${people.nameOf(release.by)} · ${parts.join(", ") || "the same again"}`,
  };
}
