import type { Aged, Facts } from "../rules/cel/facts.ts";
import type { Uses } from "../rules/cel/uses.ts";
import type { CompiledBlock, Content } from "./assemble.ts";
import { type StepName, stepNames, type TraceStep } from "./model.ts";
import { type Choices, type Chosen, type Filled, whyEmpty } from "./compose.ts";
import {
  type CompiledPlacement,
  type CompiledRelease,
  type CompiledSlot,
  type Guard,
  type GuardStep,
  isWithin,
  outside,
  type Period,
  type Selection,
} from "./release.ts";
import { firstBlocking, guardReason } from "./guardrails.ts";
import { isOpen, type SelectionIndex } from "./selection-index.ts";
import type { CompiledVariant } from "./variants.ts";

type Looked = TraceStep["looked"][number];

/** A trace is read by people: past this many rows a step says how many more there were. */
const mostRows = 200;

const spoken = (value: boolean | undefined): Looked["value"] =>
  value === undefined ? "unknown" : value ? "true" : "false";

/**
 * Writes down how a decision came about, one row per step. It looks at every rule itself, not only at those that an
 * index finds, so that the trace also says why a rule did *not* apply.
 */
export class Recorder {
  readonly #release: CompiledRelease;
  readonly #placement: CompiledPlacement;
  readonly #steps = new Map<StepName, TraceStep>();

  constructor(release: CompiledRelease, placement: CompiledPlacement) {
    this.#release = release;
    this.#placement = placement;
  }

