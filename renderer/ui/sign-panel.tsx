import { ChevronDown, CircleX, Eye, Fingerprint, type LucideIcon, Stamp, X } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button, IconButton, Reason } from "./button.tsx";
import { shortDigest } from "./digest.ts";
import { BigSeal, Face } from "./seal.tsx";
import { ReadField, TextField } from "./text-field.tsx";

/** What a signature covers: a name that people say, and the digest that it stands for. */
export interface SignedDigest {
  name: string;
  digest: string;
}

export interface SignPanelProps {
  /** “Approve brand usage”, “Sign and publish release 43”. */
  title: string;
  icon?: LucideIcon;
  /** The exact words that are signed, in serif. Put what follows from them into `<p className="words-aside">`. */
  words: ReactNode;
  digests: readonly SignedDigest[];
  /** Who signs. `owner` draws the seal that the signature will set. */
  signer: { name: string; publicKey: string; owner: boolean };
  /** The key is locked: the passphrase is asked for. */
  keyLocked: boolean;
  /** Why it cannot be signed yet. */
  disabledReason?: string | undefined;
  /** To the left of the buttons: “All 4 looked at”. */
  note?: string;
  signLabel?: string;
  /** Signs. A rejection keeps the panel open and shows its message. */
  onSign: (passphrase: string | undefined) => Promise<void>;
  onCancel: () => void;
  /** Takes the focus when it opens; only a sheet of examples has a reason not to. */
  autoFocus?: boolean;
  /** Words for a rejection; its own message unless told. */
  errorWords?: (reason: unknown) => ReactNode;
  /** Between the digests and the name: a choice of meaning, a comment. */
  children?: ReactNode;
}

const ownMessage = (reason: unknown): string =>
  reason instanceof Error ? reason.message : "It was not signed. Try again.";

/**
 * The ceremony: the words, what they cover, who signs. It stands beside what is signed and covers nothing;
 * put it into `<div className="sign-column">`. Escape means “not yet”.
 */
export function SignPanel(props: SignPanelProps) {
  const { title, icon: Icon = Stamp, words, digests, signer, keyLocked, onCancel, children, autoFocus = true } = props;
  const titleId = useId();
  const panel = useRef<HTMLDivElement>(null);
  const signing = useSigning(props);
  useEffect(() => {
    if (!autoFocus) return;
    // Never on the button: Enter pressed on the page before must not sign.
    const field = panel.current?.querySelector<HTMLElement>("input[type=password]");
    (field ?? panel.current)?.focus();
  }, [autoFocus]);
  return (
    <div
      ref={panel}
      className="sign"
      role="dialog"
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel();
      }}
    >
      <form onSubmit={signing.submit}>
        <div className="sign-head">
          <Icon className="icon" aria-hidden />
          <h2 id={titleId}>{title}</h2>
          <IconButton icon={X} label="Not yet" keys="esc" size="sm" onClick={onCancel} />
        </div>
        <div className="sign-body">
          <div className="words words-box">{words}</div>
          {digests.length > 0 && <Digests digests={digests} />}
          {children}
          <Signer signer={signer} signed={signing.state === "signed"} />
          {keyLocked && (
            <TextField
              label="Passphrase"
              aside={<span className="dim">stays on this computer</span>}
              type="password"
              autoComplete="current-password"
              value={signing.passphrase}
              onChange={signing.setPassphrase}
            />
          )}
          {signing.error !== undefined && (
            <div className="error-line" role="alert">
              <CircleX className="icon" aria-hidden />
              <span>{signing.error}</span>
            </div>
          )}
        </div>
        <div className="sign-foot">
          <FootNote refusal={signing.refusal} note={props.note} />
          <Button size="lg" onClick={onCancel}>
            {signing.state === "signed" ? "Close" : "Not yet"}
          </Button>
          <Button
            size="lg"
            type="submit"
            variant="primary"
            icon={Stamp}
            reasonIn="tooltip"
            disabledReason={signing.refusal}
          >
            {signing.state === "signing" ? "Signing" : (props.signLabel ?? "Sign")}
          </Button>
        </div>
      </form>
    </div>
  );
}

/** What stands in the way comes in words, on a line of its own; else what was looked at. */
function FootNote({ refusal, note }: { refusal: string | undefined; note: string | undefined }) {
  if (refusal !== undefined) return <Reason>{refusal}</Reason>;
  return <span>{note && <Reason icon={Eye}>{note}</Reason>}</span>;
}

function useSigning({ keyLocked, disabledReason, onSign, errorWords = ownMessage }: SignPanelProps) {
  const [passphrase, setPassphrase] = useState("");
  const [state, setState] = useState<"open" | "signing" | "signed">("open");
  const [error, setError] = useState<ReactNode>();
  const missing = keyLocked && passphrase === "" ? "Your key is locked. Type its passphrase to sign." : undefined;
  const busy = { open: undefined, signing: "Your signature is being made.", signed: "It is signed." }[state];
  const refusal = disabledReason ?? busy ?? missing;
  const sign = async (): Promise<void> => {
    setState("signing");
    setError(undefined);
    try {
      await onSign(keyLocked ? passphrase : undefined);
      setState("signed");
    } catch (reason) {
      setError(errorWords(reason));
      setState("open");
    } finally {
      // A passphrase stays in memory no longer than it is needed.
      setPassphrase("");
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (refusal === undefined) void sign();
  };
  return { passphrase, setPassphrase, state, error, refusal, submit };
}

function Digests({ digests }: { digests: readonly SignedDigest[] }) {
  const count = digests.length.toLocaleString("en");
  return (
    <details className="digests" open={digests.length <= 6}>
      <summary>
        <Fingerprint className="icon icon-sm" aria-hidden />
        {count} exact {digests.length === 1 ? "revision" : "revisions"}
        <ChevronDown className="icon" aria-hidden />
      </summary>
      <ul className="scroll" tabIndex={0} aria-label="What is signed">
        {digests.map(({ name, digest }) => (
          <li key={name + digest}>
            <span className="cut" title={name}>
              {name}
            </span>
            <code title={digest}>{shortDigest(digest)}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Signer({ signer, signed }: { signer: SignPanelProps["signer"]; signed: boolean }) {
  if (signer.owner) {
    return (
      <div className="sign-seal">
        <BigSeal
          name={signer.name}
          publicKey={signer.publicKey}
          state={signed ? "signed" : "missing"}
          size={64}
          fresh={signed}
        />
        <span>
          <b>{signer.name}</b>
          <br />
          {signed ? "Your seal is set." : "Your seal goes here."} Key {shortDigest(signer.publicKey)}
        </span>
      </div>
    );
  }
  return (
    <ReadField label="Printed name">
      <Face name={signer.name} size={18} quiet />
      <span className="grow">{signer.name}</span>
      <span className="dim small">key {shortDigest(signer.publicKey)}</span>
    </ReadField>
  );
}
