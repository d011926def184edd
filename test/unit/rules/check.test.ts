import { describe, expect, test } from "vitest";
import { dictionary } from "#test/support/conditions.ts";
import { attribute, audience, checkContext } from "#test/support/assets.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import { checkCondition } from "#shared/rules/cel/check.ts";
import { limits } from "#shared/rules/cel/parse.ts";

const check = (text: string) => checkCondition(text, dictionary).diagnostics;
const only = (text: string) => {
  const found = check(text);
  expect(found).toHaveLength(1);
  return found[0]!;
};
/** The text after the first fix that is offered. */
function mended(text: string): string {
  const [fix] = only(text).fixes;
  return fix ? text.slice(0, fix.from) + fix.replacement + text.slice(fix.to) : text;
}

describe("RU-1 what is not a condition is refused with its place", () => {
  test.each([
    ['profile.country = "DE"', 16, 17],
    ["profile.age >", 13, 13],
    ['profile.country == "DE" and true', 24, 27],
    ["profile.age == null", 15, 19],
    ['{"a": 1} == {"a": 1}', 0, 8],
    ["profile.age == 1u", 15, 17],
    ["1 + 1", 0, 5],
    ["profile.age == 9007199254740993", 15, 31],
    ["\ud800 == \ud800", 0, 6],
    ["events.exists(now, now.name == 'x')", 0, 35],
    ["events.exists(e)", 0, 16],
    ["profile", 0, 7],
  ])("%s", (text, from, to) => {
    expect(only(text)).toMatchObject({ severity: "error", from, to });
  });

  test("an empty text is not a condition", () => {
    expect(only("").message).toContain("something is missing");
  });
});

describe("RU-2 an unknown name is an error at its place, with the right one offered", () => {
  test("a former event name is answered with the name of today", () => {
    const text = 'profile.age > 18 && events.exists(e, e.name == "PDP_Visit")';
    expect(only(text)).toMatchObject({
      from: 47,
      to: 58,
      severity: "error",
      message: "PDP_Visit is not in the data dictionary. It is now called Product_Viewed.",
    });
    expect(mended(text)).toBe('profile.age > 18 && events.exists(e, e.name == "Product_Viewed")');
  });

  test.each([
    ['profile.land == "DE"', 'profile.country == "DE"'],
    ['profile.contry == "DE"', 'profile.country == "DE"'],
    ["has(profile.aeg)", "has(profile.age)"],
    ['country == "DE"', 'profile.country == "DE"'],
    ['audience("adlts")', 'audience("adults")'],
    ['events.exists(e, e.name in ["Order_Plcaed"])', 'events.exists(e, e.name in ["Order_Placed"])'],
    ['events.filter(e, "Order_Places" != e.name).size() > 1', 'events.filter(e, "Order_Placed" != e.name).size() > 1'],
    ["events.exists(e, e.totl > 1)", "events.exists(e, e.total > 1)"],
    ["siz(profile.interests) > 1", "size(profile.interests) > 1"],
    ['profile.city.startWith("B")', 'profile.city.startsWith("B")'],
    ['profile["city"] == "B"', 'profile.city == "B"'],
  ])("%s → %s", (text, expected) => {
    expect(mended(text)).toBe(expected);
    expect(check(expected)).toEqual([]);
  });

  test("a name that resembles nothing says where to declare it", () => {
    expect(only("profile.zodiac == 'leo'").message).toBe(
      "zodiac is not in the data dictionary. Declare it as an attribute first.",
    );
    expect(only('audience("nobody-at-all")').message).toBe("There is no audience nobody-at-all. Make it first.");
  });

  test("every unknown name is reported, each once", () => {
    expect(check("profile.aeg > 1 && profile.ctiy == 'x'").map(({ from }) => from)).toEqual([8, 27]);
  });
});

