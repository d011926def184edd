import type { Facts } from "../rules/cel/facts.ts";
import { assemble, type Content } from "./assemble.ts";
import type { ConsentRecord, Decision, DecisionRequest } from "./model.ts";
import { type CompiledPlacement, type CompiledRelease, type Guard, isWithin, type Selection } from "./release.ts";
import { Recorder } from "./trace.ts";
import { variantFor } from "./variants.ts";

export interface DecideOptions {
  /** The time of the decision, in milliseconds since 1970. */
  readonly now: number;
  /** The release is older than it may be: generic content only. */
  readonly stale?: boolean;
  /** Consent records that are stored on our side; the request's own are reconciled with them. */
  readonly records?: readonly ConsentRecord[];
}

/**
 * Answers what a person may see in a placement now, and why. The order is fixed: consent, guardrails, eligibility,
 * assembly with fixed elements, label. Whatever stops it ends in the generic content, or in nothing on channels that
 * interrupt. Never throws: a failure of its own ends there too.
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

  const guard = firstGuard(release, placement, facts, now);
  recorder?.guardrails(facts, now, guard);
  if (guard) return stop(guardReason(guard, facts));

  const selection = placement.selections.first(facts, now);
  recorder?.eligibility(facts, now, selection);
  if (!selection) return stop("No rule applies.");
  return personalized(release, placement, request, facts, selection, recorder);
}

/** Consent comes first: attributes and events are masked by it before any condition looks. */
function learn(
  release: CompiledRelease,
  placement: CompiledPlacement,
  request: DecisionRequest,
  options: DecideOptions,
): Facts {
  const { facts, ledger } = release;
  const records = options.records ? [...options.records, ...request.consents] : request.consents;
  ledger.reconcile(records, options.now, facts.granted);
  facts.load(request, options.now, placement.attributes);
  return facts;
}

function firstGuard(release: CompiledRelease, placement: CompiledPlacement, facts: Facts, now: number): Guard | null {
  const everywhere = release.guards.first(facts, now);
  const here = placement.guards.first(facts, now);
  if (!everywhere || !here) return everywhere ?? here;
  return everywhere.rank <= here.rank ? everywhere : here;
}

function guardReason(guard: Guard, facts: Facts): string {
  const reason = guard.reason.replace(/\.$/, "");
  if (guard.test(facts) === true) return `“${guard.label}” excludes this person: ${reason}.`;
  return `Whether “${guard.label}” excludes this person is not known, so it does: ${reason}.`;
}

function personalized(
  release: CompiledRelease,
  placement: CompiledPlacement,
  request: DecisionRequest,
  facts: Facts,
  selection: Selection,
  recorder: Recorder | null,
): Decision {
  const { block } = selection;
  const market = placement.market ?? request.market;
  const content = assemble(block, variantFor(block, facts, market), request.locale, "whole", facts);
  recorder?.assembly(content, block, facts, market);
  recorder?.label(content.label);
  const { reason, name: rule } = selection;
  return traced(
    { outcome: "personalized", placement: placement.name, release: release.number, content, reason, rule },
    recorder?.steps,
  );
}

/** The end for everyone of whom nothing may be used: the generic content, or nothing where the channel interrupts. */
function withoutPerson(
  release: CompiledRelease,
  placement: CompiledPlacement,
  request: DecisionRequest,
  options: DecideOptions,
  reason: string,
  recorder: Recorder | null,
): Decision {
  const content = placement.interrupts ? null : genericContent(placement, request.locale, options.now);
  recorder?.generic(content);
  if (!content) {
    const end = placement.interrupts ? "Nothing is sent." : "There is no generic content to show either.";
    return nothing(release, placement.name, `${reason} ${end}`, recorder?.steps);
  }
  const shown = `${reason} The generic content is shown.`;
  return traced(
    { outcome: "generic", placement: placement.name, release: release.number, content, reason: shown, rule: null },
    recorder?.steps,
  );
}

function nothing(release: CompiledRelease, placement: string, reason: string, trace: Decision["trace"]): Decision {
  return traced({ outcome: "nothing", placement, release: release.number, content: null, reason, rule: null }, trace);
}

function traced(answer: Decision, trace: Decision["trace"]): Decision {
  if (trace !== undefined) answer.trace = trace;
  return answer;
}

/** Everyone's variant of the fallback block; once its time is over, its fixed elements alone. */
function genericContent({ fallback }: CompiledPlacement, locale: string, now: number): Content | null {
  if (!fallback) return null;
  const content = assemble(fallback, "base", locale, isWithin(fallback, now) ? "whole" : "fixed", null);
  return content.fields.length === 0 ? null : content;
}
