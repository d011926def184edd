import { Cloud, CloudOff, Eye, HardDrive, KeyRound, Laptop, LockOpen, type LucideIcon, RefreshCw } from "lucide-react";
import { Light } from "#renderer/ui/index.ts";
import { findCommand, runCommand, useCommandGroups } from "./commands.ts";
import { hrefTo } from "./navigation.ts";
import { type KeyStatus, type SyncStatus, useStatus, type WorkStatus } from "./status-store.ts";

const syncLook: Readonly<Record<SyncStatus["state"], { icon: LucideIcon; words: string }>> = {
  alone: { icon: Laptop, words: "On this computer" },
  synced: { icon: Cloud, words: "Synced" },
  syncing: { icon: RefreshCw, words: "Syncing" },
  offline: { icon: CloudOff, words: "Offline" },
};

const workLook: Readonly<Record<WorkStatus["state"], { icon: LucideIcon; words: string }>> = {
  saved: { icon: HardDrive, words: "No unsaved work" },
  saving: { icon: HardDrive, words: "Saving" },
  unsaved: { icon: HardDrive, words: "Unsaved work" },
  readOnly: { icon: Eye, words: "Read only" },
};

/** The foot of the window: what is saved, what is live, whose key is open. */
export function StatusBar() {
  const { sync, work, environments, key, person } = useStatus();
  return (
    <footer className="statusbar" aria-label="Status">
      <Sync sync={sync} />
      <Work work={work} />
      <span className="grow" />
      {environments.map(({ name, release, tone, words }) => (
        <a key={name} className="status-item" href={hrefTo("releases", { environment: name })} title={words}>
          <Light tone={tone} label={words} />
          {name}
          <b>{release ?? "none"}</b>
        </a>
      ))}
      {person && (
        <>
          <span className="status-split" />
          <KeyItem status={key} />
          <span className="status-item">
            <span>
              Signed in as <b>{person.name}</b>, {person.role}
            </span>
          </span>
        </>
      )}
    </footer>
  );
}

function Sync({ sync }: { sync: SyncStatus }) {
  const { icon: Icon, words } = syncLook[sync.state];
  return (
    <span className="status-item">
      <Icon className="icon" aria-hidden />
      {words}
      {sync.when && <small>{sync.when}</small>}
      {sync.waiting !== undefined && sync.waiting > 0 && (
        <small>{sync.waiting.toLocaleString("en")} edits waiting</small>
      )}
    </span>
  );
}

function Work({ work }: { work: WorkStatus }) {
  const { icon: Icon, words: plain } = workLook[work.state];
  const words = work.state === "saved" && work.when ? "Saved" : plain;
  return (
    <span className="status-item" role="status">
      <Icon className="icon" aria-hidden />
      {words}
      {work.when && <small>{work.when}</small>}
    </span>
  );
}

const keyWords = ({ state, locksIn }: KeyStatus): string =>
  ({ none: "No key here", locked: "Key locked", open: locksIn ? `Key open, locks in ${locksIn}` : "Key open" })[state];

/** The key's state; pressed it runs `key.lock` or `key.unlock` where those exist. */
function KeyItem({ status }: { status: KeyStatus }) {
  useCommandGroups();
  const Icon = status.state === "open" ? LockOpen : KeyRound;
  const command = findCommand(status.state === "open" ? "key.lock" : "key.unlock");
  const inside = (
    <>
      <Icon className="icon" aria-hidden />
      {keyWords(status)}
    </>
  );
  if (!command || status.state === "none") return <span className="status-item">{inside}</span>;
  return (
    <button type="button" className="status-item" title={command.title} onClick={() => runCommand(command)}>
      {inside}
    </button>
  );
}
