import { CircleX, KeyRound } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button, Checkbox, EmptyState, Face, ListRowInside, PersonChip, TextField } from "#renderer/ui/index.ts";
import { smallSealPath } from "#renderer/ui/scallop.ts";
import { type AccessStatus, session } from "#renderer/bridge/client.ts";
import { asAppError } from "#renderer/bridge/query-cache.ts";
import { recall, remember } from "../memory.ts";
import "./sign-in.css";

type Candidate = AccessStatus["members"][number];

/** Who are you, and the passphrase that proves it. */
export function SignIn({ status }: { status: AccessStatus }) {
  const here = status.members.filter((member) => member.hasKey);
  const [chosenId, choose] = useState(() => recall(lastPerson));
  const chosen = here.find((member) => member.id === chosenId) ?? here[0];
  useEffect(() => {
    document.title = `Sign in · ${status.workspace.name}`;
  }, [status.workspace.name]);
  return (
    <div className="sign-in">
      <aside className="sign-in-people" aria-label="Who signs in">
        <header className="sign-in-workspace">
          <svg className="product-mark" width="22" height="22" viewBox="0 0 24 24" aria-hidden>
            <path d={smallSealPath} />
            <path d="m8.4 12.3 2.5 2.5 4.8-5.2" />
          </svg>
          {status.workspace.name}
        </header>
        <People here={here} elsewhere={status.members.length - here.length} chosen={chosen} onChoose={choose} />
      </aside>
      <main className="sign-in-work">
        {chosen ? (
          <Passphrase key={chosen.id} member={chosen} keychain={status.keychain} />
        ) : (
          <EmptyState fill title="Nobody has a key on this computer">
            A person signs in where their key was made. An administrator of this workspace can add you here.
          </EmptyState>
        )}
      </main>
    </div>
  );
}

const lastPerson = "last-person";

interface PeopleProps {
  here: readonly Candidate[];
  /** How many members have their key on another computer. */
  elsewhere: number;
  chosen: Candidate | undefined;
  onChoose: (id: string) => void;
}

function People({ here, elsewhere, chosen, onChoose }: PeopleProps) {
  return (
    <>
      <fieldset className="sign-in-list scroll">
        <legend>Who are you</legend>
        {here.map((member) => (
          <label key={member.id} className="list-row">
            <input
              type="radio"
              name="member"
              className="sr"
              checked={member.id === chosen?.id}
              onChange={() => onChoose(member.id)}
            />
            <ListRowInside
              title={member.name}
              meta={member.title || "member"}
              lead={<Face name={member.name} size={24} quiet />}
            />
          </label>
        ))}
      </fieldset>
      {elsewhere > 0 && (
        <p className="sign-in-note">
          {elsewhere === 1 ? "One more member signs in" : `${elsewhere.toLocaleString("en")} more members sign in`} on
          another computer, where their key is.
        </p>
      )}
    </>
  );
}

interface PassphraseProps {
  member: Candidate;
  keychain: AccessStatus["keychain"];
}

function Passphrase({ member, keychain }: PassphraseProps) {
  const field = useRef<HTMLFormElement>(null);
  const { passphrase, setPassphrase, keep, setKeep, problem, busy, signIn } = useSigningIn(member);
  const focusField = (): void => field.current?.querySelector<HTMLInputElement>("input[type=password]")?.select();
  useEffect(focusField, [problem]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void signIn(passphrase);
  };
  const wrong = problem?.code === "PASSPHRASE_WRONG";
  return (
    <form className="sign-in-form" onSubmit={submit} ref={field}>
      <h1>Sign in</h1>
      <PersonChip name={member.name} role={member.title} size={24} />
      {/* For password managers: whose passphrase this is. */}
      <input type="text" autoComplete="username" value={member.name} readOnly hidden />
      <TextField
        label="Passphrase"
        aside={<span className="dim">stays on this computer</span>}
        icon={KeyRound}
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onChange={setPassphrase}
        problem={wrong ? { severity: "error", message: problem.message } : undefined}
        hint="It opens the key that signs in your name. Nobody can look it up or reset it for you."
      />
      {problem && !wrong && (
        <div className="error-line" role="alert">
          <CircleX className="icon" aria-hidden />
          <span>{problem.message}</span>
        </div>
      )}
      {!member.remembered && (
        <Checkbox
          label="Keep it in this computer’s keychain"
          note="Whoever can use your account here can then sign in as you."
          checked={keep}
          onChange={setKeep}
          disabledReason={keychain.available ? undefined : keychain.reason}
        />
      )}
      <div className="sign-in-actions">
        <Button type="submit" size="lg" variant={member.remembered ? "normal" : "primary"}>
          {busy ? "Opening your key" : "Sign in"}
        </Button>
        {member.remembered && (
          <Button size="lg" variant="primary" icon={KeyRound} onClick={() => void signIn(undefined)}>
            Sign in with the keychain
          </Button>
        )}
      </div>
    </form>
  );
}

function useSigningIn(member: Candidate) {
  const [passphrase, setPassphrase] = useState("");
  const [keep, setKeep] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof asAppError>>();
  const [busy, setBusy] = useState(false);
  /** Without a passphrase, by the keychain. Opening a key takes a moment on purpose: a second press does nothing. */
  async function signIn(given: string | undefined): Promise<void> {
    if (busy) return;
    setBusy(true);
    try {
      await session.signIn(member.id, given);
      remember(lastPerson, member.id);
      if (keep && given !== undefined) await session.remember(given, true);
    } catch (error) {
      setProblem(asAppError(error));
    } finally {
      setBusy(false);
    }
  }
  return { passphrase, setPassphrase, keep, setKeep, problem, busy, signIn };
}
