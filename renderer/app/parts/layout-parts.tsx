import { FlaskConical, PanelsTopLeft, Split } from "lucide-react";
import { useState } from "react";
import {
  ApprovalPath,
  Button,
  Card,
  CodeEditor,
  type Completion,
  Crumb,
  type Diagnostic,
  History,
  type HoverInfo,
  Inspector,
  KeyValue,
  ListHead,
  OwnerChip,
  PageHead,
  Panes,
  PersonChip,
  ProblemLine,
  Seal,
  Section,
  type Status,
  StatusBadge,
  StatusMark,
  Table,
  Tabs,
  type Tier,
  TierLabel,
  TierMark,
  UsedLine,
  VirtualList,
} from "#renderer/ui/index.ts";
import { Part } from "./sheet.tsx";

/** What holds the work: lists, tables, panes, and the editor of conditions. */
export function LayoutParts() {
  return (
    <div className="part-grid scroll" tabIndex={0} role="region" aria-label="Lists, panes, code">
      <Part title="Panes, list, inspector" note="10,000 rows" wide>
        <Desk />
      </Part>
      <Part title="Code" note="CEL, checked as it is typed" wide>
        <Code />
      </Part>
      <Part title="Table" note="100,000 rows" wide>
        <Journal />
      </Part>
      <Part title="Tabs">
        <Variants />
      </Part>
      <Card title="Card" count="4 of 61" action={<a href="#/parts">All you own</a>}>
        For Home alone.
      </Card>
    </div>
  );
}

interface Block {
  id: string;
  name: string;
  campaign: string;
  owner: string;
  tier: Tier;
  status: Status;
  signed: boolean;
}

const campaigns = ["SS26 Alpine", "Brand foundation", "Spring repair weeks", "Trail running"];
const owners = ["Jonas Brandt", "Aoife Kearney", "Haruka Mori", "Tomasz Zielinski"];
const tiers: readonly Tier[] = ["campaign", "foundation", "campaign", "variable"];
const states: readonly Status[] = ["draft", "inReview", "live", "approved", "conflict", "expires", "refused"];
const pick = <One,>(from: readonly One[], at: number): One => from[at % from.length] as One;

const blocks: readonly Block[] = Array.from({ length: 10_000 }, (_, at) => {
  const group = Math.floor(at / 2500);
  return {
    id: `block-${at}`,
    name: `hero.${pick(["alpine", "repair", "boots", "hut-to-hut"], at)}-${at}.web.${pick(["de", "uk", "jp"], at)}`,
    campaign: pick(campaigns, group),
    owner: pick(owners, at),
    tier: pick(tiers, group),
    status: pick(states, at),
    signed: at % 3 !== 0,
  };
});

function Desk() {
  const [selected, setSelected] = useState("block-1");
  const block = blocks.find((one) => one.id === selected) as Block;
  return (
    <div className="part-frame" style={{ height: 560 }}>
      <Panes
        id="parts"
        list={<Blocks selected={selected} onSelect={(one) => setSelected(one.id)} />}
        inspector={<About block={block} />}
      >
        <PageHead
          title={block.name}
          crumb={<Crumb href="#/parts">Content</Crumb>}
          badge={<StatusBadge status={block.status} />}
        >
          <Button disabledReason="1 word to mend first.">Send for review</Button>
        </PageHead>
      </Panes>
    </div>
  );
}

const blockKey = (block: Block): string => block.id;
const campaignOf = (block: Block): string => block.campaign;

function Blocks({ selected, onSelect }: { selected: string; onSelect: (block: Block) => void }) {
  return (
    <>
      <ListHead title="Content" count={blocks.length} />
      <VirtualList
        label="Blocks"
        items={blocks}
        itemKey={blockKey}
        groupOf={campaignOf}
        selected={selected}
        onSelect={onSelect}
        row={(block) => ({
          title: block.name,
          meta: `Hero · ${block.owner}`,
          lead: <TierMark tier={block.tier} />,
          end: (
            <>
              <StatusMark status={block.status} />
              <Seal name={block.owner} state={block.signed ? "signed" : "missing"} />
            </>
          ),
        })}
      />
      <div className="list-foot">
        <TierLabel tier="foundation" short />
        <TierLabel tier="campaign" short />
        <TierLabel tier="variable" short />
      </div>
    </>
  );
}