describe("RU-3 types are checked", () => {
  test.each([
    ['profile.age == "18"', "profile.age == 18"],
    ["profile.city == 3", 'profile.city == "3"'],
    ['profile.born > "2000-01-01"', 'profile.born > timestamp("2000-01-01T00:00:00Z")'],
    ['profile.vip == "true"', "profile.vip == true"],
    ['now - profile.born > "72h"', 'now - profile.born > duration("72h")'],
  ])("%s → %s", (text, expected) => {
    expect(mended(text)).toBe(expected);
    expect(check(expected)).toEqual([]);
  });

  test.each([
    "!profile.age",
    "profile.age && profile.vip",
    "profile.age ? true : false",
    "profile.vip ? 1 : 'a'",
    "profile.city < 3.5",
    "profile.age in ['a']",
    "profile.age in profile.age",
    "[1, 'a'].size() > 1",
    "-profile.city == 'a'",
    "profile.city - 'a' == 'b'",
    "profile.vip < 1",
    "events == events",
    "profile.city.size().size() > 1",
    "profile.city.name == 'x'",
    "profile.age.exists(x, true)",
    "profile.interests[profile.age] == 'x'",
    "profile.interests['x'] == 'x'",
    "has(now.x)",
    "events.exists(e, e.price)",
    "size(profile.age) > 1",
    "profile.city.contains(3)",
    "audience(profile.city)",
    "duration('3 days') > duration('1h')",
    "timestamp('yesterday') < now",
    "now + now > now",
    "cel.bind(x, 1, x) == 1",
  ])("%s is refused", (text) => {
    expect(check(text).some(({ severity }) => severity === "error")).toBe(true);
  });

  test.each([
    "profile.age == 18",
    "profile.age in [1, 2.5]",
    "profile.age % 2 == 0",
    "profile.age + 1 > 2 * profile.age - 0.5",
    "profile.vip",
    "profile.interests == ['a'] + ['b']",
    "[] == profile.interests",
    "'x' in profile.interests && profile.interests[0] == 'x'",
    "now - profile.born > duration('1h30m') + duration('90s')",
    "duration('1h') + now > now",
    "events.map(e, e.name == 'Order_Placed', e.total).exists(t, t > 10)",
    "count(events.filter(e, e.name == 'Order_Placed' && e.at > now - duration('24h'))) >= 3",
    "(profile.vip ? profile.age : 3) > 2.5",
    "profile.city.lowerAscii().endsWith('n') || profile.city.size() == 3",
    "events.exists_one(e, e.at < now) != events.all(e, has(e.price))",
  ])("%s is accepted", (text) => {
    expect(check(text)).toEqual([]);
  });
});

describe("RU-4 a value that an attribute never has is a warning with the nearest offered", () => {
  test.each([
    ['profile.country == "DR"', 'profile.country == "DE"'],
    ['"CHH" != profile.country', '"CH" != profile.country'],
    ['profile.country in ["AT", "D"]', 'profile.country in ["AT", "DE"]'],
  ])("%s → %s", (text, expected) => {
    const { ok, diagnostics } = checkCondition(text, dictionary);
    expect(ok).toBe(true);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(["warning"]);
    expect(mended(text)).toBe(expected);
  });
});

describe("RU-5 size and nesting are capped", () => {
  test.each([
    ["length", "true ||".padEnd(limits.textLength) + " true"],
    ["parts", Array.from({ length: limits.nodes }, () => "true").join("||")],
    ["levels", "(".repeat(60) + "true" + ")".repeat(60)],
    ["list items", `profile.age in [${Array.from({ length: limits.listItems + 1 }, (_, index) => index).join()}]`],
    ["lists in lists", "events.exists(a, events.exists(b, events.exists(c, true)))"],
  ])("%s", (_, text) => {
    expect(only(text).message).toMatch(/Shorten|Simplify|Lists can be searched/);
  });
});

describe("RU-6 patterns run in linear time", () => {
  test("a pattern stands in quotes and in RE2 syntax", () => {
    expect(check("profile.city.matches('^B.*n$')")).toEqual([]);
    expect(only("profile.city.matches(profile.city)").message).toContain("in quotes");
    expect(only("profile.city.matches('(?=a)b')").message).toContain("RE2");
    expect(only("profile.city.matches('(a)\\\\1')").message).toContain("RE2");
    expect(only("profile.city.matches('((a{1,999}){1,999}){1,999}')").message).toContain("RE2");
  });
});

describe("what a condition uses", () => {
  test("RU-20 the consents come from attributes and events, also through audiences", () => {
    const { purposes, uses } = checkCondition(
      'audience("gold") || events.exists(e, e.name == "Order_Placed") && profile.age > 3',
      dictionary,
    );
    expect(uses).toEqual({ attributes: ["age"], events: ["Order_Placed"], audiences: ["gold"] });
    const names = purposes.map((id) => dictionary.purposes.find((purpose) => purpose.id === id)?.name);
    expect(names.toSorted((a = "", b = "") => a.localeCompare(b))).toEqual(["loyalty", "tracking"]);
  });

  test("RU-16 audiences that lead back to themselves are refused where the circle is closed", () => {
    const a = audience("aaa", 'audience("bbb")');
    const assets = [attribute("vip", { type: "boolean" }), a, audience("bbb", 'profile.vip && audience("ccc")')];
    const closed = audience("ccc", '!audience("aaa")');
    const problems = kindOf("audience").check(closed.body, checkContext([...assets, closed], closed));
    expect(problems.map(({ message }) => message)).toEqual([
      "Break the circle: ccc → aaa → bbb → ccc. An audience cannot depend on itself.",
    ]);
    const open = audience("ccc", "profile.vip");
    expect(kindOf("audience").check(open.body, checkContext([...assets, open], open))).toEqual([]);
  });
});
