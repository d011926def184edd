import { describe, expect, test } from "vitest";
import { textOf } from "#shared/rules/builder/build.ts";
import { readLength, writeLength } from "#shared/rules/builder/lengths.ts";
import type { Comparison } from "#shared/rules/builder/model.ts";
import { waysFor, wayOf } from "#shared/rules/builder/offers.ts";
import { openText } from "#shared/rules/builder/open.ts";
import { problemsOf } from "#shared/rules/builder/places.ts";
import { subjectInfo } from "#shared/rules/builder/subjects.ts";
import { checkCondition } from "#shared/rules/cel/check.ts";
import { dictionary } from "#test/support/conditions.ts";

const modelOf = (text: string) => {
  const opened = openText(text);
  if (!opened.ok) throw new Error(opened.closed.why);
  return opened.model;
};

describe("CB-1 forms that people write", () => {
  test.each([
    "profile.vip",
    "!!profile.vip",
    "!(!profile.vip)",
    "18 <= profile.age",
    "profile.age > -5",
    "profile.age == -0.5",
    "profile.vip == true",
    'profile.city.lowerAscii() == "köln"',
    "size(profile.interests) > 2",
    "profile.interests.size() > 2",
    'profile.city in ["a", "b"]',
    '"x" in profile.interests',
    'profile.interests.exists(i, i in ["x", "y"])',
    '["x", "y"].all(i, i in profile.interests)',
    'profile.born < now - duration("720h")',
    'profile.born >= timestamp("2026-01-31T00:00:00Z")',
    "profile.city == profile.country",
    'audience("adults") && !audience("gold")',
    "profile.vip && (profile.age > 3 && profile.age < 9)",
    "!(profile.vip || profile.age > 3)",
    'events.exists_one(e, e.name == "Product_Viewed")',
    'size(events.filter(v, v.name in ["Product_Viewed", "Order_Placed"])) == 0',
    'events.filter(e, e.name == "Product_Viewed").size() >= 2',
    'events.exists(e, e.name == "Product_Viewed" && (e.price > 5 || !(e.price == 3)))',
    'events.exists(e, e.name == "Order_Placed" && e.total > profile.age)',
    "true",
  ])("%s opens and is written back", (text) => {
    expect(textOf(modelOf(text))).toBe(text.replace("!(!profile.vip)", "!!profile.vip"));
  });
});

describe("CB-2 CB-10 what stays text", () => {
  test.each([
    ["profile.vip ? profile.age > 3 : true", "a choice between two conditions"],
    ["profile.vip && profile.age + 1 > 18", "a comparison of something that is computed"],
    ["profile.interests.exists(i, i.startsWith('x'))", "a search through a list that is built in another way"],
    ['events.all(e, e.name == "Product_Viewed")', "a search through events that is built in another way"],
    ["profile.interests[0] == 'x'", "a comparison of something that is computed"],
    // The inner e hides the outer one, so the list would be read from the wrong thing.
    [
      'events.exists(e, e.name == "Product_Viewed" && ["x"].all(e, e in e.tags))',
      "a search through a list that is built in another way",
    ],
  ])("%s is named as %s", (text, what) => {
    const opened = openText(text);
    const parts = !opened.ok && opened.closed.why === "unshown" ? opened.closed.parts : [];
    expect(parts.map((part) => part.what)).toEqual([what]);
    expect(text.slice(parts[0]!.from, parts[0]!.to).replaceAll("'", '"')).toBe(parts[0]!.part);
  });

  test.each([
    ["profile.vip // the good ones", "remarks"],
    ["profile.vip &&", "unreadable"],
  ])("%s: %s", (text, why) => {
    expect(openText(text)).toMatchObject({ ok: false, closed: { why } });
  });

  test("a text literal that looks like a remark is none", () => {
    expect(openText('profile.city == "https://x" && profile.country == "DE"').ok).toBe(true);
  });
});

test("CB-3 what is wrong stands at its row, with its fix", () => {
  const text = 'profile.vip &&\n  (profile.country == "GERMANY" ||\n   events.exists(e, e.name == "PDP_Visit"))';
  const model = modelOf(text);
  const problems = problemsOf(model, text, checkCondition(text, dictionary).diagnostics);
  expect([...problems].map(([node, found]) => [textOf(node), found.map(({ fixes }) => fixes[0]?.replacement)])).toEqual(
    [
      ['profile.country == "GERMANY"', ['"DE"']],
      [expect.stringContaining("PDP_Visit"), ['"Product_Viewed"']],
    ],
  );
});

test("CB-5 equal in meaning, told apart: != and !(==) have names of their own", () => {
  const rowOf = (text: string) => modelOf(text).items[0] as Comparison;
  const ways = ['profile.city != "a"', '!(profile.city == "a")'].map((text) => wayOf(rowOf(text)));
  expect(ways).toEqual(["!=", "!=="]);
  const info = subjectInfo(rowOf('profile.city == "a"').subject, null, dictionary);
  expect(waysFor(rowOf('!(profile.city == "a")'), info).map(({ label }) => label)).toContain("is not");
});

test.each([
  ["720h", { count: 30, unit: "days" }],
  ["36h", { count: 36, unit: "hours" }],
  ["90m", { count: 90, unit: "minutes" }],
  ["0h", { count: 0, unit: "hours" }],
] as const)("CB-8 %s is a length that people count", (text, length) => {
  expect(readLength(text)).toEqual(length);
  expect(writeLength(length)).toBe(text);
});

test.each(["1h30m", "", "-24h", "1.5h", "99999999999h"])("CB-8 %s stays as it is written", (text) => {
  expect(readLength(text)).toBeNull();
});
