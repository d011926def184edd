import { CircleCheck } from "lucide-react";
import type { Candidate, EnvironmentState, ReleaseSummary } from "#shared/releases/model.ts";
import { sayMoment } from "#renderer/app/dates.ts";
import { findCommand, runCommand } from "#renderer/app/commands.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { capital, counted, listed } from "#renderer/app/words.ts";
import type { People } from "#renderer/people/store.ts";
import { BigSeal, Button, EmptyState, Finding, Waiting } from "#renderer/ui/index.ts";
import { type Changes, type Standing, unsignedByOwner } from "./changes.ts";
import { useJustPublished, useVerified } from "./store.ts";
import { blockerClaims, contentWords, verifiedWords } from "./strings.ts";

export interface CandidateViewProps {
  candidate: Candidate;
  changes: Changes;
  state: EnvironmentState;
  people: People;
  standing: Standing;
}

/** What will be signed, by whom, and what still stands in its way. */
export function CandidateView({ candidate, changes, state, people, standing }: CandidateViewProps) {
  return (
    <section className="release-work scroll" tabIndex={0} aria-label={`Release ${candidate.number}`}>
      <JustPublished environment={state.id} />
      {standing === "empty" ? (
        <EmptyState
          fill
          title="Nothing to release yet"
          actions={
            <a className="btn" href={hrefTo("reviews")}>
              Go to Reviews
            </a>
          }
        >
          A release is made of approved revisions. Send what should go live for review first.
        </EmptyState>
      ) : (
        <>
          <Paper candidate={candidate} changes={changes} state={state} people={people} standing={standing} />
          <Blockers candidate={candidate} people={people} />
          <Seals candidate={candidate} people={people} />
        </>
      )}
    </section>
  );
}

/** The words of the release, in the hand of the one person who may publish it; once it is live, with their seal. */
function Paper(props: CandidateViewProps) {
  const { candidate, state, people, standing } = props;
  const live = standing === "unchanged" ? state.live : null;
  const signer = live ? live.by : candidate.releaseOwner;
  const name = people.nameOf(signer);
  const title = live ? "What was signed" : "What will be signed";
  const goesHere = people.me?.id === signer ? "your seal goes here" : `${name}’s seal goes here`;
  return (
    <section aria-label={title}>
      <h2 className="section-title">{title}</h2>
      <div className="release-paper">
        <div className="words">
          {live ? <LiveWords live={live} name={name} /> : <ReleaseWords {...props} name={name} />}
          <p className="words-aside">
            {standing === "blocked"
              ? "It cannot be signed while something stands in its way."
              : "Every one is signed by its owner and approved where the approval path asks for it, at exactly these revisions."}
          </p>
        </div>
        <div className="release-paper-seal">
          <BigSeal
            name={name}
            publicKey={people.find(signer)?.publicKey ?? signer}
            state={live ? "signed" : "missing"}
            size={84}
          />
          <span>{live ? sayMoment(live.at) : goesHere}</span>
        </div>
      </div>
    </section>
  );
}

/** The same words on the page and in the panel. */
export function ReleaseWords({
  candidate,
  changes,
  state,
  name,
}: Pick<CandidateViewProps, "candidate" | "changes" | "state"> & { name: string }) {
  return (
    <>
      <p>
        I, <b>{name}</b>, release owner, publish <b>release {candidate.number}</b> to {state.id}.
      </p>
      <p>
        It holds <b>{contentWords(candidate, changes, state.live)}</b>.
      </p>
    </>
  );
}

function LiveWords({ live, name }: { live: ReleaseSummary; name: string }) {
  return (
    <>
      <p>
        I, <b>{name}</b>, release owner, publish <b>release {live.number}</b> to {live.environment}.
      </p>
      <p>
        It holds <b>{counted(live.assets, "asset")}</b>.
      </p>
    </>
  );
}

function Seals({ candidate, people }: { candidate: Candidate; people: People }) {
  const done = candidate.seals.filter((seal) => seal.signed === seal.assets).length;
  return (
    <section aria-label="Owners’ seals">
      <h2 className="section-title">
        Owners’ seals
        <span className="count">
          {done} of {candidate.seals.length}
        </span>
      </h2>
      <ul className="release-seals">
        {candidate.seals.map(({ member, assets, signed, at }) => {
          const name = people.nameOf(member);
          const complete = signed === assets;
          return (
            <li key={member} className="seal-cell">
              <BigSeal
                name={name}
                publicKey={people.find(member)?.publicKey ?? member}
                state={complete ? "signed" : "missing"}
                size={72}
              />
              <b>{name}</b>
              <small>
                {complete ? counted(assets, "asset") : `${signed} of ${counted(assets, "asset")}`}
                {at && ` · ${sayMoment(at)}`}
              </small>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** How many findings are shown at once; the rest is counted. */
const mostShown = 50;

function Blockers({ candidate, people }: { candidate: Candidate; people: People }) {
  const { blockers } = candidate;
  if (blockers.length === 0) return null;
  const others = blockers.filter((blocker) => blocker.code !== "ownerUnsigned");
  return (
    <section aria-label="What stands in its way">
      <h2 className="section-title">
        What stands in its way <span className="count">{blockers.length}</span>
      </h2>
      <div className="release-blockers">
        {unsignedByOwner(candidate).map(({ owner, names }) => (
          <Unsigned key={owner} owner={owner} names={names} people={people} />
        ))}
        {others.slice(0, mostShown).map((blocker) => (
          <Finding
            key={`${blocker.asset} ${blocker.code} ${blocker.message}`}
            severity="error"
            claim={`${blocker.name}: ${blockerClaims[blocker.code]}`}
            action={
              blocker.asset && (
                <a className="btn btn-sm" href={hrefTo("assets", { id: blocker.asset })}>
                  Open it
                </a>
              )
            }
          >
            {blocker.message} {blocker.who && mender(blocker.who, people)}
          </Finding>
        ))}
        {others.length > mostShown && <p className="dim">And {others.length - mostShown} more.</p>}
      </div>
    </section>
  );
}

function Unsigned({ owner, names, people }: { owner: string; names: readonly string[]; people: People }) {
  const mine = owner === people.me?.id;
  const sign = (): void => {
    const command = findCommand("releases.sign");
    if (command) runCommand(command);
  };
  return (
    <Finding
      severity="warning"
      claim={mine ? "You have not signed." : `${people.nameOf(owner)} has not signed.`}
      action={
        mine && (
          <Button size="sm" onClick={sign}>
            Sign
          </Button>
        )
      }
    >
      {capital(counted(names.length, "revision"))}: {listed(names)}.
    </Finding>
  );
}

const mender = (who: string, people: People): string =>
  who === people.me?.id ? "You can mend it." : `${people.nameOf(who)} can mend it.`;

/** Said in its place once a release was published here, with the proof that it can be served. */
function JustPublished({ environment }: { environment: string }) {
  const release = useJustPublished(environment);
  const { data, error } = useVerified(environment, release?.number);
  if (!release) return null;
  return (
    <div className="release-live" role="status">
      <CircleCheck className="icon" aria-hidden />
      <div>
        <b>
          Release {release.number} is live in {environment}
        </b>
        {data && <p>Read back and verified as a decision service would: {verifiedWords(data)}.</p>}
        {error && <p className="tone-danger">It could not be read back: {error.message}</p>}
        {!data && !error && <Waiting>Reading it back as a decision service would</Waiting>}
      </div>
    </div>
  );
}
