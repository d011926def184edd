import { type ReactNode, useState } from "react";
import type { KindName } from "#shared/assets/kind.ts";
import { everywhere, type Scope, type Tier, tiers } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import { channels } from "#shared/rules/model.ts";
import { withTags } from "#shared/assets/tags.ts";
import { navigate } from "#renderer/app/navigation.ts";
import { api } from "#renderer/bridge/client.ts";
import {
  Button,
  Dialog,
  Field,
  LinkButton,
  ProblemLine,
  Reason,
  Select,
  TextField,
  tierName,
} from "#renderer/ui/index.ts";
import { useLibrary } from "./data/library.ts";
import { type Rights, useRights } from "./data/rights.ts";
import { adviseName, vocabulariesFor } from "./logic/naming.ts";
import { nameProblem } from "./rename-dialog.tsx";
import { useAct } from "./revise-dialog.tsx";
import { kindWords, screenOf } from "./strings.ts";
import { NeededTags } from "./tag-fields.tsx";

/** What identifies an asset before it exists. */
export interface NewIdentity {
  tier: Tier;
  scope: Scope;
}

export interface NewAssetDialogProps {
  kind: KindName;
  tier: Tier;
  /** Brands and markets that are in use; others can be typed. */
  brands: readonly string[];
  markets: readonly string[];
  /** The name that is proposed for what is chosen, until the person writes another. */
  propose: (identity: NewIdentity) => string;
  /** The first revision; a string says in words what is missing. */
  body: () => Body | string;
  /** Makes it by a call of the kind's own. */
  make?: (asset: NewIdentity & { name: string; owner: MemberId }) => Promise<{ id: string }>;
  /** What only this kind asks for. */
  children?: ReactNode;
  onClose: () => void;
}

/** Makes an asset: what it is, what it is called, where it applies and who owns it. */
export function NewAssetDialog(props: NewAssetDialogProps) {
  const { kind, onClose } = props;
  const rights = useRights();
  const [tier, setTier] = useState(props.tier);
  const [chosen, setScope] = useState<Scope>();
  const scope = chosen ?? firstScope(rights, props);
  const [typed, setTyped] = useState<string>();
  const [owner, setOwner] = useState<MemberId>();
  const [tags, setTags] = useState<readonly (readonly [AssetId, readonly string[]])[]>([]);
  const { library } = useLibrary();
  const { busy, failure, run } = useAct(onClose);
  const noun = kindWords[kind].one;
  const who = owner ?? rights.me?.id;
  const bare = props.body();
  const made =
    typeof bare === "string" ? bare : tags.reduce((body, [vocabulary, keys]) => withTags(body, vocabulary, keys), bare);
  const usual = props.propose({ tier, scope });
  const advise = (asked: string) =>
    typeof made === "string" ? undefined : adviseName(library, { kind, tier, scope }, made, asked, usual);
  const name = typed ?? advise(usual)?.proposed ?? usual;
  const advice = advise(name);
  const wrongName = name === "" ? "Give it a name." : (nameProblem(name) ?? advice?.problem);
  const untagged = vocabulariesFor(library.taxonomy.vocabularies, { kind, tier, scope }).find(
    ({ vocabulary, needed }) => needed && !tags.some(([id, keys]) => id === vocabulary.id && keys.length > 0),
  );
  const reason =
    rights.refuse("assets.create", { kind, tier, scope }) ??
    (typeof made === "string" ? made : undefined) ??
    (wrongName ? "Mend the name first." : undefined) ??
    (untagged ? `Choose a tag of ${untagged.vocabulary.settings.label}.` : undefined);
  const create = async (): Promise<void> => {
    if (typeof made === "string" || !who) return;
    const { id } = props.make
      ? await props.make({ name, tier, scope, owner: who })
      : await api.assets.create({ kind, name, tier, scope, owner: who, body: made });
    navigate(screenOf[kind], { id, kind: kind === "block" || kind === "rule" ? undefined : kind });
  };
  return (
    <Dialog
      open
      title={`New ${noun}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            variant={reason ? "normal" : "primary"}
            disabledReason={reason}
            reasonIn="tooltip"
            onClick={busy ? undefined : () => run(create)}
          >
            Make the {noun}
          </Button>
        </>
      }
    >
      {props.children}
      <TextField
        label="Name"
        rule={advice ? `${advice.label}: ${advice.pattern}` : "words people say: what.campaign.where"}
        value={name}
        mono
        onChange={setTyped}
        problem={wrongName && name !== "" ? { severity: "error", message: wrongName } : undefined}
      />
      {advice?.problem && advice.proposed && (
        <LinkButton onClick={() => setTyped(undefined)}>Use {advice.proposed}</LinkButton>
      )}
      <NeededTags
        asset={{ kind, tier, scope }}
        vocabularies={library.taxonomy.vocabularies}
        body={typeof made === "string" ? tags.reduce((body, [id, keys]) => withTags(body, id, keys), {} as Body) : made}
        onChange={(vocabulary, keys) =>
          setTags((now) => [...now.filter(([other]) => other !== vocabulary), [vocabulary, keys]])
        }
      />
      <div className="fields-pair">
        <Field label="Tier">
          {(control) => (
            <Select
              {...control}
              look="field"
              label="Tier"
              value={tier}
              onChange={setTier}
              options={tiers.map((value) => ({
                value,
                label: tierName[value],
                note: rights.refuse("assets.create", { kind, tier: value, scope }),
              }))}
            />
          )}
        </Field>
        <Field label="Owner" rule="answers for it and signs it">
          {(control) => (
            <Select
              {...control}
              look="field"
              label="Owner"
              value={who}
              onChange={setOwner}
              options={rights.members
                .filter((one) => one.active)
                .map(({ id, name: label, title }) => ({ value: id, label, note: title }))}
            />
          )}
        </Field>
      </div>
      <ScopeFields scope={scope} onChange={setScope} brands={props.brands} markets={props.markets} />
      {reason && <Reason>{reason}</Reason>}
      {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
    </Dialog>
  );
}

/** Where the person may make one: the scope of their own role, else everywhere. */
function firstScope({ grants, me, refuse }: Rights, { kind, tier, brands }: NewAssetDialogProps): Scope {
  const own = grants.filter((grant) => grant.member === me?.id).map((grant) => grant.scope);
  const allowed = own.find((scope) => refuse("assets.create", { kind, tier, scope }) === undefined);
  const scope = allowed ?? everywhere;
  return scope.brand === "*" && brands[0] ? { ...scope, brand: brands[0] } : scope;
}

interface ScopeFieldsProps {
  scope: Scope;
  onChange: (scope: Scope) => void;
  brands: readonly string[];
  markets: readonly string[];
}

function ScopeFields({ scope, onChange, brands, markets }: ScopeFieldsProps) {
  const choice = (key: keyof Scope, label: string, all: string, values: readonly string[]) => (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          look="field"
          label={label}
          value={scope[key]}
          onChange={(value) => onChange({ ...scope, [key]: value })}
          options={[
            { value: "*", label: all },
            ...values.map((value) => ({ value, label: key === "market" ? value.toUpperCase() : value })),
          ]}
        />
      )}
    </Field>
  );
  return (
    <div className="fields-three">
      {choice("brand", "Brand", "Every brand", brands)}
      {choice("market", "Market", "Every market", markets)}
      {choice("channel", "Channel", "Every channel", Object.keys(channels))}
    </div>
  );
}
