import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { market as marketSchema } from "#shared/assets/model.ts";
import { baseVariant } from "#shared/content/model.ts";
import { channelNames, forWhom } from "#shared/content/variants.ts";
import { type Channel, channels as allChannels } from "#shared/rules/model.ts";
import { AssetPicker } from "#renderer/assets/asset-picker.tsx";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { useScopes } from "#renderer/assets/data/scopes.ts";
import { Button, Chip, Dialog, Field, Reason, TextField } from "#renderer/ui/index.ts";
import { viewBlock } from "./logic/block-view.ts";
import { audienceLabel, addVariant, changeVariant, toggled, type Whom } from "./logic/variants.ts";
import { lookAt } from "./store.ts";

interface VariantDialogProps {
  editor: AssetEditor;
  /** The variant that is changed; a new one without it. */
  variant?: string;
  onClose: () => void;
}

/** Says for whom a variant is, and names it. */
export function VariantDialog({ editor, variant, onClose }: VariantDialogProps) {
  const { detail, change, library } = editor;
  const before = viewBlock(editor.body).variants.find((one) => one.id === variant);
  const [whom, setWhom] = useState<Whom>(before ?? {});
  const [typed, setTyped] = useState(before?.label);
  const parts = forWhom({ ...whom, ...nonEmpty(whom) }, (id) => audienceLabel(library, id));
  const label = typed ?? parts.join(", ");
  const reason =
    parts.length === 0
      ? "Say for whom it is: an audience, a market or a channel."
      : label.trim() === ""
        ? "Give it a name."
        : undefined;
  const done = (): void => {
    if (variant !== undefined) {
      change(`variant ${variant}`, (body) => changeVariant(body, variant, label.trim(), whom));
    } else {
      let made = baseVariant;
      change(`add ${label}`, (body) => {
        const added = addVariant(body, label.trim(), whom);
        made = added.id;
        return added.body;
      });
      lookAt(detail.id, { variant: made });
    }
    onClose();
  };
  return (
    <Dialog
      open
      title={before ? `Variant ${before.label}` : "Add a variant"}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button variant={reason ? "normal" : "primary"} disabledReason={reason} onClick={done}>
            {before ? "Change it" : "Add it"}
          </Button>
        </>
      }
    >
      <p className="dim small">It is shown where all that you choose holds, and no variant before it does.</p>
      <AudienceChoice editor={editor} whom={whom} onChange={setWhom} />
      <MarketChoice scope={detail.scope.market} whom={whom} onChange={setWhom} />
      <ChannelChoice scope={detail.scope.channel} whom={whom} onChange={setWhom} />
      <TextField label="Name" rule="on the tab" value={label} onChange={setTyped} />
    </Dialog>
  );
}

/** An empty list names nothing. */
const nonEmpty = ({ markets = [], channels = [] }: Whom) => ({
  markets: markets.length > 0 ? [...markets] : undefined,
  channels: channels.length > 0 ? [...channels] : undefined,
});

interface ChoiceProps {
  whom: Whom;
  onChange: (whom: Whom) => void;
}

function AudienceChoice({ editor, whom, onChange }: ChoiceProps & { editor: AssetEditor }) {
  const { audience } = whom;
  return (
    <Field label="Audience" rule="people of whom its condition is true; none is everybody">
      {(control) => (
        <AssetPicker
          id={control.id}
          label="Audience"
          kinds={["audience"]}
          value={audience}
          name={audience && audienceLabel(editor.library, audience)}
          onChange={({ id }) => onChange({ ...whom, audience: id })}
          onClear={audience ? () => onChange({ ...whom, audience: undefined }) : undefined}
        />
      )}
    </Field>
  );
}

/** Markets that are in use anywhere, and a way to name one that is not yet. */
function MarketChoice({ scope, whom, onChange }: ChoiceProps & { scope: string }) {
  const { markets: known } = useScopes();
  const [typed, setTyped] = useState("");
  const named = whom.markets ?? [];
  const offered = [...new Set([...known, ...named])].toSorted();
  const more = typed.trim().toLowerCase();
  const wrong = more !== "" && !marketSchema.safeParse(more).success;
  const take = (market: string): void => onChange({ ...whom, markets: toggled(named, market).toSorted() });
  const add = (): void => {
    if (more === "" || wrong || named.includes(more)) return;
    take(more);
    setTyped("");
  };
  if (scope !== "*" && named.length === 0) return <OneScope label="Markets" one={scope.toUpperCase()} />;
  return (
    <>
      <Choices label="Markets" rule="where the person is; none chosen is all of them">
        {offered.map((market) => (
          <Chip key={market} on={named.includes(market)} onClick={() => take(market)}>
            {market.toUpperCase()}
          </Chip>
        ))}
      </Choices>
      {scope === "*" && (
        <div className="row fixed-value">
          <div className="grow">
            <TextField
              label="Another market"
              rule="such as at"
              value={typed}
              onChange={setTyped}
              problem={wrong ? { severity: "error", message: "Letters, digits and hyphens, such as at." } : undefined}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                add();
              }}
            />
          </div>
          <Button icon={Plus} reasonIn="tooltip" disabledReason={more === "" ? "Say which." : undefined} onClick={add}>
            Add it
          </Button>
        </div>
      )}
    </>
  );
}

function ChannelChoice({ scope, whom, onChange }: ChoiceProps & { scope: string }) {
  const named = whom.channels ?? [];
  if (scope !== "*" && named.length === 0)
    return <OneScope label="Channels" one={channelNames[scope as Channel] ?? scope} />;
  return (
    <Choices label="Channels" rule="where it is shown; none chosen is all of them">
      {(Object.keys(allChannels) as Channel[]).map((channel) => (
        <Chip
          key={channel}
          on={named.includes(channel)}
          onClick={() => onChange({ ...whom, channels: toggled(named, channel) })}
        >
          {channelNames[channel]}
        </Chip>
      ))}
    </Choices>
  );
}

function Choices({ label, rule, children }: { label: string; rule: string; children: ReactNode }) {
  return (
    <Field label={label} rule={rule}>
      {() => (
        <div className="chips" role="group" aria-label={label}>
          {children}
        </div>
      )}
    </Field>
  );
}

/** There is nothing to choose between. */
const OneScope = ({ label, one }: { label: string; one: string }) => (
  <Field label={label}>{() => <Reason>This block is for {one} alone.</Reason>}</Field>
);
