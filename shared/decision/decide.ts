import type { Facts } from "../rules/cel/facts.ts";
import { choose, fill, type Filled, genericContent, namedChoice, personalContent } from "./compose.ts";
import type { AssembledContent, ConsentRecord, Decision, DecisionRequest } from "./model.ts";
import { type Counter, noCounter } from "./counter.ts";
import { Clearance, countShown, firstBlocking, guardReason } from "./guardrails.ts";
import type { CompiledPlacement, CompiledRelease, Composition, Selection } from "./release.ts";
import { Recorder } from "./trace.ts";

export interface DecideOptions {
  /** The time of the decision, in milliseconds since 1970. */
  readonly now: number;
  /** The release is older than it may be: generic content only. */
  readonly stale?: boolean;
  /** Consent records that are stored on our side; the request's own are reconciled with them. */
  readonly records?: readonly ConsentRecord[];
  /** Counts what people got under frequency caps. Without one nothing is known of that, and caps block. */
  readonly counter?: Counter;
}

/**
 * Answers what a person may see in a placement now, and why. The order is fixed: consent, exclusion and suppression, brand
 * safety, caps, eligibility, ranking, assembly with fixed elements, label. Whatever stops it ends in the generic content, or
 * in nothing on channels that interrupt. Never throws: a failure of its own ends there too.
 */
export function decide(release: CompiledRelease, request: DecisionRequest, options: DecideOptions): Decision {
  const placement = release.placements.get(request.placement);
  if (!placement) {
    return nothing(
      release,
      request.placement,
      `The release has no placement ${request.placement}.`,
      request.trace ? [] : undefined,
    );
  }
  const recorder = request.trace ? new Recorder(release, placement) : null;
  try {
    return run(release, placement, request, options, recorder);
  } catch {
    return afterFailure(release, placement, request, options);
  }
}

function afterFailure(
  release: CompiledRelease,
  placement: CompiledPlacement,
  request: DecisionRequest,
  options: DecideOptions,
): Decision {
  const reason = "Something failed while deciding.";
  try {
    return withoutPerson(release, placement, request, options, reason, null);
  } catch {
    return nothing(release, placement.name, `${reason} Nothing is shown.`, undefined);
  }
}

function run(
  release: CompiledRelease,
  placement: CompiledPlacement,
  request: DecisionRequest,
  options: DecideOptions,
  recorder: Recorder | null,
): Decision {
  const stop = (reason: string) => withoutPerson(release, placement, request, options, reason, recorder);
  if (options.stale) {
    recorder?.stale();
    return stop("The release is older than it may be, so nothing personalized is shown.");
  }
  const { now } = options;
  const facts = learn(release, placement, request, options);

  if (facts.granted[placement.purpose] !== 1) {
    recorder?.consent(false);
    return stop(`There is no consent to ${release.ledger.purposes[placement.purpose]?.label ?? "personalization"}.`);
  }
  recorder?.consent(true);

  const cleared = Clearance.ask(release.guards, placement.guards, facts, now);
  if (!(cleared instanceof Clearance)) {
    recorder?.guardrails(facts, now, cleared);
    return stop(guardReason(cleared, facts));
  }
  recorder?.guardrails(facts, now, null);

  const { composition } = placement;
  if (composition) return composed(release, placement, composition, request, options, cleared, recorder);

  const selection = placement.selections.first(cleared);
  recorder?.ranking(facts, now, selection);
  if (!selection) return stop(noRule(placement, cleared));
  if (placement.counted) countShown(release, placement, [selection], cleared);
  return personalized(release, placement, request, facts, selection, recorder);
}

/** Why nothing was selected. Where guardrails keep content back, the first of them is named. */
function noRule({ contentGuards }: CompiledPlacement, { facts, now }: Clearance): string {
  const guard = contentGuards.length > 0 ? firstBlocking(contentGuards, facts, now) : null;
  return guard ? `No rule applies to what is not kept back. ${guardReason(guard, facts)}` : "No rule applies.";
}

/** Consent comes first: attributes and events are masked by it before any condition looks. */
function learn(
  release: CompiledRelease,
  placement: CompiledPlacement,
  request: DecisionRequest,
  options: DecideOptions,
): Facts {
  const { facts, ledger, circumstances } = release;
  circumstances.load(request, options.now, options.counter ?? noCounter);
  ledger.reconcile(request, options.now, facts.granted, options.records);
  facts.load(request, options.now, placement.attributes);
  return facts;
}

