import { ShieldAlert, ShieldCheck } from "lucide-react";
import type { Command } from "#renderer/app/feature.ts";
import { runCommand } from "#renderer/app/commands.ts";
import { sayMoment } from "#renderer/app/dates.ts";
import { counted } from "#renderer/app/words.ts";
import { Button, shortDigest, ToneText } from "#renderer/ui/index.ts";
import { useProofs, verifyJournal } from "./store.ts";
import { words } from "./strings.ts";

export const verifyCommand: Command = {
  id: "audit.verify",
  title: words.verify,
  icon: ShieldCheck,
  keys: "mod+shift+v",
  disabledReason: () => (useProofs.getState().verifying ? "It is being verified." : undefined),
  run: verifyJournal,
};

/** Hashes the whole log anew. */
export function VerifyButton() {
  const { verifying, whole } = useProofs();
  return (
    <Button
      icon={ShieldCheck}
      reasonIn="tooltip"
      disabledReason={verifying ? words.verifying : undefined}
      onClick={() => runCommand(verifyCommand)}
    >
      {verifying ? "Verifying" : whole ? words.verifyAgain : words.verify}
    </Button>
  );
}

/** What the last verification found, and when. */
export function WholeResult() {
  const { whole } = useProofs();
  if (!whole) return null;
  const { checkpoint, ok, firstBad, at } = whole;
  return (
    <span role="status" title={checkpoint.root}>
      <ToneText tone={ok ? "ok" : "danger"} icon={ok ? ShieldCheck : ShieldAlert}>
        {ok
          ? `${counted(checkpoint.size, "entry", "entries")} verified ${sayMoment(at)}, root ${shortDigest(checkpoint.root)}`
          : firstBad === null
            ? "The entries do not hash to the root that is stored"
            : `Entry ${firstBad.toLocaleString("en")} is not what was hashed`}
      </ToneText>
    </span>
  );
}
