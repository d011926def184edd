import { PackageCheck, Stamp } from "lucide-react";
import { useMemo, useState } from "react";
import { everywhere } from "#shared/assets/model.ts";
import type { Candidate, EnvironmentState } from "#shared/releases/model.ts";
import { Answer } from "#renderer/app/answer.tsx";
import { runCommand, useCommands } from "#renderer/app/commands.ts";
import type { Command } from "#renderer/app/feature.ts";
import { counted, listed } from "#renderer/app/words.ts";
import { type People, usePeople } from "#renderer/people/store.ts";
import { Badge, Button, PageHead } from "#renderer/ui/index.ts";
import { changesOf, type Standing, standingOf, unsignedBy, unsignedByOwner } from "./changes.ts";
import { CandidateList } from "./candidate-list.tsx";
import { CandidateView } from "./candidate-view.tsx";
import { EnvironmentPane } from "./environment-pane.tsx";
import { OwnerPanel, PublishPanel } from "./sign-panels.tsx";
import { useCandidate } from "./store.ts";
import { blockerWords } from "./strings.ts";

export interface ReleasePageProps {
  state: EnvironmentState;
  environments: readonly EnvironmentState[];
}

/** The next release of one environment. */
export function ReleasePage({ state, environments }: ReleasePageProps) {
  const query = useCandidate(state.id);
  return (
    <Answer query={query} waiting="Putting the next release together">
      {(candidate) => <Release candidate={candidate} state={state} environments={environments} />}
    </Answer>
  );
}

type Panel = "sign" | "publish";

function Release({ candidate, state, environments }: ReleasePageProps & { candidate: Candidate }) {
  const people = usePeople();
  const changes = useMemo(() => changesOf(candidate), [candidate]);
  const standing = standingOf(candidate, changes);
  const mine = useMemo(() => unsignedBy(candidate, people.me?.id), [candidate, people.me]);
  const [panel, setPanel] = useState<Panel>();
  const commands = useReleaseCommands({ candidate, standing, mine: mine.length, people }, setPanel);
  const owns = candidate.items.some((item) => item.owner === people.me?.id);
  const close = (): void => setPanel(undefined);
  return (
    <>
      <PageHead
        title={standing === "unchanged" && state.live ? `Release ${state.live.number}` : `Release ${candidate.number}`}
        badge={<StandingBadge standing={standing} candidate={candidate} />}
        note={`for ${state.id}`}
      >
        {owns && (
          <Button
            icon={Stamp}
            variant={mine.length > 0 ? "primary" : "normal"}
            reasonIn="tooltip"
            disabledReason={commands.sign.disabledReason?.()}
            onClick={() => runCommand(commands.sign)}
          >
            {commands.sign.title}
          </Button>
        )}
        <Button
          icon={PackageCheck}
          variant={mine.length === 0 && standing === "ready" ? "primary" : "normal"}
          disabledReason={commands.publish.disabledReason?.()}
          onClick={() => runCommand(commands.publish)}
        >
          {commands.publish.title}
        </Button>
      </PageHead>
      <div className={panel ? "release has-panel" : "release"}>
        <CandidateList changes={changes} live={state.live} people={people} />
        <CandidateView candidate={candidate} changes={changes} state={state} people={people} standing={standing} />
        {panel === "sign" && <OwnerPanel environment={state.id} items={mine} people={people} onClose={close} />}
        {panel === "publish" && (
          <PublishPanel
            candidate={candidate}
            changes={changes}
            state={state}
            people={people}
            refusal={commands.publish.disabledReason?.()}
            onClose={close}
          />
        )}
        {!panel && <EnvironmentPane candidate={candidate} state={state} environments={environments} people={people} />}
      </div>
    </>
  );
}

function StandingBadge({ standing, candidate }: { standing: Standing; candidate: Candidate }) {
  if (standing === "blocked") return <Badge tone="attn">{blockerWords(candidate.blockers)}</Badge>;
  if (standing === "ready") return <Badge tone="ok">ready to publish</Badge>;
  if (standing === "unchanged") return <Badge tone="ok">published, nothing new</Badge>;
  return <Badge>nothing approved yet</Badge>;
}

interface Situation {
  candidate: Candidate;
  standing: Standing;
  mine: number;
  people: People;
}

function publishRefusal({ candidate, standing, people }: Situation): string | undefined {
  const byRule = people.refuse("releases.publish", { scope: everywhere, releaseOwner: candidate.releaseOwner });
  if (byRule !== undefined) return byRule;
  if (standing === "empty") return "Nothing has been approved yet.";
  if (standing !== "blocked") return undefined;
  const waits = unsignedByOwner(candidate).map(({ owner }) => (owner === people.me?.id ? "you" : people.nameOf(owner)));
  const onlySignatures = candidate.blockers.every((blocker) => blocker.code === "ownerUnsigned");
  return onlySignatures ? `Waits for ${listed(waits)} to sign.` : `${blockerWords(candidate.blockers)}.`;
}

function useReleaseCommands(situation: Situation, open: (panel: Panel) => void) {
  const { standing, mine } = situation;
  const refusal = publishRefusal(situation);
  const commands = useMemo(
    (): Readonly<Record<"sign" | "publish", Command>> => ({
      sign: {
        id: "releases.sign",
        title: mine > 0 ? `Sign my ${counted(mine, "revision")}` : "Sign my revisions",
        icon: Stamp,
        keys: "mod+enter",
        disabledReason: () => (mine > 0 ? undefined : "Nothing here waits for your signature."),
        run: () => open("sign"),
      },
      publish: {
        id: "releases.publish",
        title: standing === "unchanged" ? "Publish it again" : "Sign and publish",
        icon: PackageCheck,
        keys: "mod+shift+enter",
        disabledReason: () => refusal,
        run: () => open("publish"),
      },
    }),
    [mine, standing, refusal, open],
  );
  useCommands(
    "For this release",
    useMemo(() => Object.values(commands), [commands]),
  );
  return commands;
}