/** Where the person is: the placement's market, else what the request says. */
const marketOf = (placement: CompiledPlacement, request: DecisionRequest): string | undefined =>
  placement.market ?? request.market;

function personalized(
  release: CompiledRelease,
  placement: CompiledPlacement,
  request: DecisionRequest,
  facts: Facts,
  selection: Selection,
  recorder: Recorder | null,
): Decision {
  const { block } = selection;
  const market = marketOf(placement, request);
  const content = personalContent(block, request.locale, facts, market);
  recorder?.assembly(content, block, facts, market);
  recorder?.label(content.label);
  return traced(answer(release, placement, "personalized", content, selection.reason, selection.name), recorder?.steps);
}

/** A template: its slots are chosen one by one, and those that no rule chose show what stands there for everyone. */
function composed(
  release: CompiledRelease,
  placement: CompiledPlacement,
  composition: Composition,
  request: DecisionRequest,
  options: DecideOptions,
  cleared: Clearance,
  recorder: Recorder | null,
): Decision {
  const { facts, now } = cleared;
  const choices = choose(composition, cleared);
  recorder?.choices(facts, now, choices);
  const named = namedChoice(composition, choices);
  if (!named) return withoutPerson(release, placement, request, options, noRule(placement, cleared), recorder);
  const chosen = { choices, facts, market: marketOf(placement, request) };
  const filled = fill(composition, chosen, request.locale, now);
  recorder?.filled(filled, chosen, now);
  if (!filled.content) return nothing(release, placement.name, unfilled(placement, filled), recorder?.steps);
  if (placement.counted) countShown(release, placement, choices, cleared);
  const reason = choices.flatMap((choice) => choice?.reason ?? []).join(" ");
  return withSlots(
    answer(release, placement, "personalized", filled.content, reason, named.name),
    filled,
    recorder?.steps,
  );
}

/** Why a template is not shown at all, in sentences. */
const unfilled = ({ interrupts }: CompiledPlacement, { gap }: Filled): string =>
  `${(gap ?? "Its main slot is empty").replace(/^./, (first) => first.toUpperCase())}. Nothing is ${interrupts ? "sent" : "shown"}.`;

/** The end for everyone of whom nothing may be used: the generic content, or nothing where the channel interrupts. */
function withoutPerson(
  release: CompiledRelease,
  placement: CompiledPlacement,
  request: DecisionRequest,
  options: DecideOptions,
  reason: string,
  recorder: Recorder | null,
): Decision {
  const { composition, fallback, interrupts } = placement;
  if (interrupts) return nothing(release, placement.name, `${reason} Nothing is sent.`, recorder?.steps);
  const shown = `${reason} The generic content is shown.`;
  if (composition) {
    const filled = fill(composition, null, request.locale, options.now);
    recorder?.filled(filled, null, options.now);
    if (!filled.content)
      return nothing(release, placement.name, `${reason} ${unfilled(placement, filled)}`, recorder?.steps);
    return withSlots(answer(release, placement, "generic", filled.content, shown, null), filled, recorder?.steps);
  }
  const content = fallback && genericContent(fallback, request.locale, options.now);
  recorder?.generic(content);
  if (content) return traced(answer(release, placement, "generic", content, shown, null), recorder?.steps);
  const end = "There is no generic content to show either.";
  return nothing(release, placement.name, `${reason} ${end}`, recorder?.steps);
}

const answer = (
  { number: release }: CompiledRelease,
  { name: placement }: CompiledPlacement,
  outcome: Decision["outcome"],
  content: AssembledContent,
  reason: string,
  rule: string | null,
): Decision => ({ outcome, placement, release, content, reason, rule });

function withSlots(decision: Decision, { slots }: Filled, trace: Decision["trace"]): Decision {
  decision.slots = slots;
  return traced(decision, trace);
}

function nothing(release: CompiledRelease, placement: string, reason: string, trace: Decision["trace"]): Decision {
  return traced({ outcome: "nothing", placement, release: release.number, content: null, reason, rule: null }, trace);
}

function traced(decision: Decision, trace: Decision["trace"]): Decision {
  if (trace !== undefined) decision.trace = trace;
  return decision;
}
