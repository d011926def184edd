import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asRequest, samplePerson } from "#renderer/audiences/logic/sample-person.ts";
import { testCondition } from "#renderer/audiences/logic/test-condition.ts";
import { emptyForm, formOf, personOf, readForm, writeForm } from "#renderer/audiences/logic/test-form.ts";
import { dictionary, evaluate, now } from "#test/support/conditions.ts";

const everything = ["personalization", "loyalty", "tracking"];

const conditions = [
  'profile.country == "AT"',
  'profile.country != "AT"',
  'profile.country in ["CH", "DE"] && profile.age >= 18',
  '!(profile.country in ["CH", "DE"]) && !profile.vip',
  "profile.age > 17.5 && profile.age < 18.5",
  'profile.city.startsWith("Ber") && profile.city.contains("lin")',
  "has(profile.city) && !has(profile.country)",
  'profile.born < now - duration("720h")',
  'profile.born > now - duration("72h") && profile.born < now',
  "size(profile.interests) >= 3",
  '"trails" in profile.interests',
  'audience("adult-berliners") && !audience("gold")',
  'events.exists(e, e.name == "Product_Viewed" && e.price > 100.0)',
  'count(events.filter(e, e.name == "Product_Viewed" && e.at > now - duration("336h"))) >= 2',
  'size(events.filter(e, e.name == "Order_Placed")) == 0',
  '!events.exists(e, e.name == "Order_Placed" && e.at > now - duration("720h")) && profile.vip',
  "profile.vip ? profile.age > 60 : profile.age < 20",
  "true",
];

describe("a sample person", () => {
  test.each(conditions)("is somebody for whom %s", (when) => {
    const person = samplePerson(when, dictionary, now);
    expect(person).not.toBeNull();
    expect(evaluate(when, asRequest(person!), everything)).toBe(true);
  });

  test("is nobody where a condition contradicts itself or cannot be read", () => {
    expect(samplePerson("profile.age > 20 && profile.age < 10", dictionary, now)).toBeNull();
    expect(samplePerson("false", dictionary, now)).toBeNull();
    expect(samplePerson("profile.nothing == 1", dictionary, now)).toBeNull();
  });

  test("whoever is invented has been found to match, whatever the condition", () => {
    const atom = fc.constantFrom(...conditions, 'audience("gold")', "profile.age == 30");
    const { condition } = fc.letrec<{ condition: string }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 3 },
        atom,
        fc.tuple(tie("condition"), tie("condition")).map(([a, b]) => `(${a}) && (${b})`),
        fc.tuple(tie("condition"), tie("condition")).map(([a, b]) => `(${a}) || (${b})`),
        tie("condition").map((a) => `!(${a})`),
      ),
    }));
    fc.assert(
      fc.property(condition, (when) => {
        const person = samplePerson(when, dictionary, now);
        // Nobody need be found; whoever is found matches.
        expect(person === null || evaluate(when, asRequest(person), everything)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe("trying a condition on somebody", () => {
  const given = { purpose: "personalization", granted: true, at: "2026-01-01T00:00:00.000Z" };

  test("says of each part what it came to, and why it is not known", () => {
    const result = testCondition(
      'profile.country == "AT" && profile.tier == "gold" && profile.age > 18',
      { attributes: { country: "AT", tier: "gold" }, events: [], consents: [given] },
      dictionary,
      now,
    );
    expect(result).toMatchObject({ verdict: "unknown", joined: "all" });
    expect(result!.parts.map(({ text, verdict }) => [text, verdict])).toEqual([
      ['profile.country == "AT"', "true"],
      ['profile.tier == "gold"', "unknown"],
      ["profile.age > 18", "unknown"],
    ]);
    expect(result!.parts[1]!.why).toMatch(/masked without consent/);
    expect(result!.parts[2]!.why).toMatch(/age is not known/);
  });

  test("events that are not known are not none", () => {
    const when = '!events.exists(e, e.name == "Product_Viewed")';
    const person = { attributes: {}, consents: [given] };
    expect(testCondition(when, { ...person, events: undefined }, dictionary, now)?.verdict).toBe("unknown");
    expect(testCondition(when, { ...person, events: [] }, dictionary, now)?.verdict).toBe("true");
  });

  test("a condition with faults is not tried", () => {
    expect(testCondition("profile.", { attributes: {}, events: [], consents: [] }, dictionary, now)).toBeNull();
  });
});

describe("the form of a person", () => {
  test("gives typed words the type of their attribute, and leaves out what is empty", () => {
    const form = { ...emptyForm, attributes: { age: "18", vip: "true", interests: "trails, huts", city: "" } };
    expect(personOf(form, dictionary, now).attributes).toEqual({ age: 18, vip: true, interests: ["trails", "huts"] });
  });

  test("written as JSON and read again is the same person", () => {
    const person = samplePerson('profile.age >= 18 && events.exists(e, e.name == "Product_Viewed")', dictionary, now)!;
    const form = formOf(person, dictionary);
    expect(readForm(writeForm(form, dictionary))).toEqual(form);
  });

  test("says in words what is wrong with what was pasted", () => {
    expect(readForm("{")).toBe("This is not JSON.");
    expect(readForm('{"attributes": 3}')).toMatch(/^attributes: /);
  });
});
