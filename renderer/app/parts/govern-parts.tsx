import { Check, GitCommitHorizontal, PackageCheck, Scale, Stamp, UserCheck } from "lucide-react";
import { useState } from "react";
import {
  ApprovalPath,
  Button,
  Face,
  Kbd,
  type Lane,
  LaneKey,
  Lanes,
  Pips,
  ReleaseTimeline,
  SignPanel,
  TokenChip,
  Trace,
  WordDiff,
} from "#renderer/ui/index.ts";
import { Line, Part } from "./sheet.tsx";

/** What is compared, approved, signed, released and proven. */
export function GovernParts() {
  return (
    <div className="part-grid scroll" tabIndex={0} role="region" aria-label="Review, signing, release">
      <Paths />
      <Part title="Word diff" wide>
        <Diff />
      </Part>
      <Part title="Signing">
        <Signing owner={false} />
      </Part>
      <Part title="Signing as owner">
        <Signing owner />
      </Part>
      <Part title="Lanes" wide>
        <OwnershipLanes />
      </Part>
      <Part title="Release timeline">
        <Releases />
      </Part>
      <Part title="Trace">
        <Steps />
      </Part>
    </div>
  );
}

function Paths() {
  return (
    <Part title="Approval path" wide>
      <ApprovalPath
        steps={[
          { key: "market", title: "Market copy", state: "done", note: "Nele Harms, editor DE · 11 Mar, 16:20" },
          { key: "brand", title: "Brand usage", state: "now", note: "You, until today 18:00" },
          { key: "legal", title: "Legal", state: "todo", note: "Tomasz Zielinski, a price claim changes" },
        ]}
        owner={{ name: "Jonas Brandt", seal: "missing" }}
      />
      <ApprovalPath
        steps={[
          { key: "market", title: "Market copy", state: "done", note: "11 Mar" },
          { key: "brand", title: "Brand usage", state: "void", note: "void, edited since" },
          { key: "legal", title: "Legal", state: "todo", note: "not started" },
        ]}
        owner={{ name: "Jonas Brandt", seal: "void", note: "signature void" }}
      />
      <Line>
        <Pips steps={["done", "done", "done"]} owner={{ name: "Mara Lindqvist", seal: "mine" }} />
        <Pips steps={["done", "now", "todo"]} owner={{ name: "Jonas Brandt", seal: "missing" }} />
        <Pips steps={["done", "void", "todo"]} />
        <Pips steps={["done", "done"]} owner={{ name: "Mara Lindqvist", seal: "signed" }} />
      </Line>
    </Part>
  );
}

/** Tokens in a text stand in double braces here; a screen has its own way of writing them. */
function withTokens(text: string) {
  return text
    .split(/(\{\{\w+\}\})/)
    .map((piece, at) =>
      piece.startsWith("{{") ? <TokenChip key={at} name={piece.slice(2, -2)} fallback="Hallo" /> : piece,
    );
}

