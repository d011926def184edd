import { OctagonX } from "lucide-react";
import type { Home } from "#shared/insight/model.ts";
import { sayDay } from "#renderer/app/dates.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { environmentStatus } from "#renderer/app/session/status-words.ts";
import { counted } from "#renderer/app/words.ts";
import type { People } from "#renderer/people/store.ts";
import { Card, EmptyState, Light, OwnerChip, Reason } from "#renderer/ui/index.ts";
import { liveWords, nextReleaseWords } from "./strings.ts";

type Environments = Home["environments"];

/** What goes live next, and what is live now, environment by environment. */
export function ReleasesCards({ environments, people }: { environments: Environments; people: People }) {
  return (
    <>
      <Card
        flush
        title="Next release"
        action={
          <a className="link" href={hrefTo("releases")}>
            Open
          </a>
        }
      >
        {environments.map((one) => (
          <Next key={one.state.id} one={one} people={people} />
        ))}
      </Card>
      <Card flush title="Live now">
        {environments.length === 0 && <EmptyState title="No environments" />}
        <ul>
          {environments.map(({ state }) => (
            <Live key={state.id} state={state} />
          ))}
        </ul>
      </Card>
    </>
  );
}

function Next({ one, people }: { one: Environments[number]; people: People }) {
  const { state, changes } = one;
  const number = (state.live?.number ?? 0) + 1;
  return (
    <a className="home-next" href={hrefTo("releases", { environment: state.id })}>
      <span className="home-next-number num">{changes > 0 ? number : "–"}</span>
      <span className="home-text">
        <b>{state.id}</b>
        <small>{changes > 0 ? counted(changes, "change") : "no changes"}</small>
      </span>
      <OwnerChip name={people.nameOf(state.releaseOwner)} seal={changes > 0 ? "missing" : "signed"} />
      <span className="home-next-why">
        <Reason>{nextReleaseWords(one)}</Reason>
      </span>
    </a>
  );
}

function Live({ state }: { state: Environments[number]["state"] }) {
  const { tone, words, release } = environmentStatus(state);
  return (
    <li>
      <a className="home-live" href={hrefTo("releases", { environment: state.id })}>
        <Light tone={tone} label={words} />
        <b className="cut">{state.id}</b>
        <span className="num">{release ?? "–"}</span>
        <span className="dim cut small" title={words}>
          {liveWords(state)}
        </span>
        <span className="dim small">{state.live && sayDay(state.live.at)}</span>
      </a>
      {state.service?.refusal && (
        <p className="home-refusal">
          <OctagonX className="icon icon-sm" aria-hidden />
          <span>
            <b>{state.id}</b> refused release {state.live?.number} and{" "}
            {state.service.release === null ? "serves generic content" : `still serves ${state.service.release}`}.{" "}
            {state.service.refusal.message}
          </span>
        </p>
      )}
    </li>
  );
}
