import { KeyRound, Lock, LogOut } from "lucide-react";
import { type FormEvent, useMemo, useState } from "react";
import { create } from "zustand";
import { Button, Dialog, showToast, TextField } from "#renderer/ui/index.ts";
import { session, useSession } from "#renderer/bridge/client.ts";
import { asAppError } from "#renderer/bridge/query-cache.ts";
import { useCommands } from "../commands.ts";
import type { Command } from "../feature.ts";

const useUnlocking = create<{ open: boolean }>()(() => ({ open: false }));

const lock: Command = {
  id: "key.lock",
  title: "Lock your key",
  icon: Lock,
  keys: "mod+shift+l",
  menu: "account",
  run: () => session.lock(),
};

const unlock: Command = {
  id: "key.unlock",
  title: "Open your key",
  icon: KeyRound,
  keys: "mod+shift+l",
  menu: "account",
  run: async () => {
    // A passphrase in the keychain opens it without a question.
    const { status, session: current } = useSession.getState();
    const remembered = status?.members.some((member) => member.id === current?.member.id && member.remembered);
    if (remembered) await session.unlock();
    else useUnlocking.setState({ open: true });
  },
};

const forget: Command = {
  id: "key.forget",
  title: "Take your passphrase out of the keychain",
  icon: KeyRound,
  menu: "account",
  run: async () => {
    await session.remember("", false);
    showToast({ text: "Your passphrase is no longer in this computer’s keychain." });
  },
};

const signOut: Command = {
  id: "session.signOut",
  title: "Sign out",
  icon: LogOut,
  note: "or sign in as somebody else",
  menu: "account",
  run: () => session.signOut(),
};

/** What the signed-in person can do with their key and session; offered in the palette and behind their name. */
export function SessionCommands() {
  const open = useSession((state) => Boolean(state.session?.keyOpenUntil));
  const remembered = useSession((state) =>
    state.status?.members.some((member) => member.id === state.session?.member.id && member.remembered),
  );
  const commands = useMemo(() => [open ? lock : unlock, ...(remembered ? [forget] : []), signOut], [open, remembered]);
  useCommands("You", commands);
  const unlocking = useUnlocking((state) => state.open);
  return unlocking ? <UnlockDialog onClose={() => useUnlocking.setState({ open: false })} /> : null;
}

function UnlockDialog({ onClose }: { onClose: () => void }) {
  const [passphrase, setPassphrase] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  async function open(): Promise<void> {
    if (busy) return;
    setBusy(true);
    try {
      await session.unlock(passphrase);
      onClose();
    } catch (error) {
      setProblem(asAppError(error).message);
      setBusy(false);
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void open();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Open your key"
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button variant="primary" icon={KeyRound} onClick={() => void open()}>
            {busy ? "Opening your key" : "Open"}
          </Button>
        </>
      }
    >
      <form onSubmit={submit}>
        <TextField
          label="Passphrase"
          aside={<span className="dim">stays on this computer</span>}
          type="password"
          autoComplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
          problem={problem === undefined ? undefined : { severity: "error", message: problem }}
          hint="Your key signs in your name until it has been unused for a while."
        />
      </form>
    </Dialog>
  );
}