function Diff() {
  return (
    <WordDiff
      before={
        <>
          <b>Live</b> · revision 11, release 42
        </>
      }
      after={
        <>
          <b>Proposed</b> · revision 13, Jonas Brandt, today 10:02
        </>
      }
      renderText={withTokens}
      fields={[
        {
          key: "headline",
          label: "Headline",
          tier: "campaign",
          language: "de",
          before: "{{first_name}}, der Berg ruft. Los geht’s!",
          after: "{{first_name}}, deine Saison beginnt oben.",
        },
        {
          key: "body",
          label: "Body",
          tier: "campaign",
          language: "de",
          before: "Stiefel und Jacken für die ersten Touren des Jahres. Geprüft auf 2.500 Metern.",
          after: "Stiefel und Jacken für die ersten Hüttentouren. Geprüft auf 3.000 Metern.",
          note: (
            <span className="row">
              <Face name="Tomasz Zielinski" size={18} />
              <span>
                <b>Tomasz Zielinski</b>, legal · 10:05
                <br />
                “3.000 Metern” is a claim. Test report HO-2291 covers it, so I can take it when brand is done.
              </span>
            </span>
          ),
        },
        {
          key: "ja",
          label: "Headline, ja-JP",
          language: "ja",
          before: "山があなたを待っています。",
          after: "春があなたを待っています。",
        },
        { key: "kicker", label: "Kicker", before: undefined, after: "Halden Outdoor" },
        { key: "picture", label: "Picture", before: "gipfel-morgen.avif", after: "gipfel-morgen.avif" },
        { key: "link", label: "Link", before: "/alpin/huettentouren", after: "/alpin/huettentouren" },
        {
          key: "disclosure",
          label: "Disclosure",
          fixed: true,
          before: "Preise inkl. MwSt.",
          after: "Preise inkl. MwSt.",
        },
      ]}
    />
  );
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

function Signing({ owner }: { owner: boolean }) {
  const [open, setOpen] = useState(true);
  if (!open) return <Button onClick={() => setOpen(true)}>Open it again</Button>;
  return (
    <div style={{ maxWidth: 348 }}>
      <SignPanel
        autoFocus={false}
        title={owner ? "Sign and publish release 43" : "Approve brand usage"}
        words={owner ? <OwnerWords /> : <ApproverWords />}
        digests={[
          { name: "hero.ss26-alpine.web.de", digest: "sha256:9f2c41d8a0" },
          { name: "hero.ss26-alpine.mail.de", digest: "sha256:03ae77b1c4" },
          { name: "rule.season-start.web.de", digest: "sha256:5b60e2a911" },
        ]}
        signer={{ name: owner ? "Mara Lindqvist" : "Priya Raman", publicKey: owner ? "51fd8a06" : "7c19e04b", owner }}
        keyLocked={!owner}
        note={owner ? undefined : "All 3 looked at"}
        onSign={async (passphrase) => {
          await wait(300);
          if (!owner && passphrase !== "fox")
            throw new Error("The passphrase does not open this vault. Nothing was signed.");
        }}
        onCancel={() => setOpen(false)}
      />
    </div>
  );
}

function ApproverWords() {
  return (
    <>
      <p>
        I, <b>Priya Raman</b>, brand approver for Halden in DE, have reviewed three revisions of change request 218 and{" "}
        <b>approve their brand usage</b>.
      </p>
      <p className="words-aside">It does not publish anything. Legal and the owner come after me.</p>
    </>
  );
}

function OwnerWords() {
  return (
    <p>
      I, <b>Mara Lindqvist</b>, owner, publish <b>release 43</b> of Halden Outdoor to production-eu.
    </p>
  );
}

const day = (text: string): number => Date.parse(`${text}T09:00:00Z`);
const year = { from: Date.UTC(2025, 0, 1), to: Date.UTC(2026, 2, 20) };

const lanes: readonly Lane[] = [
  {
    key: "owner",
    label: "Owner",
    icon: UserCheck,
    bars: [
      { key: "kw", from: day("2025-02-10"), to: day("2025-10-17"), state: "past", name: "Karl Wendt" },
      { key: "gap", from: day("2025-10-17"), to: day("2025-11-03"), state: "succession", name: "Nele Harms" },
      { key: "ml", from: day("2025-11-03"), to: year.to, state: "current", name: "Mara Lindqvist" },
    ],
  },
  {
    key: "revisions",
    label: "Revisions",
    icon: GitCommitHorizontal,
    points: ["2025-02-10", "2025-09-05", "2025-11-14", "2026-02-20"].map((at, index) => ({
      key: at,
      at: day(at),
      mark: "revision",
      label: `Revision ${index + 1}`,
    })),
  },
  {
    key: "brand",
    label: "Brand usage",
    icon: Check,
    points: [
      { key: "a", at: day("2025-02-18"), mark: "approval", label: "Approved by Priya Raman, 18 Feb 2025" },
      { key: "b", at: day("2025-11-08"), mark: "void", label: "Approved 8 Nov 2025, void since 14 Nov" },
      { key: "c", at: day("2025-11-18"), mark: "approval", label: "Approved by Priya Raman, 18 Nov 2025" },
    ],
  },
  {
    key: "legal",
    label: "Legal",
    icon: Scale,
    points: [{ key: "a", at: day("2025-11-19"), mark: "approval", label: "Approved by Tomasz Zielinski, 19 Nov 2025" }],
  },
  {
    key: "signed",
    label: "Owner signed",
    icon: Stamp,
    points: [
      {
        key: "a",
        at: day("2025-02-20"),
        mark: "signedPast",
        label: "Karl Wendt signed, 20 Feb 2025",
        name: "Karl Wendt",
      },
      {
        key: "b",
        at: day("2025-11-20"),
        mark: "signed",
        label: "Mara Lindqvist signed, 20 Nov 2025",
        name: "Mara Lindqvist",
      },
    ],
  },
  {
    key: "production",
    label: "production-eu",
    icon: PackageCheck,
    points: [
      { key: "a", at: day("2025-03-02"), mark: "release", label: "Release 20" },
      { key: "b", at: day("2025-11-20"), mark: "release", label: "Release 31" },
      { key: "c", at: day("2026-03-01"), mark: "refused", label: "Release 41, refused" },
      { key: "d", at: day("2026-03-09"), mark: "live", label: "Release 42, live" },
    ],
  },
];

const dayAndTime = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

function OwnershipLanes() {
  const [at, setAt] = useState(Date.parse("2026-01-30T18:00:00Z"));
  return (
    <div style={{ margin: "-12px -16px" }}>
      <Lanes
        label="Ownership and approvals of rule.season-start.web.de"
        span={year}
        lanes={lanes}
        asOf={{ at, label: dayAndTime.format(at) }}
        onAsOf={setAt}
      />
      <LaneKey>
        <span className="dim">
          <Kbd keys="left" /> <Kbd keys="right" /> for the previous or next act
        </span>
      </LaneKey>
    </div>
  );
}

function Releases() {
  return (
    <ReleaseTimeline
      label="production-eu over time"
      releases={[
        {
          key: "43",
          state: "planned",
          title: (
            <>
              <b>43</b> planned
            </>
          ),
          note: "Fri 13 Mar, 09:00",
        },
        {
          key: "42",
          state: "live",
          title: (
            <>
              <b>42</b> live
            </>
          ),
          note: "9 Mar · Mara Lindqvist",
        },
        {
          key: "42r",
          state: "refused",
          title: (
            <>
              <b>42</b> refused on edge-2
            </>
          ),
          note: "9 Mar, 09:03 · still on 41",
        },
        {
          key: "41",
          state: "past",
          title: <b>41</b>,
          note: "2 Mar · Mara Lindqvist",
          action: <Button size="sm">Go back</Button>,
        },
        { key: "40", state: "past", title: <b>40</b>, note: "23 Feb · Karl Wendt" },
      ]}
    />
  );
}

function Steps() {
  return (
    <Trace
      steps={[
        {
          key: "consent",
          step: "Consent",
          outcome: "pass",
          text: "Personalized offers on web: given 3 Jan 2026",
          microseconds: 4,
        },
        {
          key: "exclusion",
          step: "Exclusion, suppression",
          outcome: "pass",
          text: "Not in Open complaint. Last message 9 days ago",
          microseconds: 6,
        },
        {
          key: "safety",
          step: "Brand safety",
          outcome: "pass",
          text: "Block r3 is signed and approved",
          microseconds: 2,
        },
        {
          key: "caps",
          step: "Frequency caps",
          outcome: "stop",
          text: "2 of 2 today. Nothing is sent",
          microseconds: 11,
        },
        {
          key: "eligibility",
          step: "Eligibility",
          outcome: "fail",
          text: "loyalty_tier is bronze, asked is gold or silver",
          microseconds: 38,
        },
        { key: "holdout", step: "Holdout, experiment", outcome: "unknown", text: "loyalty_tier is missing" },
        { key: "label", step: "AI label", outcome: "skip", text: "Not needed, no generated words", microseconds: 1 },
      ]}
    />
  );
}
