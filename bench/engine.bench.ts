import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import { GuardIndex } from "#shared/decision/guard-index.ts";
import { Clearance } from "#shared/decision/guardrails.ts";
import type { DecisionRequest } from "#shared/decision/model.ts";
import type { CompiledRelease } from "#shared/decision/release.ts";
import { makePeers, type Peer } from "./engine/peers.ts";
import { decidedAt, makeRequests, makeRules, releaseOf } from "./engine/rules.ts";
import { against, type BenchModule, figure } from "./metric.ts";
import { ratesOf, type Subject } from "./timing.ts";

const requests = makeRequests(1_000);
const requestAt = (turn: number) => requests[turn % requests.length]!;

/**
 * Rule selection alone and whole decisions, at growing numbers of rules, beside engines that do selection alone on the
 * same rules. Every engine's answers are compared before anything is timed.
 */
export const measure: BenchModule["measure"] = async function* ({ full }) {
  const sizes = full ? [100, 1_000, 10_000, 100_000] : [100, 1_000];
  const perDecision: number[] = [];
  for (const size of sizes) {
    const rules = makeRules(size);
    const started = performance.now();
    const release = compile({ environment: "bench", number: 1, assets: releaseOf(rules) });
    yield figure(`${name(size)}: compile the release`, performance.now() - started, "ms", "lower");
    // The peers scan, so their time grows with the rules; at the largest size that is known well enough.
    const peers = size <= 10_000 ? makePeers(rules) : [];
    await compareAnswers(release, peers);

    const select = selector(release);
    const subjects: Subject[] = [
      { name: "selection", run: (turn) => select(requestAt(turn)) },
      { name: "decision", run: (turn) => decide(release, requestAt(turn), { now: decidedAt }) },
      ...peers.map((peer) => peerSubject(peer)),
    ];
    const [selection = 0, decision = 0, ...peerRates] = await ratesOf(subjects);
    perDecision.push(1 / decision);
    for (const [index, rate] of peerRates.entries()) {
      yield figure(`${name(size)}: ${peers[index]!.name}, selection`, rate, "decisions/s", "higher");
    }
    yield* compared(size, selection, decision, peers, peerRates);
  }
  const growth = perDecision.at(-1)! / perDecision[0]!;
  yield figure(`growth of a decision from ${name(sizes[0]!)} to ${name(sizes.at(-1)!)}`, growth, "×", "lower", 3);
};

const name = (size: number): string => `${size.toLocaleString("en")} rules`;

function* compared(
  size: number,
  selection: number,
  decision: number,
  peers: readonly Peer[],
  rates: readonly number[],
) {
  const best = rates.indexOf(Math.max(...rates));
  if (best === -1) {
    yield figure(`${name(size)}: rule selection`, selection, "decisions/s", "higher");
    yield figure(`${name(size)}: whole decision`, decision, "decisions/s", "higher");
    return;
  }
  const peer = { name: peers[best]!.name, value: rates[best]! };
  // The promise is made for 1,000 rules and more; among five rules in a placement there is little to find.
  const promised = size >= 1_000;
  yield against(`${name(size)}: rule selection`, selection, "decisions/s", peer, promised ? 10 : null);
  yield against(`${name(size)}: whole decision`, decision, "decisions/s", peer, promised ? 3 : null);
}

/** Selection alone: what guardrails cost is measured by the whole decision. */
function selector(release: CompiledRelease): (request: DecisionRequest) => string | null {
  const none = new GuardIndex([]);
  const cleared = Clearance.ask(none, none, release.facts, decidedAt);
  if (!(cleared instanceof Clearance)) throw new Error("Nothing guards, and yet something blocks.");
  return (request) => selectOnly(release, request, cleared);
}

/** What peers do too: from the request's attributes to the first rule that matches. */
function selectOnly(release: CompiledRelease, request: DecisionRequest, cleared: Clearance): string | null {
  const { facts, placements } = release;
  const { attributes, selections } = placements.get(request.placement)!;
  facts.load(request, decidedAt, attributes);
  return selections.first(cleared)?.name ?? null;
}

const peerSubject = ({ name: peer, select }: Peer): Subject => ({
  name: peer,
  run: (turn) => {
    const { placement, attributes } = requestAt(turn);
    return select(placement, attributes);
  },
});

/** Speed is worth nothing where the answers differ. */
async function compareAnswers(release: CompiledRelease, peers: readonly Peer[]): Promise<void> {
  release.ledger.reconcile(requests[0]!, decidedAt, release.facts.granted);
  const select = selector(release);
  for (const request of requests) {
    const ours = select(request);
    const whole = decide(release, request, { now: decidedAt }).rule;
    if (whole !== ours) throw new Error(`The decision chose ${whole}, selection alone ${ours}.`);
    for (const { name: peer, select: ask } of peers) {
      const theirs = await ask(request.placement, request.attributes);
      if (theirs !== ours) throw new Error(`${peer} chose ${theirs} where we chose ${ours}.`);
    }
  }
}
