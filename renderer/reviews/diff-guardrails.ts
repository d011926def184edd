import type { GuardrailLogic } from "#shared/rules/effects.ts";
import { capPeriodWords, windowWords } from "#renderer/rules/logic/guardrail-words.ts";
import { ruleEffectWords } from "#renderer/rules/strings.ts";
import { type DiffNames, named, several } from "./diff-text.ts";
import { channelWords } from "./strings.ts";

const does: Readonly<Record<GuardrailLogic["effect"], string>> = {
  exclude: "Keeps people out",
  suppress: "Keeps quiet",
  brandSafety: "Keeps the brand safe",
  cap: "Caps how often",
  require: "Says who may get it",
};

type Row = readonly [key: string, label: string, text: string | undefined, code?: boolean];

/** How the logic of a guardrail reads, whatever its effect. */
export function guardrailRows(logic: GuardrailLogic, names: DiffNames): Row[] {
  const all = (ids: readonly string[], otherwise: string) =>
    several(
      ids.map((id) => named(id, names)),
      otherwise,
    );
  const { content } = logic;
  return [
    ["effect", "Effect", does[logic.effect]],
    ["placements", "In the placements", all(logic.placements, "all of them")],
    [
      "channels",
      "In the channels",
      several(
        (logic.channels ?? []).map((one) => channelWords[one]),
        "all of them",
      ),
    ],
    ["content", "Keeps back", all(content ? [...content.types, ...content.blocks] : [], "everything personalized")],
    ["when", ruleEffectWords[logic.effect].whom, logic.when, true],
    ...ownRows(logic),
    ["reason", "Reason", logic.reason],
  ];
}

function ownRows(logic: GuardrailLogic): Row[] {
  switch (logic.effect) {
    case "suppress":
      return [
        ["windows", "Quiet", several(logic.windows.map(windowWords), "while the condition holds")],
        ["zone", "Time zone where none is stated", logic.zone ?? "none: then it is quiet"],
      ];
    case "brandSafety":
      return [
        ["avoid", "Never beside", several(logic.avoid)],
        ["contextRequired", "Where the surroundings are not known", logic.contextRequired ? "kept back" : "shown"],
      ];
    case "cap":
      return [
        ["most", "At most", String(logic.most)],
        ["period", "In the period", capPeriodWords(logic.period)],
      ];
    default:
      return [];
  }
}
