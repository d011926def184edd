import { Lock } from "lucide-react";
import { type FormEvent, useState } from "react";
import { findCommand, runCommand, useCommandGroups } from "#renderer/app/commands.ts";
import { useStatus } from "#renderer/app/status-store.ts";
import { api, session, useSession } from "#renderer/bridge/client.ts";
import { Button, Checkbox, TextField } from "#renderer/ui/index.ts";
import { shortestPassphrase } from "./strings.ts";

/** One’s own key on this computer: its lock, its passphrase, and the keychain. */
export function OwnKey() {
  return (
    <section className="people-section" aria-label="Your key on this computer">
      <h2 className="section-title">Your key on this computer</h2>
      <LockLine />
      <Remember />
      <ChangePassphrase />
    </section>
  );
}

function LockLine() {
  useCommandGroups();
  const key = useStatus((state) => state.key);
  const command = findCommand(key.state === "open" ? "key.lock" : "key.unlock");
  const words =
    key.state === "open"
      ? `It is open, and locks by itself when it has not been used for a while: in ${key.locksIn ?? "a few minutes"}.`
      : "It is locked. Signing asks for its passphrase.";
  return (
    <div className="people-line">
      <p>{words}</p>
      {command && (
        <Button icon={Lock} {...(command.keys ? { keys: command.keys } : {})} onClick={() => runCommand(command)}>
          {key.state === "open" ? "Lock it now" : "Open it"}
        </Button>
      )}
    </div>
  );
}

const messageOf = (reason: unknown): string =>
  reason instanceof Error ? reason.message : "It did not work. Try it again.";

function Remember() {
  const { status, session: current } = useSession();
  const [passphrase, setPassphrase] = useState("");
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const keychain = status?.keychain;
  const kept = status?.members.find((member) => member.id === current?.member.id)?.remembered ?? false;
  const keep = async (on: boolean): Promise<void> => {
    try {
      await session.remember(passphrase, on);
      setAsking(false);
      setProblem(undefined);
    } catch (reason) {
      setProblem(messageOf(reason));
    } finally {
      setPassphrase("");
    }
  };
  return (
    <>
      <Checkbox
        label="Remember the passphrase in this computer’s keychain"
        note="Whoever can sign in to this computer as you can then sign here as you."
        checked={kept || asking}
        disabledReason={keychain?.available ? undefined : keychain?.reason}
        onChange={(on) => (on ? setAsking(true) : kept ? void keep(false) : setAsking(false))}
      />
      {asking && !kept && (
        <form
          className="people-form"
          onSubmit={(event) => {
            event.preventDefault();
            void keep(true);
          }}
        >
          <TextField
            label="Passphrase"
            type="password"
            autoComplete="current-password"
            value={passphrase}
            onChange={setPassphrase}
            problem={problem === undefined ? undefined : { severity: "error", message: problem }}
          />
          <div>
            <Button type="submit" disabledReason={passphrase === "" ? "Type the passphrase to keep it." : undefined}>
              Keep it
            </Button>
          </div>
        </form>
      )}
    </>
  );
}

function ChangePassphrase() {
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [again, setAgain] = useState("");
  const [problem, setProblem] = useState<string>();
  const [done, setDone] = useState(false);
  const [busy, setBusy] = useState(false);
  const refusal = busy
    ? "It is being changed."
    : from === ""
      ? "Type the passphrase of today."
      : [...to].length < shortestPassphrase
        ? `The new one needs at least ${shortestPassphrase} characters.`
        : to !== again
          ? "The two new ones differ."
          : undefined;
  const change = async (): Promise<void> => {
    setBusy(true);
    setDone(false);
    try {
      await api.access.changePassphrase({ from, to });
      setDone(true);
      setProblem(undefined);
    } catch (reason) {
      setProblem(messageOf(reason));
    } finally {
      setBusy(false);
      setFrom("");
      setTo("");
      setAgain("");
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (refusal === undefined) void change();
  };
  return (
    <form className="people-form" onSubmit={submit} aria-label="Change the passphrase">
      <TextField
        label="Passphrase of today"
        type="password"
        autoComplete="current-password"
        value={from}
        onChange={setFrom}
        problem={problem === undefined ? undefined : { severity: "error", message: problem }}
      />
      <TextField
        label="New passphrase"
        rule={`at least ${shortestPassphrase} characters`}
        type="password"
        autoComplete="new-password"
        value={to}
        onChange={setTo}
      />
      <TextField
        label="New passphrase, again"
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
      />
      <div className="row">
        <Button type="submit" disabledReason={refusal} reasonIn="tooltip">
          Change the passphrase
        </Button>
        {done && (
          <span role="status" className="small tone-ok">
            Changed. The key itself is the same.
          </span>
        )}
      </div>
    </form>
  );
}
