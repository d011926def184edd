import { ShieldAlert, ShieldCheck, X, FileText } from "lucide-react";
import { useEffect, useState } from "react";
import type { JournalRow } from "#shared/audit/model.ts";
import { canonicalJson } from "#shared/kernel/canonical.ts";
import { sayExactly } from "#renderer/app/dates.ts";
import { changeParams, hrefTo } from "#renderer/app/navigation.ts";
import { counted } from "#renderer/app/words.ts";
import { usePeople } from "#renderer/people/store.ts";
import {
  IconButton,
  Inspector,
  KeyValue,
  LinkButton,
  PersonChip,
  Section,
  shortDigest,
  ToneText,
  UsedLine,
  Waiting,
} from "#renderer/ui/index.ts";
import { hashedPart } from "./proof.ts";
import { proveEntry, useProofs } from "./store.ts";
import { actWords, describe, digestsOf, type EntryNames } from "./strings.ts";

/** One entry in full, with the proof that it stands in the log. */
export function EntryPane({ entry, names }: { entry: JournalRow; names: EntryNames }) {
  const people = usePeople();
  const digests = digestsOf(entry.body);
  return (
    <Inspector label={`Entry ${entry.sequence}`}>
      <Section
        title={`Entry ${entry.sequence.toLocaleString("en")}`}
        action={<IconButton icon={X} size="sm" label="Close" onClick={() => changeParams({ entry: undefined })} />}
      >
        <p>{describe(entry, names)}.</p>
        <KeyValue
          rows={[
            ["Act", actWords[entry.act]],
            [
              "When",
              <time key="when" dateTime={entry.at} title={entry.at}>
                {sayExactly(entry.at)}
              </time>,
            ],
            [
              "Who",
              entry.actor && (
                <PersonChip key="who" name={people.nameOf(entry.actor)} role={people.titleOf(entry.actor)} />
              ),
            ],
          ]}
        />
      </Section>
      <Proof entry={entry} />
      {entry.subjects.length > 0 && (
        <Section title="About" count={entry.subjects.length}>
          <div>
            {entry.subjects.map(({ asset, name }) => (
              <UsedLine key={asset} icon={FileText} href={hrefTo("audit", { id: asset })}>
                {name}
              </UsedLine>
            ))}
          </div>
        </Section>
      )}
      {digests.length > 0 && (
        <Section title="Digests" count={digests.length}>
          <ul className="audit-digests">
            {digests.map(({ name, digest }) => (
              <li key={name + digest}>
                <span className="cut" title={name}>
                  {name}
                </span>
                <code title={digest}>{shortDigest(digest)}</code>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Hashed entry={entry} />
    </Inspector>
  );
}

function Proof({ entry }: { entry: JournalRow }) {
  const proof = useProofs((state) => state.proofs.get(entry.sequence));
  const [failed, setFailed] = useState<string>();
  useEffect(() => {
    let gone = false;
    proveEntry(entry.sequence).catch((error: unknown) => {
      if (!gone) setFailed(error instanceof Error ? error.message : "It could not be proven here.");
    });
    return () => {
      gone = true;
    };
  }, [entry.sequence]);
  return (
    <Section title="Proof">
      {!proof && !failed && <Waiting>Hashing it here</Waiting>}
      {failed && (
        <ToneText tone="danger" icon={ShieldAlert}>
          {failed}
        </ToneText>
      )}
      {proof && (
        <>
          <ToneText tone={proof.proven ? "ok" : "danger"} icon={proof.proven ? ShieldCheck : ShieldAlert}>
            {proof.proven ? "Proven in this page" : `Not proven. ${proof.fault}`}
          </ToneText>
          <KeyValue
            rows={[
              [
                "Leaf",
                <code key="leaf" title={proof.leaf}>
                  {shortDigest(proof.leaf)}
                </code>,
              ],
              ["Path", counted(proof.steps, "hash", "hashes")],
              [
                "Root",
                <code key="root" title={proof.root}>
                  {shortDigest(proof.root)}
                </code>,
              ],
              ["Log", counted(proof.size, "entry", "entries")],
            ]}
          />
          <p className="small dim">
            The entry below was hashed here and followed to the root of the whole log (RFC 6962). Had one letter of it
            been changed, the root would be another.
          </p>
        </>
      )}
    </Section>
  );
}

function Hashed({ entry }: { entry: JournalRow }) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      title="What is hashed"
      action={
        <LinkButton aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Hide" : "Show"}
        </LinkButton>
      }
    >
      {open ? (
        <pre className="audit-raw">{canonicalJson(hashedPart(entry))}</pre>
      ) : (
        <span className="small dim">Canonical JSON (RFC 8785), byte for byte.</span>
      )}
    </Section>
  );
}
