import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compile } from "#shared/decision/compile.ts";
import { decide } from "#shared/decision/decide.ts";
import { type Decision, decision } from "#shared/decision/model.ts";
import type { Slot } from "#shared/templates/model.ts";
import { block, exclude, idOf, placement, select, slot, template } from "#test/support/assets.ts";
import { granted, now, request, shop } from "#test/support/decisions.ts";

const day = 86_400_000;
const at = (offset: number) => new Date(now + offset * day).toISOString();

/** Blocks of which some end, some begin later and some are not in the release at all. */
const blocks = [
  block("always", "bare", { copy: { base: { headline: { "*": "Always" } } } }),
  block("ending", "bare", { copy: { base: { headline: { "*": "Ending" } } } }, { until: at(2) }),
  block("coming", "bare", { copy: { base: { headline: { "*": "Coming" } } } }, { from: at(1) }),
  block("empty", "bare"),
];
const shownBlock = fc.constantFrom("always", "always", "ending", "coming", "empty", "nowhere", "spring-hero");
const when = fc.constantFrom("true", "false", "profile.minor", "has(profile.country)", 'audience("gold")');

const templateSlots = fc
  .array(
    fc.record({
      mode: fc.constantFrom("fixed" as const, "flexible" as const),
      block: fc.option(shownBlock, { nil: undefined }),
      required: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((list) =>
    list.map(({ mode, block: shown, required }, index) =>
      slot(`slot-${index}`, mode, ["bare"], {
        ...(shown === undefined ? {} : { block: shown }),
        ...(mode === "flexible" ? { required } : {}),
      }),
    ),
  );
const rules = fc.array(
  fc.record({ slot: fc.option(fc.nat(5), { nil: undefined }), block: shownBlock, when, priority: fc.nat(9) }),
  { maxLength: 6 },
);
const person = fc.record({
  attributes: fc.record(
    { country: fc.constantFrom("DE", "AT"), tier: fc.constantFrom("gold", "none"), minor: fc.boolean() },
    { requiredKeys: [] },
  ),
  consents: fc.subarray([granted("personalization"), granted("loyalty")]),
  locale: fc.constantFrom("en", "de", "fr-CA"),
});

/** What an answer breaks of the law. */
function breaches(composed: readonly Slot[], { content, slots = [] }: Decision): string[] {
  if (content === null) return slots.length > 0 ? ["slots without content"] : [];
  const there = new Map(slots.map((one) => [one.key, one]));
  const lacking = composed
    .filter(({ mode, required }) => mode === "fixed" || required)
    .filter(({ key }) => (there.get(key)?.content.fields.length ?? 0) === 0);
  // A fixed slot shows what the template gives it, and never what a rule would choose.
  const unfixed = composed.filter(({ key, mode, block: own }) => {
    const one = there.get(key);
    return mode === "fixed" && one && (!one.fixed || one.chosen !== null || idOf(one.content.block) !== own);
  });
  const order = composed.map(({ key }) => key).filter((key) => there.has(key));
  return [
    ...lacking.map(({ key }) => `${key} is not there`),
    ...unfixed.map(({ key }) => `${key} is not what is fixed`),
    ...(order.join() === slots.map(({ key }) => key).join() ? [] : ["another order"]),
  ];
}

test("TE-25 whoever asks and whenever, what is shown carries every fixed and every required slot", () => {
  const seen = { shown: 0, nothing: 0 };
  fc.assert(
    fc.property(
      templateSlots,
      rules,
      fc.constantFrom("web" as const, "email" as const),
      fc.array(fc.tuple(person, fc.integer({ min: -1, max: 4 }), fc.boolean()), { minLength: 1, maxLength: 5 }),
      (composed, chosen, channel, asked) => {
        const release = compile({
          environment: "live",
          number: 1,
          assets: [
            ...shop,
            ...blocks,
            template("master", composed, channel),
            placement("place", {
              types: ["bare"],
              purpose: "personalization",
              fallback: "always",
              channel,
              template: "master",
            }),
            exclude("no-gold-minors", 'profile.minor && profile.tier == "gold"', { placements: ["place"] }),
            ...chosen.map((rule, index) =>
              select(`rule-${index}`, {
                placement: "place",
                block: rule.block,
                when: rule.when,
                priority: rule.priority,
                ...(rule.slot === undefined ? {} : { slot: `slot-${rule.slot}` }),
              }),
            ),
          ],
        });
        for (const [one, days, stale] of asked) {
          const answer = decide(release, request({ placement: "place", ...one }), { now: now + days * day, stale });
          expect(decision.parse(answer)).toEqual(answer);
          seen[answer.outcome === "nothing" ? "nothing" : "shown"] += 1;
          expect(breaches(composed, answer)).toEqual([]);
        }
      },
    ),
  );
  // The law says something only where both ends happen.
  expect(Math.min(seen.shown, seen.nothing)).toBeGreaterThan(10);
});
