import { describeScope, scopeCovers } from "../access/policy.ts";
import { type CheckContext, defineKind, problem, type Reference, spoken } from "../assets/define-kind.ts";
import type { Problem, Scope } from "../assets/model.ts";
import { blockBody } from "../content/model.ts";
import type { AssetId } from "../kernel/ids.ts";
import { mainSlot, type Slot, type TemplateBody, templateBody } from "./model.ts";

export const templateKind = defineKind<TemplateBody>({
  name: "template",
  label: "Template",
  plural: "Templates",
  feature: "templates",
  schema: templateBody,
  parts: ["settings"],
  references: ({ settings }) => settings.slots.flatMap(slotReferences),
  check: ({ settings }, context) => [
    ...checkKeys(settings.slots),
    ...checkMain(settings.slots),
    ...checkChannel(settings, context),
    ...settings.slots.flatMap((slot, index) => checkSlot(slot, `settings.slots.${index}`, context)),
  ],
});

const slotReferences = ({ types, block }: Slot, index: number): Reference[] => {
  const at = `settings.slots.${index}`;
  return [
    ...types.map((asset, place) => ({ at: `${at}.types.${place}`, asset, kinds: ["blockType" as const] })),
    ...(block === undefined ? [] : [{ at: `${at}.block`, asset: block, kinds: ["block" as const] }]),
  ];
};

function checkKeys(slots: readonly Slot[]): Problem[] {
  const seen = new Set<string>();
  return slots.flatMap(({ key }, index) => {
    const again = seen.has(key);
    seen.add(key);
    return again
      ? [problem(`settings.slots.${index}.key`, "form", `Rename one of the two slots called ${key}: rules name them.`)]
      : [];
  });
}

function checkMain(slots: readonly Slot[]): Problem[] {
  if (mainSlot(slots)) return [];
  return [
    problem("settings.slots", "rule", "Make one slot flexible: as it is, no placement could show anything of its own."),
  ];
}

/** The scope of what is checked, also of what is only about to be made. */
const scopeOf = ({ self, asset }: CheckContext): Scope | undefined =>
  self && (self.scope ?? asset(self.id)?.identity.scope);

function checkChannel({ channel }: TemplateBody["settings"], context: CheckContext): Problem[] {
  const scope = scopeOf(context);
  if (!scope || scope.channel === "*" || scope.channel === channel) return [];
  return [
    problem("settings.channel", "rule", `Choose ${scope.channel}: that is the channel of this template's own scope.`),
  ];
}

function checkSlot(slot: Slot, at: string, context: CheckContext): Problem[] {
  if (slot.block !== undefined) return checkBlock(slot, slot.block, at, context);
  if (slot.mode === "flexible") return [];
  return [problem(`${at}.block`, "missing", `Choose the block of “${slot.label}”: a fixed slot is never empty.`)];
}

/** What a template shows by itself must be of a type that the slot takes, and serve wherever the template does. */
function checkBlock(slot: Slot, id: AssetId, at: string, context: CheckContext): Problem[] {
  const found = context.asset(id);
  const parsed = found?.identity.kind === "block" ? blockBody.safeParse(found.body) : null;
  if (!found || !parsed?.success) return [];
  const { name, scope } = found.identity;
  const { type, until } = parsed.data.settings;
  const problems: Problem[] = [];
  if (!slot.types.includes(type)) {
    const names = slot.types.map((one) => context.asset(one)?.identity.name ?? one).join(", ");
    const message = `Choose a block of another type: “${slot.label}” takes ${names}, and ${name} is ${typeWords(type, context)}.`;
    problems.push(problem(`${at}.block`, "rule", message));
  }
  const own = scopeOf(context);
  if (own && !scopeCovers(scope, own)) {
    const message = `Choose a block that serves all that this template is for: ${name} is${describeScope(scope)} alone.`;
    problems.push(problem(`${at}.block`, "rule", message));
  }
  if (until !== undefined) {
    const message = `${name} ends on ${until.slice(0, 10)}: from then on ${withoutIt(slot)}. Choose one without an end.`;
    problems.push(problem(`${at}.block`, "expiry", message, "warning"));
  }
  return problems;
}

const withoutIt = ({ mode, required, label }: Slot): string =>
  mode === "fixed" || required
    ? "nothing is shown where this template is used"
    : `“${label}” is left out where no rule chooses`;

const typeWords = (type: AssetId, { asset }: CheckContext): string => asset(type)?.identity.name ?? spoken("blockType");
