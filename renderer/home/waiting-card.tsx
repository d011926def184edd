import { PackageCheck, Stamp } from "lucide-react";
import type { ReactNode } from "react";
import type { Home } from "#shared/insight/model.ts";
import { sayDay } from "#renderer/app/dates.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { counted } from "#renderer/app/words.ts";
import type { People } from "#renderer/people/store.ts";
import { pipsOf, turnWords } from "#renderer/reviews/strings.ts";
import { Card, EmptyState, Pips } from "#renderer/ui/index.ts";
import { words } from "./strings.ts";

/** One thing that waits for this person. */
interface Waiting {
  key: string;
  icon: typeof Stamp;
  title: string;
  note: string;
  path: ReactNode;
  when?: string;
  action: string;
  href: string;
}

/** What waits for this person: approvals to give, revisions to seal, releases to publish. The first is the next thing to do. */
export function WaitingCard({ home, people }: { home: Home; people: People }) {
  const rows = [...signatureRows(home, people), ...releaseRows(home, people), ...reviewRows(home, people)];
  return (
    <Card
      flush
      title={words.waiting}
      count={rows.length}
      action={
        <a className="link" href={hrefTo("reviews")}>
          All reviews
        </a>
      }
    >
      {rows.length === 0 && (
        <EmptyState
          title={words.nothingWaits}
          actions={
            <a className="btn" href={hrefTo("content")}>
              Go to Content
            </a>
          }
        >
          {words.nothingWaitsHelp}
        </EmptyState>
      )}
      <ul>
        {rows.map((row, at) => (
          <Row key={row.key} row={row} first={at === 0} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ row, first }: { row: Waiting; first: boolean }) {
  const Icon = row.icon;
  return (
    <li className={first ? "home-row is-first" : "home-row"}>
      <Icon className="icon" aria-hidden />
      <span className="home-text">
        <b title={row.title}>{row.title}</b>
        <small title={row.note}>{row.note}</small>
      </span>
      <span className="home-path">{row.path}</span>
      <span className="dim small">{row.when}</span>
      <a className={first ? "btn btn-sm btn-primary" : "btn btn-sm"} href={row.href}>
        {row.action}
        <span className="sr"> {row.title}</span>
      </a>
    </li>
  );
}

const signatureRows = ({ signatures }: Home, people: People): Waiting[] =>
  signatures.map(({ environment, assets }) => ({
    key: `sign ${environment}`,
    icon: Stamp,
    title: `${counted(assets, "revision")} of yours, approved`,
    note: "Nothing of yours is released before you sign it",
    path: (
      <>
        <Pips steps={["done"]} owner={{ name: people.me?.name ?? "", seal: "mine" }} />
        Your signature
      </>
    ),
    action: "Review and sign",
    href: hrefTo("releases", { environment }),
  }));

const releaseRows = ({ environments }: Home, people: People): Waiting[] =>
  environments
    .filter(({ state, changes, blockers }) => state.releaseOwner === people.me?.id && changes > 0 && blockers === 0)
    .map(({ state, changes }) => ({
      key: `publish ${state.id}`,
      icon: PackageCheck,
      title: `Release ${(state.live?.number ?? 0) + 1} of ${state.id}`,
      note: `${counted(changes, "change")}, signed by every owner`,
      path: "Ready to publish",
      action: "Publish",
      href: hrefTo("releases", { environment: state.id }),
    }));

const reviewRows = ({ reviews }: Home, people: People): Waiting[] =>
  reviews.map((request) => ({
    key: request.id,
    icon: Stamp,
    title: request.title,
    note: `${counted(request.assets, "revision")} · from ${people.nameOf(request.author)}, ${people.titleOf(request.author)}`,
    path: (
      <>
        <Pips steps={pipsOf(request)} />
        <span className="cut">{turnWords(request)}</span>
      </>
    ),
    when: sayDay(request.openedAt),
    action: "Review",
    href: hrefTo("reviews", { id: String(request.number) }),
  }));
