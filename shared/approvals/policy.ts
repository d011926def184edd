import type { ApprovalStep, PolicyDocument, StepId } from "../access/model.ts";
import type { Identity, Scope } from "../assets/model.ts";
import { type CoveredPart, coveredParts, type PartDigests, type RevisionDigests } from "../assets/parts.ts";

/**
 * What has to be approved, and whether it is. Studio screens, preflight and decision service ask these same functions,
 * so that none of them can be more lenient than another.
 */

/** The ordered approvals that an asset of this identity needs: the first path that fits. No path: no steps, and nothing is covered. */
export function pathFor(
  policy: Pick<PolicyDocument, "paths">,
  { kind, tier }: Pick<Identity, "kind" | "tier">,
): readonly ApprovalStep[] {
  return policy.paths.find((path) => path.kinds.includes(kind) && path.tiers.includes(tier))?.steps ?? [];
}

/** An approval that counts, reduced to one asset: the step, and the digests of that asset's parts that it was given for. */
export interface GivenApproval {
  readonly step: StepId;
  readonly parts: PartDigests;
}

/** `void`: it was given, but a part that it covered has changed since. */
export type StepState = "given" | "missing" | "void";

export interface StepGate {
  /** Null: parts that no step of the path covers, so that nobody could ever approve them. */
  readonly step: ApprovalStep | null;
  readonly state: StepState;
  /** Parts of the revision that still need this approval. */
  readonly missingParts: readonly CoveredPart[];
}

export interface GatesQuestion {
  readonly revision: Pick<RevisionDigests, "parts">;
  readonly steps: readonly ApprovalStep[];
  readonly approvals: readonly GivenApproval[];
}

/**
 * The gates of one revision, in the order of its path. A step that covers no part of the revision asks for nothing and is
 * left out. Several approvals of one step add up; none counts for a digest that it does not name.
 */
export function gatesFor({ revision, steps, approvals }: GatesQuestion): StepGate[] {
  const gates: StepGate[] = [];
  for (const step of steps) {
    const covered = step.covers.filter((part) => revision.parts[part] !== undefined);
    if (covered.length > 0) gates.push(gateOf(step, covered, revision.parts, approvals));
  }
  const uncovered = uncoveredParts(steps, revision.parts);
  if (uncovered.length > 0) gates.push({ step: null, state: "missing", missingParts: uncovered });
  return gates;
}

/** Parts of a revision that no step covers. Such a revision can never be released. */
export const uncoveredParts = (steps: readonly ApprovalStep[], parts: PartDigests): CoveredPart[] =>
  coveredParts.filter((part) => parts[part] !== undefined && !steps.some((step) => step.covers.includes(part)));

/** Whether every gate is given. */
export const allGiven = (gates: readonly StepGate[]): boolean => gates.every((gate) => gate.state === "given");

function gateOf(
  step: ApprovalStep,
  covered: readonly CoveredPart[],
  parts: PartDigests,
  approvals: readonly GivenApproval[],
): StepGate {
  const ofStep = approvals.filter((approval) => approval.step === step.id);
  const missingParts = covered.filter((part) => !ofStep.some((approval) => approval.parts[part] === parts[part]));
  if (missingParts.length === 0) return { step, state: "given", missingParts };
  const wasGiven = missingParts.some((part) => ofStep.some((approval) => approval.parts[part] !== undefined));
  return { step, state: wasGiven ? "void" : "missing", missingParts };
}

/** The narrowest scope that covers all of these: whoever acts on a request must reach every asset in it. */
export function commonScope(scopes: readonly Scope[]): Scope {
  const common = (values: readonly string[]): string => (new Set(values).size === 1 ? values[0]! : "*");
  return {
    brand: common(scopes.map((one) => one.brand)),
    market: common(scopes.map((one) => one.market)),
    channel: common(scopes.map((one) => one.channel)),
  };
}

/** What a step is called where the policy names it; its id where it no longer does. */
export const stepLabel = (policy: Pick<PolicyDocument, "paths">, step: StepId): string =>
  policy.paths.flatMap((path) => path.steps).find((one) => one.id === step)?.label ?? step;

/** The words that an approver signs. The screen shows them, and the signer puts the same ones into the statement. */
export function approvalWords(about: {
  readonly name: string;
  readonly request: { readonly number: number; readonly title: string };
  readonly label: string;
  readonly assets: number;
  readonly parts: number;
}): string {
  const { name, request, label, assets, parts } = about;
  const count = `${assets} ${assets === 1 ? "asset" : "assets"}, ${parts} ${parts === 1 ? "part" : "parts"}`;
  return `I, ${name}, have reviewed change request ${request.number}, “${request.title}”, and approve it: ${label}, ${count}.`;
}
