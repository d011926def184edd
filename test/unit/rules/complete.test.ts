import { describe, expect, test } from "vitest";
import { completions, hover } from "#shared/rules/cel/complete.ts";
import { dictionary } from "#test/support/conditions.ts";

/** The text with `|` where the caret stands. */
function at(marked: string): [string, number] {
  const offset = marked.indexOf("|");
  return [marked.slice(0, offset) + marked.slice(offset + 1), offset];
}
const labels = (marked: string) => completions(...at(marked), dictionary).map(({ label }) => label);
/** The text after the first completion with this label is taken. */
function taken(marked: string, label: string): string {
  const [text, offset] = at(marked);
  const completion = completions(text, offset, dictionary).find((each) => each.label === label)!;
  return text.slice(0, completion.from) + completion.insert + text.slice(completion.to);
}

describe("RU-8 completions", () => {
  test.each([
    ["profile.|", ["country", "city", "age", "vip", "born", "interests", "tier", "secret"]],
    ["profile.c|", ["country", "city", "secret"]],
    ["profile.city.|", ["size", "startsWith", "endsWith", "contains", "lowerAscii", "matches"]],
    ["profile.interests.|", ["exists", "all", "exists_one", "filter", "map", "size"]],
    ["events.|", ["exists", "all", "exists_one", "filter", "map", "size"]],
    ["events.exists(e, e.|", ["price", "total", "name", "at"]],
    ['events.exists(e, e.name == "|', ["Product_Viewed", "Order_Placed"]],
    ['events.exists(e, e.name in ["Order_Placed", "|"])', ["Product_Viewed", "Order_Placed"]],
    ['audience("|")', ["adults", "adult-berliners", "gold"]],
    ['profile.country == "|', ["DE", "AT", "CH"]],
    ['profile.country in ["DE", "|', ["DE", "AT", "CH"]],
    ['profile.city == "|', []],
    ["unknown.|", []],
  ])("%s", (marked, expected) => {
    expect(labels(marked)).toEqual(expected);
  });

  test("at the start everything that can begin a condition is offered", () => {
    expect(labels("|")).toEqual(
      expect.arrayContaining(["profile", "events", "now", "profile.country", "audience", "has", "duration"]),
    );
    expect(labels("events.exists(e, |")).toContain("e");
  });

  test.each([
    ["profile.cou|", "country", "profile.country"],
    ["profile.cou|ntr == 3", "country", "profile.country == 3"],
    ['events.exists(e, e.name == "Ord|")', "Order_Placed", 'events.exists(e, e.name == "Order_Placed")'],
    ["events.exists(e, e.name == 'Ord|", "Order_Placed", 'events.exists(e, e.name == "Order_Placed"'],
    ["profile.city.low|", "lowerAscii", "profile.city.lowerAscii()"],
    ["events.fil|", "filter", "events.filter(e, "],
    ["cou|", "profile.country", "profile.country"],
  ])("%s with %s becomes %s", (marked, label, expected) => {
    expect(taken(marked, label)).toBe(expected);
  });
});

describe("RU-8 explanations", () => {
  test.each([
    ["profile.cou|ntry == 'DE'", "country", ["a text, from test", "One of DE, AT, CH."]],
    ["profile.ti|er == 'gold'", "tier", ["a text, from test", "Masked without consent to loyalty."]],
    ['audience("adu|lts")', "adults", ["profile.age >= 18"]],
    [
      'events.exists(e, e.name == "Order|_Placed")',
      "Order_Placed",
      ["total: a number", "Masked without consent to tracking."],
    ],
    ["events.ex|ists(e, true)", "exists()", ["whether the condition holds for any item"]],
    ["events.exists(e, e.tot|al > 1)", "total", ["a number, a property of events"]],
    ["no|w > profile.born", "now", ["the time of the decision"]],
    ["si|ze(events) > 1", "size()", ["How many characters a text or items a list has.", "size(profile.interests) > 2"]],
  ])("%s", (marked, title, lines) => {
    expect(hover(...at(marked), dictionary)).toMatchObject({ title, lines });
  });

  test.each(["profile.nothing| > 1", "toString|", "'not a na|me'", " | true", '"open|'])(
    "%s says nothing",
    (marked) => {
      expect(hover(...at(marked), dictionary)).toBeNull();
    },
  );
});
