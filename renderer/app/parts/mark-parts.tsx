import { FlaskConical, ShieldCheck } from "lucide-react";
import { useState } from "react";
import {
  Badge,
  Banner,
  BigSeal,
  Button,
  ChangeMark,
  EmptyState,
  Face,
  Finding,
  Light,
  OwnerChip,
  PersonChip,
  ProblemLine,
  Progress,
  Seal,
  showToast,
  type Status,
  StatusBadge,
  statusLook,
  StatusMark,
  TierLabel,
  TierMark,
  ToneText,
  Waiting,
} from "#renderer/ui/index.ts";
import { setStatus, type StatusState, useStatus } from "../status-store.ts";
import { Line, Part } from "./sheet.tsx";

const statuses = Object.keys(statusLook) as Status[];
const owners = ["Mara Lindqvist", "Jonas Brandt", "Tomasz Zielinski", "Priya Raman", "Aoife Kearney"];

/** The four signs, and what the product says back. */
export function MarkParts() {
  return (
    <div className="part-grid scroll" tabIndex={0} role="region" aria-label="Marks and messages">
      <Banners />
      <Part title="Status, tier, change">
        <Line>
          {statuses.map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
          <StatusBadge status="draft">Draft, revision 5</StatusBadge>
          <Badge tone="info">Personalized</Badge>
        </Line>
        <Line>
          {statuses.map((status) => (
            <StatusMark key={status} status={status} />
          ))}
        </Line>
        <Line>
          <TierLabel tier="foundation" />
          <TierLabel tier="campaign" />
          <TierLabel tier="variable" />
          <TierLabel tier="campaign" short />
          <TierMark tier="foundation" />
        </Line>
        <Line>
          <ChangeMark change="added" />
          <ChangeMark change="changed" />
          <ChangeMark change="removed" />
          <Light tone="ok" label="All edges serve 42" />
          <Light tone="attn" label="One edge still serves 41" />
          <Light tone="danger" label="Refused" />
          <Light tone="mute" label="Nothing is live" />
          <ToneText tone="ok" icon={ShieldCheck}>
            1,004,118 entries verified
          </ToneText>
        </Line>
      </Part>
      <Part title="People and seals">
        <Line>
          <OwnerChip name="Mara Lindqvist" seal="signed" note="owner, signed" />
          <OwnerChip name="Elena Castell" seal="missing" note="owner, not yet" />
        </Line>
        <Line>
          <OwnerChip name="Karl Wendt" seal="past" note="once" />
          <OwnerChip name="Jonas Brandt" seal="void" note="signature void" />
          <OwnerChip name="Aoife Kearney" seal="mine" note="your signature" />
        </Line>
        <Line>
          <PersonChip name="Priya Raman" role="brand approver" />
          <PersonChip name="Haruka Mori" />
          <Seal name="Mara Lindqvist" state="signed" size={28} />
          <Face name="Henrik Vos" size={28} />
        </Line>
      </Part>
      <Part title="Big seals" note="drawn from the key" wide>
        <div className="seal-grid">
          {owners.map((name) => (
            <div className="seal-cell" key={name}>
              <BigSeal name={name} publicKey={`ed25519:${name}`} state="signed" />
              <b>{name}</b>
              <small>3 assets · 11 Mar, 17:02</small>
            </div>
          ))}
          <div className="seal-cell">
            <BigSeal name="Elena Castell" publicKey="" state="missing" />
            <b>Elena Castell</b>
            <small>1 asset · asked 08:12</small>
          </div>
        </div>
      </Part>
      <Part title="Problems and findings">
        <ProblemLine severity="error" where="Body">
          Uses a word that Legal has listed. Blocks sending.
        </ProblemLine>
        <ProblemLine severity="warning">The disclosure’s approval ends in 6 days. Tomasz Zielinski knows.</ProblemLine>
        <ProblemLine severity="info">The picture has no words in English yet.</ProblemLine>
        <div>
          <Finding
            severity="error"
            claim="rule.winback.boots.web.de can never fire."
            action={<Button size="sm">Open</Button>}
          >
            It asks for <code>last_order_at</code> older than 60 days and for audience Bought in 30 days. No profile can
            be both.
          </Finding>
          <Finding severity="info" claim="Unknown for 3%." action={<Button size="sm">Accept</Button>}>
            <code>loyalty_tier</code> is missing for guests. They get the generic hero.
          </Finding>
        </div>
      </Part>
      <Part title="Progress and toast">
        <Progress verb="verified" done={783} total={1284} verifies note="4 s left" onStop={() => {}} />
        <Progress verb="imported" done={120} total={410} onStop={() => {}} />
        <Waiting>Reading the journal</Waiting>
        <Line>
          <Button
            onClick={() =>
              showToast({
                text: "Sent to Priya Raman for brand usage",
                action: { label: "Undo", keys: "mod+z", run: () => {} },
              })
            }
          >
            Show a toast
          </Button>
          <Button
            onClick={() =>
              showToast({ text: "The hub cannot be reached. Your edits wait here.", tone: "danger", stays: true })
            }
          >
            Show a bad one
          </Button>
        </Line>
      </Part>
      <FrameStates />
      <Part title="Empty">
        <EmptyState
          title="No experiments yet"
          actions={
            <>
              <Button variant="primary" icon={FlaskConical}>
                New experiment
              </Button>
              <Button variant="quiet">Show me the sample</Button>
            </>
          }
        >
          An experiment splits one placement between blocks. Start with a placement that has at least two approved
          blocks.
        </EmptyState>
      </Part>
    </div>
  );
}

/** The frame with everything it can say, to look at it without a workspace. */
function FrameStates() {
  const [before, setBefore] = useState<StatusState>();
  const toggle = (): void => {
    setBefore(before ? undefined : useStatus.getState());
    setStatus(before ?? exampleStatus);
  };
  return (
    <Part title="Frame">
      <Line>
        <Button onClick={toggle}>
          {before ? "Take the example away" : "Fill rail and status bar with an example"}
        </Button>
      </Line>
    </Part>
  );
}

const exampleStatus: StatusState = {
  workspace: { name: "Halden Outdoor" },
  sync: { state: "offline", when: "since 09:20", waiting: 7 },
  work: { state: "saved", when: "09:41" },
  environments: [
    { name: "production-eu", release: 42, tone: "attn", words: "2 edges serve 42, edge-2 serves 41" },
    { name: "production-jp", release: 41, tone: "ok", words: "Both edges serve 41" },
    { name: "staging", tone: "mute", words: "Nothing is live" },
  ],
  key: { state: "open", locksIn: "9 min" },
  person: { id: "example", name: "Mara Lindqvist", role: "owner", owner: true },
};

function Banners() {
  return (
    <section className="card" style={{ gridColumn: "1 / -1" }} aria-label="Banners">
      <Banner
        tone="danger"
        title="edge-2 refused release 42: owner attestation missing"
        actions={
          <>
            <Button>See the evidence</Button>
            <Button variant="danger">Take edge-2 out</Button>
          </>
        }
      >
        The copy of <code>rule.season-start.web.de</code> on edge-2 carries no signature of its owner, Mara Lindqvist.
        edge-2 still serves release 41. Customers saw nothing from the refused copy.
      </Banner>
      <Banner tone="attn" title="Publishing waits for Elena Castell, engineer.">
        Or leave her change out: 3 rules keep reading the old values.
      </Banner>
    </section>
  );
}
