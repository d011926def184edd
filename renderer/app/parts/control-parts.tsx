import {
  ArrowRightLeft,
  CalendarDays,
  Copy,
  Ellipsis,
  Eye,
  History as HistoryIcon,
  Languages,
  Mail,
  Monitor,
  Plus,
  Send,
  Smartphone,
  Stamp,
  Trash2,
} from "lucide-react";
import { useState } from "react";
import {
  Button,
  Checkbox,
  Chip,
  Dialog,
  Field,
  FilterChips,
  IconButton,
  Kbd,
  LinkButton,
  LockedField,
  Menu,
  Meter,
  Popover,
  ReadField,
  SearchField,
  Segmented,
  Select,
  TextArea,
  TextField,
  TierLabel,
  TokenChip,
  Tooltip,
} from "#renderer/ui/index.ts";
import { Line, Part } from "./sheet.tsx";

const doNothing = (): void => {};

/** What is pressed, chosen and typed into. */
export function ControlParts() {
  return (
    <div className="part-grid scroll" tabIndex={0} role="region" aria-label="Controls and fields">
      <Buttons />
      <Choices />
      <Limits />
      <Locks />
      <Menus />
      <Filters />
    </div>
  );
}

function Buttons() {
  return (
    <Part title="Buttons">
      <Line>
        <Button variant="primary" icon={Send}>
          Send for review
        </Button>
        <Button variant="primary" className="is-focus">
          Focused
        </Button>
        <Button>Normal</Button>
        <Button variant="quiet">Quiet</Button>
        <Button variant="danger">Send back</Button>
      </Line>
      <Line>
        <Button
          variant="primary"
          icon={Stamp}
          disabledReason="Only the owner can publish. The owner is Mara Lindqvist."
        >
          Publish
        </Button>
      </Line>
      <Line>
        <Button reasonIn="tooltip" disabledReason="Nothing has changed since revision 12.">
          Refused, reason on hover
        </Button>
        <IconButton icon={Trash2} label="Retire" disabledReason="Two live rules use it. Retire those first." />
      </Line>
      <Line>
        <Button size="sm">Small</Button>
        <Button size="lg">Large</Button>
        <Button keys="mod+enter">With keys</Button>
        <IconButton icon={Ellipsis} label="More" variant="normal" />
        <IconButton icon={Eye} label="Preview" pressed />
        <IconButton icon={Plus} label="New block" keys="c" size="sm" />
        <LinkButton>Request a change</LinkButton>
      </Line>
      <Line>
        <Kbd keys="mod+k" />
        <Kbd keys="g r" />
        <Kbd keys="shift+mod+up" />
        <Tooltip content="Words that help">
          <Button variant="quiet">Hover for a tooltip</Button>
        </Tooltip>
      </Line>
    </Part>
  );
}

function Choices() {
  const [view, setView] = useState<"words" | "preview" | "data">("words");
  const [channel, setChannel] = useState<"web" | "mail" | "app">("web");
  const [locale, setLocale] = useState("de-DE");
  const [blocks, setBlocks] = useState<string>();
  const [agreed, setAgreed] = useState(true);
  const locales = [
    { value: "de-DE", label: "de-DE" },
    { value: "en-GB", label: "en-GB" },
    { value: "ja-JP", label: "ja-JP", disabledReason: "Haruka Mori has not translated it yet." },
  ];
  return (
    <Part title="Choices">
      <Line>
        <Segmented
          label="View"
          value={view}
          onChange={setView}
          options={[
            { value: "words", label: "Words" },
            { value: "preview", label: "Preview" },
            { value: "data", label: "Data" },
          ]}
        />
        <Segmented
          label="Channel"
          value={channel}
          onChange={setChannel}
          options={[
            { value: "web", label: "Web", icon: Monitor },
            { value: "mail", label: "E-mail", icon: Mail, iconOnly: true },
            { value: "app", label: "App", icon: Smartphone, iconOnly: true },
          ]}
        />
      </Line>
      <Line>
        <Select label="Locale" options={locales} value={locale} onChange={setLocale} />
        <Select label="Locale" showLabel icon={Languages} options={locales} value={locale} onChange={setLocale} />
      </Line>
      <Field label="Button" rule="one of 3 wordings">
        {(control) => (
          <Select
            {...control}
            look="field"
            label="Button"
            placeholder="Choose a wording"
            value={blocks}
            onChange={setBlocks}
            options={[
              { value: "a", label: "Zur Alpin-Auswahl" },
              { value: "b", label: "Jetzt entdecken", note: "Used by 14 blocks" },
              { value: "c", label: "Mehr erfahren" },
            ]}
          />
        )}
      </Field>
      <div>
        <div>
          <Checkbox label="Only my assets" checked={agreed} onChange={setAgreed} />
        </div>
        <div>
          <Checkbox label="Include retired" note="412 more" checked={false} onChange={doNothing} />
        </div>
        <div>
          <Checkbox
            label="Publish at once"
            checked={false}
            onChange={doNothing}
            disabledReason="Elena Castell has not signed attr.loyalty_tier."
          />
        </div>
      </div>
    </Part>
  );
}