  /** Every step in its fixed order; those that were not reached as skipped. */
  get steps(): TraceStep[] {
    return stepNames.map((step) => this.#steps.get(step) ?? { step, result: "skip", says: "Not reached.", looked: [] });
  }

  #add(step: StepName, result: TraceStep["result"], says: string, looked: readonly Looked[]): void {
    const more = looked.length - mostRows;
    const rows = looked.slice(0, mostRows);
    this.#steps.set(step, {
      step,
      result,
      says: more > 0 ? `${says} ${more} more were looked at.` : says,
      looked: rows,
    });
  }

  stale(): void {
    this.#add("consent", "stop", "The release is older than it may be; nothing about the person is used.", []);
  }

  consent(granted: boolean): void {
    const { facts, ledger } = this.#release;
    const { purposes } = ledger;
    const looked = purposes.map((purpose, slot) => ({
      name: purpose.key,
      value: spoken(facts.granted[slot] === 1),
      why: ledger.explain(slot),
    }));
    const needed = purposes[this.#placement.purpose];
    const label = needed ? `${needed.label} (${needed.key})` : "a purpose that the release does not have";
    const unread =
      ledger.tcfProblem === null ? "" : ` The TCF string of the request cannot be read: ${ledger.tcfProblem}.`;
    const says = `This placement needs ${label}, and it is ${granted ? "" : "not "}granted.${unread}`;
    this.#add("consent", granted ? "pass" : "stop", says, looked);
  }

  /** The steps of the guardrails, up to that of the one which stops. */
  guardrails(facts: Facts, now: number, blocking: Guard | null): void {
    const { guards, contentGuards } = this.#placement;
    const all = [...this.#release.guards.all, ...guards.all, ...contentGuards].toSorted((a, b) => a.rank - b.rank);
    for (const step of guardSteps) {
      const here = all.filter((guard) => guard.step === step);
      const looked = here.map((guard) => this.#guard(guard, facts, now));
      if (blocking?.step === step) return this.#add(step, "stop", stopWords(blocking, facts), looked);
      this.#add(step, "pass", passWords(step, here, facts, now), looked);
    }
  }

  #guard(guard: Guard, facts: Facts, now: number): Looked {
    const row = this.#look(guard.name, guard, guard.test, guard.uses, facts, now);
    if (!isWithin(guard, now)) return row;
    const kept = guard.covers && row.value !== "false" ? `keeps back ${guard.covers.join(", ")}` : null;
    // Of a requirement people want to know whether it is met.
    const value = guard.effect === "require" ? opposite[row.value] : row.value;
    const why = [guard.says?.(), row.why, kept].filter((one) => typeof one === "string");
    return { name: guard.name, value, ...(why.length === 0 ? undefined : { why: why.join("; ") }) };
  }

  ranking(facts: Facts, now: number, selected: Selection | null): void {
    const { selections } = this.#placement;
    const looked = this.#tried(selections, selected, facts, now);
    this.#add("ranking", selected ? "pass" : "stop", chosenWords(selections, selected), looked);
  }

  /** The same for a template: each flexible slot looks for a rule of its own. */
  choices(facts: Facts, now: number, choices: Choices): void {
    const says: string[] = [];
    const looked: Looked[] = [];
    for (const [place, { label, selections }] of this.#slots.entries()) {
      if (!selections) continue;
      const selected = choices[place] ?? null;
      says.push(`“${label}”: ${chosenWords(selections, selected)}`);
      looked.push(...this.#tried(selections, selected, facts, now));
    }
    const any = choices.some((choice) => choice !== null);
    this.#add("ranking", any ? "pass" : "stop", says.join(" ") || "There is no slot for rules.", looked);
  }

  get #slots(): readonly CompiledSlot[] {
    return this.#placement.composition?.slots ?? [];
  }

  /** The rules that were tried: up to the one that applies, or all. */
  #tried({ all }: SelectionIndex, selected: Selection | null, facts: Facts, now: number): Looked[] {
    const tried = selected ? all.filter(({ rank }) => rank <= selected.rank) : all;
    return tried.map((rule) => {
      const row = this.#look(rule.name, rule, rule.test, rule.uses, facts, now);
      if (row.value !== "true") return row;
      const guard = rule.guards && firstBlocking(rule.guards, facts, now);
      const kept = !isOpen(rule, now) ? outside(rule.block, now) : guard ? `is kept back by ${guard.name}` : null;
      return kept === null ? row : { ...row, value: "false" as const, why: `its block ${rule.block.name} ${kept}` };
    });
  }

  assembly(content: Content, block: CompiledBlock, facts: Facts, market: string | undefined): void {
    this.#add("assembly", "pass", assembled(content), this.#variants(content, block, facts, market));
  }

  /** What a block's variants asked for, up to the one that was taken. */
  #variants(content: Content, block: CompiledBlock, facts: Facts, market: string | undefined): Looked[] {
    const looked: Looked[] = [];
    for (const variant of block.variants) {
      looked.push(...this.#variant(variant, facts, market));
      if (variant.id === content.variant) break;
    }
    return looked;
  }

  /** What each slot of a template shows, or which of them kept all of it back. */
  filled({ slots, gap }: Filled, chosen: Chosen | null, now: number): void {
    const shown = new Map(slots.map((slot) => [slot.key, slot]));
    const looked = this.#slots.flatMap((slot, place): Looked[] => {
      const selection = chosen?.choices[place] ?? null;
      const here = shown.get(slot.key);
      if (!here)
        return gap === null
          ? [{ name: slot.key, value: "false", why: `left out: ${whyEmpty(slot, selection, now)}` }]
          : [];
      const by = selection ? `chosen by ${selection.name}` : slot.fixed ? "fixed" : "what everyone sees";
      const row: Looked = { name: slot.key, value: "true", why: `${by}: ${assembled(here.content)}` };
      if (!selection || !chosen) return [row];
      return [row, ...this.#variants(here.content, selection.block, chosen.facts, chosen.market)];
    });
    if (gap !== null) return this.#add("assembly", "stop", `${gap}.`, looked);
    const fixed = slots.filter((slot) => slot.fixed).length;
    const generic = chosen ? "" : "The generic content: ";
    this.#add("assembly", "pass", `${generic}${slots.length} of ${this.#slots.length} slots, ${fixed} fixed.`, looked);
    const labels = new Set(slots.flatMap(({ content }) => content.label ?? []));
    this.label(labels.size === 0 ? null : [...labels].join("”, “"));
  }

  /** One row for each thing that a variant names. */
  #variant({ channels, markets, audience }: CompiledVariant, facts: Facts, market: string | undefined): Looked[] {
    const { channel } = this.#placement;
    const rows: Looked[] = [];
    if (channels) {
      const holds = channels.includes(channel);
      rows.push({ name: `channel ${channels.join(", ")}`, value: spoken(holds), why: `this is ${channel}` });
    }
    if (markets) {
      const holds = market === undefined ? undefined : markets.includes(market);
      const why = market === undefined ? "neither the placement nor the request names a market" : `this is ${market}`;
      rows.push({ name: `market ${markets.join(", ")}`, value: spoken(holds), why });
    }
    if (audience) {
      const uses = this.#release.audienceUses.get(audience.name) ?? null;
      rows.push(this.#row(audience.name, audience.test(facts), uses, facts));
    }
    return rows;
  }

  label(label: string | null): void {
    this.#add(
      "label",
      label === null ? "skip" : "pass",
      label === null ? "No label is needed." : `It carries the label “${label}”.`,
      [],
    );
  }

  generic(content: Content | null): void {
    if (!content) return;
    this.#add("assembly", "pass", `The generic content: ${assembled(content)}`, []);
    this.label(content.label);
  }

  #look(name: string, period: Period, test: Guard["test"], uses: Uses | null, facts: Facts, now: number): Looked {
    if (!isWithin(period, now)) return { name, value: "false", why: outside(period, now) };
    return this.#row(name, test(facts), uses, facts);
  }

  #row(name: string, value: boolean | undefined, uses: Uses | null, facts: Facts): Looked {
    if (value !== undefined) return { name, value: spoken(value) };
    const why = uses === null ? ["its condition cannot be read"] : this.#unknowns(uses, facts, new Set());
    return { name, value: "unknown", ...(why.length === 0 ? undefined : { why: why.join("; ") }) };
  }

  /** What a condition asks for that is not known, also through the audiences that it names. */
  #unknowns(uses: Uses, facts: Facts, seen: Set<string>): string[] {
    const { layout } = facts;
    const attributes = uses.attributes.flatMap((key) => {
      const attribute = layout.attributeByKey.get(key);
      if (!attribute || facts.values[attribute.slot] !== undefined) return [];
      if (!facts.allows(attribute.purposes))
        return [`profile.${key} is masked without ${this.#missing(attribute.purposes)}`];
      if (!facts.isPresent(attribute)) return [`profile.${key} is not known`];
      const aged = facts.aged(attribute);
      return [`profile.${key} is ${aged ? agedWords(aged, attribute.lasts) : "not of its declared type"}`];
    });
    const events = uses.events.flatMap((key) => {
      const purposes = layout.eventPurposes.get(key) ?? [];
      return facts.allows(purposes) ? [] : [`the event ${key} is masked without ${this.#missing(purposes)}`];
    });
    const noEvents = uses.events.length > 0 && facts.events === undefined ? ["events are not known"] : [];
    const audiences = uses.audiences.flatMap((name) => {
      const inner = this.#release.audienceUses.get(name);
      if (!inner || seen.has(name)) return [];
      seen.add(name);
      return this.#unknowns(inner, facts, seen);
    });
    return [...new Set([...attributes, ...events, ...noEvents, ...audiences])];
  }

  #missing(purposes: readonly number[]): string {
    const { facts, ledger } = this.#release;
    return purposes
      .filter((slot) => facts.granted[slot] !== 1)
      .map((slot) => ledger.purposes[slot]?.key ?? "a purpose that is not there")
      .join(" and ");
  }
}

