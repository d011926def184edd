import { BadgeCheck, BellOff, Gauge, type LucideIcon, ShieldCheck, ShieldX, Split } from "lucide-react";
import { useMemo } from "react";
import type { EditorProps } from "#renderer/assets/asset-workspace.tsx";
import { AssetPicker } from "#renderer/assets/asset-picker.tsx";
import { PeriodFields } from "#renderer/assets/period-fields.tsx";
import { problemHere, TextSetting } from "#renderer/assets/setting-fields.tsx";
import { ConditionField } from "#renderer/audiences/condition-field.tsx";
import { Field, ReadField, Select } from "#renderer/ui/index.ts";
import type { LibraryAsset } from "#renderer/assets/data/library.ts";
import { FindingsPanel } from "./findings-panel.tsx";
import { GuardrailFields, GuardrailSentence } from "./guardrail-fields.tsx";
import { type RuleEffect, type RuleView, viewRule, withEffect } from "./logic/effect.ts";
import { mainChoice, slotChoices, slotsOf, typesFor, withPlacement } from "./logic/slots.ts";
import { ruleEffectOptions, ruleEffectWords, words } from "./strings.ts";
import { WhyPanel } from "./why-panel.tsx";

/** A rule: for whom, what they get or why they are kept out, and why one person gets what. */
export function RuleEditor({ editor }: EditorProps) {
  const view = useMemo(() => viewRule(editor.body), [editor.body]);
  const guards = view.effect !== "select";
  const Icon = effectIcons[view.effect];
  return (
    <div className="editor-body scroll" tabIndex={-1}>
      <div className="fields">
        <div className="fields-pair">
          <TextSetting editor={editor} name="label" label="Label" rule="what people call it" />
          <Effect editor={editor} view={view} />
        </div>
        {guards && <GuardrailSentence editor={editor} />}
        <h2 className="group-title">
          <Icon className="icon icon-sm" aria-hidden />
          {ruleEffectWords[view.effect].whom}
        </h2>
        <ConditionField editor={editor} label={`Condition of ${editor.detail.name}`} />
        {guards ? <GuardrailFields editor={editor} view={view} /> : <Selection editor={editor} view={view} />}
        <div className="fields-pair">
          <PeriodFields editor={editor} />
        </div>
      </div>
      <FindingsPanel editor={editor} />
      <WhyPanel editor={editor} view={view} />
    </div>
  );
}

const effectIcons: Readonly<Record<RuleEffect, LucideIcon>> = {
  select: Split,
  exclude: ShieldX,
  suppress: BellOff,
  cap: Gauge,
  brandSafety: ShieldCheck,
  require: BadgeCheck,
};

interface RulePartProps extends EditorProps {
  view: RuleView;
}

function Effect({ editor, view }: RulePartProps) {
  if (editor.readOnly) return <ReadField label="Effect">{ruleEffectWords[view.effect].label}</ReadField>;
  return (
    <Field label="Effect">
      {(control) => (
        <Select
          {...control}
          look="field"
          label="Effect"
          value={view.effect}
          onChange={(effect) => editor.change("effect", (body) => withEffect(body, effect))}
          options={ruleEffectOptions}
        />
      )}
    </Field>
  );
}

function Selection({ editor, view }: RulePartProps) {
  const { library, readOnly, set, change } = editor;
  const placements = library.ofKind("placement");
  const placement = placements.find((one) => one.id === view.placement);
  const types = typesFor(placement, view.slot, library);
  const accepts = types?.map((id) => library.nameOf(id)).join(", ");
  const move = (id: string): void => {
    const next = placements.find((one) => one.id === id);
    if (next) change("placement", (body) => withPlacement(body, next, library));
  };
  return (
    <>
      <h2 className="group-title">{words.what}</h2>
      <div className="fields-pair">
        {readOnly ? (
          <ReadField label="Placement">{placement?.name}</ReadField>
        ) : (
          <div data-at="logic.placement">
            <Field label="Placement" problem={problemHere(editor, "logic.placement")}>
              {(control) => (
                <Select
                  {...control}
                  look="field"
                  label="Placement"
                  value={view.placement}
                  onChange={move}
                  options={placements.map(({ id, name, body }) => ({
                    value: id as string,
                    label: name,
                    note: channelOf(body),
                  }))}
                />
              )}
            </Field>
          </div>
        )}
        <SlotField editor={editor} view={view} placement={placement} />
        {readOnly ? (
          <ReadField label="Block">{view.block && library.nameOf(view.block)}</ReadField>
        ) : (
          <div data-at="logic.block">
            <Field label="Block" rule={accepts && `of ${accepts}`} problem={problemHere(editor, "logic.block")}>
              {(control) => (
                <AssetPicker
                  id={control.id}
                  label="Block"
                  kinds={["block"]}
                  types={types}
                  value={view.block}
                  name={view.block && library.nameOf(view.block)}
                  onChange={({ id }) => set(["logic", "block"], id)}
                />
              )}
            </Field>
          </div>
        )}
        <TextSetting
          editor={editor}
          name={["logic", "priority"]}
          label="Priority"
          rule="0 to 10,000; the higher wins"
          whole
        />
      </div>
    </>
  );
}

/** The slot that the block is for. It stands there where the placement has a template, or the rule names a slot in vain. */
function SlotField({ editor, view, placement }: RulePartProps & { placement: LibraryAsset | undefined }) {
  const { library, readOnly, set } = editor;
  const within = slotsOf(placement, library);
  if (!within && view.slot === undefined) return null;
  const choices = within
    ? slotChoices(within, library.nameOf)
    : [{ value: mainChoice, label: "None", note: "The placement has no template" }];
  const value = view.slot === undefined || view.slot === within?.main?.key ? mainChoice : view.slot;
  if (readOnly)
    return <ReadField label="Slot">{choices.find((one) => one.value === value)?.label ?? view.slot}</ReadField>;
  return (
    <div data-at="logic.slot">
      <Field label="Slot" rule={within && `of ${within.template.name}`} problem={problemHere(editor, "logic.slot")}>
        {(control) => (
          <Select
            {...control}
            look="field"
            label="Slot"
            value={value}
            onChange={(next) => set(["logic", "slot"], next === mainChoice ? undefined : next)}
            options={choices}
          />
        )}
      </Field>
    </div>
  );
}

const channelOf = (body: { settings?: unknown }): string | undefined => {
  const settings = body.settings as { channel?: unknown; label?: unknown } | undefined;
  return typeof settings?.channel === "string" ? `${String(settings.label)}, ${settings.channel}` : undefined;
};