function Limits() {
  const [headline, setHeadline] = useState("Deine Saison beginnt oben.");
  const [near, setNear] = useState("Die leichtesten Stiefel für die Hüttentour");
  const [over, setOver] = useState("Die günstigsten Stiefel und Jacken für die ersten Touren");
  return (
    <Part title="Limits">
      <TextField
        label="Headline"
        rule="8 to 48 characters, full stop"
        value={headline}
        onChange={setHeadline}
        max={48}
      />
      <TextField label="Headline" rule="up to 46 characters" value={near} onChange={setNear} max={46} />
      <TextArea
        label="Body"
        rule="up to 48 characters"
        value={over}
        onChange={setOver}
        max={48}
        problem={{
          severity: "error",
          message: (
            <>
              “günstigsten” is on Claims DE, a list that Legal owns. It needs a source, or try{" "}
              <LinkButton>leichtesten</LinkButton> or <LinkButton>neuen</LinkButton>.
            </>
          ),
        }}
      />
      <div className="fields-pair">
        <TextField
          label="Link"
          rule="halden-outdoor.de only"
          value="/alpin/huettentouren"
          onChange={doNothing}
          icon={CalendarDays}
        />
        <TextField
          label="Runs until"
          value="31 May 2026"
          onChange={doNothing}
          problem={{ severity: "warning", message: "The campaign ends on 30 April." }}
        />
      </div>
      <Line>
        <Meter used={0} max={48} />
        <Meter used={42} max={48} />
        <Meter used={44} max={48} />
        <Meter used={1051} max={48} />
      </Line>
    </Part>
  );
}

function Locks() {
  return (
    <Part title="Locks and tokens">
      <LockedField
        label="Disclosure"
        rule="fixed in every hero"
        aside={<TierLabel tier="foundation" />}
        owner={{ name: "Tomasz Zielinski", seal: "signed" }}
        reason="Tomasz Zielinski, legal, owns this text. A hero that names a price always carries it."
        onRequestChange={doNothing}
      >
        Preise inkl. MwSt., Stand <b>2. März 2026</b>. Ratenkauf ab 199 €, eff. Jahreszins 0 %. Kreditgeber: Halden
        Finanz GmbH.
      </LockedField>
      <LockedField
        label="Logo"
        owner={{ name: "Priya Raman", seal: "missing" }}
        reason="Priya Raman, brand, has not signed this revision yet."
      >
        lockup-web-2026
      </LockedField>
      <ReadField label="Headline, as it is read">
        <span>
          <TokenChip name="first_name" fallback="Hallo" />, deine Saison beginnt oben.
        </span>
      </ReadField>
    </Part>
  );
}

function Menus() {
  const [asked, setAsked] = useState(false);
  return (
    <Part title="Menu, popover, dialog">
      <Line>
        <Menu
          trigger={<Button icon={Ellipsis}>Open the menu</Button>}
          sections={[
            {
              items: [
                { id: "copy", label: "Copy to another market", icon: Copy, keys: "mod+m", run: doNothing },
                { id: "compare", label: "Compare revisions", icon: HistoryIcon, keys: "mod+d", run: doNothing },
                { id: "transfer", label: "Ask for a transfer", icon: ArrowRightLeft, run: doNothing },
              ],
            },
            {
              items: [
                {
                  id: "retire",
                  label: "Retire",
                  icon: Trash2,
                  disabledReason: "Two live rules use it. Retire those first.",
                  run: doNothing,
                },
              ],
            },
          ]}
        />
        <Popover trigger={<Button>Open a popover</Button>} label="Scope">
          <TextField label="Market" value="DE" onChange={doNothing} />
        </Popover>
        <Button onClick={() => setAsked(true)}>Open a dialog</Button>
        <Dialog
          open={asked}
          onClose={() => setAsked(false)}
          title="Leave her change out of release 43"
          actions={
            <>
              <Button onClick={() => setAsked(false)}>Keep it in</Button>
              <Button variant="primary" onClick={() => setAsked(false)}>
                Leave it out
              </Button>
            </>
          }
        >
          <p>Three rules keep reading the old values of attr.loyalty_tier until release 44.</p>
        </Dialog>
      </Line>
    </Part>
  );
}

function Filters() {
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<Readonly<Record<string, readonly string[]>>>({ status: ["live", "draft"] });
  return (
    <Part title="Search and filters">
      <SearchField label="Search name, words, owner" value={query} onChange={setQuery} keys="/" />
      <SearchField label="Search with words in it" value="hütte" onChange={doNothing} />
      <FilterChips
        value={chosen}
        onChange={setChosen}
        filters={[
          {
            id: "status",
            label: "Status",
            options: [
              { value: "draft", label: "Draft" },
              { value: "live", label: "Live" },
              { value: "retired", label: "Retired" },
            ],
          },
          {
            id: "market",
            label: "Market",
            options: [
              { value: "de", label: "DE" },
              { value: "uk", label: "UK" },
            ],
          },
          { id: "tier", label: "Tier", options: [{ value: "campaign", label: "Campaign framework" }] },
        ]}
      />
      <Line>
        <Chip>Plain</Chip>
        <Chip onClick={doNothing}>Toggle</Chip>
        <Chip on onClick={doNothing}>
          Taken
        </Chip>
        <Chip on onRemove={doNothing} removeLabel="Remove this rule">
          This rule
        </Chip>
      </Line>
    </Part>
  );
}
