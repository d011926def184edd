import { Check, CircleDashed, CircleX, type LucideIcon } from "lucide-react";
import { useMemo } from "react";
import type { AssetDetail } from "#shared/assets/model.ts";
import type { AssetHistory } from "#shared/audit/model.ts";
import { sayDay, sayExactly } from "#renderer/app/dates.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { listed } from "#renderer/app/words.ts";
import type { People } from "#renderer/people/store.ts";
import { BigSeal, Inspector, KeyValue, Section, shortDigest, Waiting } from "#renderer/ui/index.ts";
import { type HeldApproval, type Standing, standingAt } from "./as-of.ts";
import { useGivenApprovals } from "./store.ts";

export interface AsOfPaneProps {
  asset: AssetDetail;
  history: AssetHistory;
  /** Milliseconds since 1970. */
  at: number;
  people: People;
}

/** How the asset stood at the moment that is looked at. */
export function AsOfPane({ asset, history, at, people }: AsOfPaneProps) {
  const given = useGivenApprovals(asset.id);
  const paths = people.policy?.paths;
  const standing = useMemo(
    () =>
      given.data && paths
        ? standingAt({ detail: asset, history, given: given.data.entries, asset: asset.id, paths, at })
        : undefined,
    [asset, history, given.data, paths, at],
  );
  return (
    <Inspector label="As of then">
      {standing ? <Then standing={standing} at={at} people={people} asset={asset} /> : <Waiting />}
    </Inspector>
  );
}

function Then({ standing, at, people, asset }: { standing: Standing; at: number; people: People; asset: AssetDetail }) {
  const { revision, approvals, ownerSigned, live } = standing;
  return (
    <>
      <Section title={`On ${sayExactly(new Date(at).toISOString())}`}>
        <Owner standing={standing} people={people} />
      </Section>
      <Section>
        <KeyValue
          rows={[
            [
              "Revision",
              revision && (
                <span key="revision">
                  <b>{revision.number}</b> <code title={revision.digest}>{shortDigest(revision.digest)}</code>
                </span>
              ),
            ],
            ["Written", revision && `${people.nameOf(revision.author)}, ${sayDay(revision.at)}`],
            ["Note", revision?.note || undefined],
            [
              "Live in",
              live.length > 0
                ? listed(live.map(({ release, environment }) => `${environment} since release ${release}`))
                : "nowhere yet",
            ],
          ]}
        />
      </Section>
      {revision ? (
        <Section title="Approvals in force">
          <ul className="audit-approvals">
            {approvals.map((approval) => (
              <Approval key={approval.step} approval={approval} people={people} />
            ))}
            <Line icon={ownerSigned ? Check : CircleDashed} tone={ownerSigned ? "ok" : "mute"} title="Owner signed">
              {ownerSigned ? `${people.nameOf(ownerSigned.by)} · ${sayDay(ownerSigned.at)}` : "not for this revision"}
            </Line>
          </ul>
        </Section>
      ) : (
        <Section>
          <p className="dim">It did not exist yet.</p>
        </Section>
      )}
      <Section>
        <a className="link" href={hrefTo("assets", { id: asset.id })}>
          Open it as it stands today
        </a>
      </Section>
    </>
  );
}

function Owner({ standing: { tenure }, people }: { standing: Standing; people: People }) {
  if (!tenure) return <p className="dim">Nobody owned it: it did not exist yet.</p>;
  const person = people.find(tenure.owner);
  const name = people.nameOf(tenure.owner);
  return (
    <div className="audit-owner">
      <BigSeal
        name={name}
        publicKey={person?.publicKey ?? tenure.owner}
        state={tenure.accepted ? "signed" : "missing"}
        size={64}
      />
      <span>
        <b>{name}</b>
        <br />
        {tenure.until ? "was" : "is"} the owner, since {sayDay(tenure.from)}
        <br />
        {tenure.accepted ? person && <code>key {shortDigest(person.publicKey)}</code> : "named, and has not signed yet"}
      </span>
    </div>
  );
}

const approvalLook = {
  given: { icon: Check, tone: "ok" },
  missing: { icon: CircleDashed, tone: "mute" },
  void: { icon: CircleX, tone: "danger" },
} as const;

function Approval({ approval, people }: { approval: HeldApproval; people: People }) {
  const { icon, tone } = approvalLook[approval.state];
  const who = approval.by ? `${people.nameOf(approval.by)} · ${approval.at ? sayDay(approval.at) : ""}` : "not given";
  return (
    <Line icon={icon} tone={tone} title={approval.label}>
      {approval.state === "void" ? `${who}, for an earlier revision` : who}
    </Line>
  );
}

function Line({
  icon: Icon,
  tone,
  title,
  children,
}: {
  icon: LucideIcon;
  tone: string;
  title: string;
  children: string;
}) {
  return (
    <li>
      <Icon className={`icon icon-sm tone-${tone}`} aria-hidden />
      <span>
        {title}
        <small>{children}</small>
      </span>
    </li>
  );
}