const opposite = { true: "false", false: "true", unknown: "unknown" } as const;

const guardSteps: readonly GuardStep[] = ["exclusion", "brandSafety", "caps", "eligibility"];

/** What the guardrails of each step are called, when there are none and when there are some. */
const guardWords: Readonly<Record<GuardStep, { readonly none: string; readonly hold: (count: number) => string }>> = {
  exclusion: {
    none: "There is no exclusion or suppression here.",
    hold: (count) => `None of ${count} exclusions and suppressions stops this.`,
  },
  brandSafety: {
    none: "There is no rule of brand safety here.",
    hold: (count) => `None of ${count} rules of brand safety stops this.`,
  },
  caps: { none: "There is no frequency cap here.", hold: (count) => `None of ${count} frequency caps stops this.` },
  eligibility: {
    none: "There is no requirement here.",
    hold: (count) => `None of ${count} requirements stops this.`,
  },
};

function passWords(step: GuardStep, guards: readonly Guard[], facts: Facts, now: number): string {
  const { none, hold } = guardWords[step];
  if (guards.length === 0) return none;
  // Those that stop everything did not hold, else the step would have stopped: what holds keeps some content back.
  const keeping = guards.filter((guard) => firstBlocking([guard], facts, now) !== null).map(({ name }) => name);
  if (keeping.length === 0) return hold(guards.length);
  return `${hold(guards.length)} ${keeping.join(" and ")} ${keeping.length === 1 ? "keeps" : "keep"} some content back.`;
}

/** The sentence of the decision, with the rule's name instead of its label. */
const stopWords = (guard: Guard, facts: Facts): string => guardReason({ ...guard, label: guard.name }, facts);

function agedWords(aged: Aged, lasts: number): string {
  switch (aged) {
    case "stale":
      return `older than the ${Math.round(lasts / 3_600_000)} hours for which it counts`;
    case "undated":
      return "given without the time of its observation, which it needs";
    case "future":
      return "said to be observed at a time that has not come";
    default:
      return "said to be observed at a time that cannot be read";
  }
}

function assembled({ block, variant, locale, fields }: Content): string {
  const fixed = fields.filter((field) => field.fixed).length;
  return `${block}, variant ${variant}, in ${locale}, with ${fields.length} fields, ${fixed} of them fixed.`;
}

function chosenWords({ all }: SelectionIndex, selected: Selection | null): string {
  if (selected) return `${selected.name} is the first of ${all.length} rules that applies.`;
  return all.length === 0 ? "There is no rule here." : `None of ${all.length} rules applies.`;
}
