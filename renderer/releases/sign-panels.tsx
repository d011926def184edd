import { PackageCheck } from "lucide-react";
import { useState } from "react";
import type { Candidate, CandidateItem, EnvironmentState } from "#shared/releases/model.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { useStatus } from "#renderer/app/status-store.ts";
import { counted } from "#renderer/app/words.ts";
import { api, useSession } from "#renderer/bridge/client.ts";
import type { People } from "#renderer/people/store.ts";
import { SignPanel } from "#renderer/ui/index.ts";
import { ReleaseWords } from "./candidate-view.tsx";
import type { Changes } from "./changes.ts";
import { notePublished } from "./store.ts";
import { ownerStatements } from "./strings.ts";

const useKeyLocked = (): boolean => useSession(({ session }) => !session?.keyOpenUntil);

const errorWords = (reason: unknown): string => {
  if (!(reason instanceof AppError)) return "It was not signed. Try again.";
  return reason.code === "PASSPHRASE_WRONG" ? `${reason.message} Nothing was signed.` : reason.message;
};

export interface OwnerPanelProps {
  environment: string;
  /** What this person owns and has not signed. */
  items: readonly CandidateItem[];
  people: People;
  onClose: () => void;
}

/** An owner's signature over every revision of theirs that waits for it. */
export function OwnerPanel({ environment, items, people, onClose }: OwnerPanelProps) {
  const locked = useKeyLocked();
  const workspace = useStatus((state) => state.workspace?.name) ?? "";
  const [shown] = useState(items);
  const { me } = people;
  if (!me) return null;
  const first = shown.filter((item) => item.firstSignature).length;
  const digests = shown.map((item) => ({ name: item.name, digest: item.revision }));
  const changed = items.map((item) => item.revision).join() !== shown.map((item) => item.revision).join();
  return (
    <div className="sign-column scroll">
      <SignPanel
        title={`Sign ${counted(shown.length, "revision")} as owner`}
        words={
          <>
            {ownerStatements({ name: me.name, workspace }, shown.length, first).map((words) => (
              <p key={words}>{words}</p>
            ))}
            <p className="words-aside">It does not publish anything. It counts for every environment.</p>
          </>
        }
        digests={digests}
        signer={{ name: me.name, publicKey: me.publicKey, owner: true }}
        keyLocked={locked}
        disabledReason={
          changed ? "What waits for you changed since you opened this. Close it, and read it again." : undefined
        }
        errorWords={errorWords}
        onSign={async (passphrase) => {
          await api.releases.sign({ environment, passphrase });
          onClose();
        }}
        onCancel={onClose}
      />
    </div>
  );
}

export interface PublishPanelProps {
  candidate: Candidate;
  changes: Changes;
  state: EnvironmentState;
  people: People;
  refusal: string | undefined;
  onClose: () => void;
}

/** The release owner's signature: the release is compiled, verified as a decision service would, signed and published. */
export function PublishPanel({ candidate, changes, state, people, refusal, onClose }: PublishPanelProps) {
  const locked = useKeyLocked();
  const [shown] = useState(candidate);
  const { me } = people;
  if (!me) return null;
  const key = (one: Candidate): string => one.items.map((item) => item.revision).join();
  const changed =
    key(shown) !== key(candidate)
      ? "The release changed since you opened this. Close it, and read it again."
      : undefined;
  return (
    <div className="sign-column scroll">
      <SignPanel
        title={`Sign and publish release ${candidate.number}`}
        icon={PackageCheck}
        words={
          <>
            <ReleaseWords candidate={shown} changes={changes} state={state} name={me.name} />
            <p className="words-aside">
              It is compiled and verified as a decision service would before anything is written. Your signature covers
              the digest of the whole release.
            </p>
          </>
        }
        digests={shown.items.map((item) => ({ name: item.name, digest: item.revision }))}
        signer={{ name: me.name, publicKey: me.publicKey, owner: true }}
        keyLocked={locked}
        disabledReason={refusal ?? changed}
        signLabel="Publish"
        errorWords={errorWords}
        onSign={async (passphrase) => {
          notePublished(await api.releases.publish({ environment: state.id, passphrase }));
          onClose();
        }}
        onCancel={onClose}
      />
    </div>
  );
}