function About({ block }: { block: Block }) {
  return (
    <Inspector label="About this block">
      <Section>
        <KeyValue
          rows={[
            ["Owner", <OwnerChip key="owner" name={block.owner} seal={block.signed ? "signed" : "missing"} />],
            ["Status", <StatusBadge key="status" status={block.status} />],
            ["Tier", <TierLabel key="tier" tier={block.tier} />],
            ["Scope", "Halden · DE · Web"],
            ["Runs", undefined],
          ]}
        />
      </Section>
      <Section title="Problems" count={2}>
        <ProblemLine severity="error">Body uses a word that Legal has listed. Blocks sending.</ProblemLine>
        <ProblemLine severity="warning">The disclosure’s approval ends in 6 days.</ProblemLine>
      </Section>
      <Section title="Who must approve">
        <ApprovalPath
          direction="down"
          steps={[
            { key: "brand", title: "Brand usage", state: "done", note: "Priya Raman · 11 Mar" },
            { key: "legal", title: "Legal", state: "now", note: "only if a claim changes" },
          ]}
          owner={{ name: block.owner, seal: "missing" }}
        />
      </Section>
      <Section title="Where used" count={3}>
        <div>
          <UsedLine icon={Split} note="live" href="#/parts">
            rule.season-start.web.de
          </UsedLine>
          <UsedLine icon={PanelsTopLeft} note="placement">
            home-hero, web
          </UsedLine>
          <UsedLine icon={FlaskConical} note="ended">
            exp.hero-order.home.de
          </UsedLine>
        </div>
      </Section>
      <Section title="History">
        <History
          entries={[
            { key: "12", state: "draft", title: "Revision 12, draft", note: "Jonas Brandt, editor · 09:41 today" },
            {
              key: "11",
              state: "live",
              title: "Revision 11, live in release 42",
              note: "Signed by Jonas Brandt · 6 Mar",
            },
            {
              key: "10",
              state: "past",
              title: "Revision 10, approved",
              note: "Brand Priya Raman, legal Tomasz Zielinski",
            },
            {
              key: "9",
              state: "back",
              title: "Revision 9, sent back by legal",
              note: "“Price needs its date” · 27 Feb",
            },
          ]}
        />
      </Section>
    </Inspector>
  );
}

const condition = `count(events.filter(e, e.name == "PDP_Visit"
    && e.category == "boots")) >= 2
  && profile.last_order_at < now - duration("720h")
  && !audience("open-complaint") // owned by Service`;

/** Stands in for the dictionary's checks: the real ones come from shared/rules. */
function checkCondition(text: string): Diagnostic[] {
  const at = text.indexOf("PDP_Visit");
  if (at < 0) return [];
  return [
    {
      from: at - 1,
      to: at + 10,
      severity: "error",
      message:
        "PDP_Visit is not in the data dictionary. It has been Product_Viewed since 2 Sep 2025 (Elena Castell, engineer).",
      fixes: [{ title: "Use Product_Viewed", replacement: '"Product_Viewed"' }],
    },
  ];
}

const completions = (): Completion[] => [
  { label: "profile.loyalty_tier", kind: "attribute", detail: "string", documentation: "gold, silver or bronze" },
  { label: "profile.last_order_at", kind: "attribute", detail: "timestamp" },
  { label: "audience", insert: 'audience("', kind: "function", detail: "bool" },
];

function hover(text: string, offset: number): HoverInfo | undefined {
  const at = text.indexOf("last_order_at");
  return at >= 0 && offset >= at && offset <= at + 13
    ? { from: at, to: at + 13, text: "When the person last ordered. Timestamp, purpose: personalized offers." }
    : undefined;
}

function Code() {
  const [text, setText] = useState(condition);
  return (
    <CodeEditor
      label="Condition, CEL"
      value={text}
      onChange={setText}
      diagnostics={checkCondition(text)}
      completions={completions}
      hover={hover}
    />
  );
}

interface Entry {
  number: number;
  what: string;
  who: string;
}

const entries: readonly Entry[] = Array.from({ length: 100_000 }, (_, at) => ({
  number: 100_000 - at,
  what: pick(
    ["Released 36 to production-eu", "Signed as owner, revision 3", "Approved: legal", "Revised: gold members only"],
    at,
  ),
  who: pick(owners, at),
}));

function Journal() {
  const [selected, setSelected] = useState<string>("99998");
  return (
    <div className="part-frame">
      <Table
        label="Journal"
        rows={entries}
        rowKey={(entry) => String(entry.number)}
        selected={selected}
        onSelect={(entry) => setSelected(String(entry.number))}
        sort={{ key: "number", descending: true }}
        onSort={() => {}}
        columns={[
          {
            key: "number",
            head: "Entry",
            width: "96px",
            align: "right",
            sortable: true,
            cell: (entry) => <span className="dim">{entry.number.toLocaleString("en")}</span>,
          },
          { key: "what", head: "What", cell: (entry) => entry.what },
          {
            key: "who",
            head: "Who",
            width: "260px",
            cell: (entry) => <PersonChip name={entry.who} role="editor" size={18} />,
          },
          { key: "proof", head: "Proof", width: "112px", cell: () => <code className="dim">71be 5520</code> },
        ]}
      />
    </div>
  );
}

function Variants() {
  const [variant, setVariant] = useState("returning");
  return (
    <div style={{ margin: "-12px -16px" }}>
      <Tabs
        label="Variants"
        value={variant}
        onChange={setVariant}
        tabs={[
          { value: "everyone", label: "Everyone" },
          { value: "returning", label: "Returning hikers", note: "2 fields differ" },
          { value: "gold", label: "Ridge Club gold", note: 3 },
        ]}
      >
        <p style={{ padding: 16 }}>The fields of this variant.</p>
      </Tabs>
    </div>
  );
}
