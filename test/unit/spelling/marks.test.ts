import { describe, expect, test } from "vitest";
import { carryMarks, markAfter, markAt, replaced } from "#renderer/spelling/logic/marks.ts";

const older = "Die Wandershcuhe für teuflsche Grate";
const marks = [
  { from: 4, to: 16 },
  { from: 21, to: 30 },
];
const carried = (newer: string): string[] =>
  carryMarks(marks, older, newer).map(({ from, to }) => newer.slice(from, to));

describe("SP-11: until a text is checked anew", () => {
  test("marks go with their words", () => {
    expect(carried(`${older}!`)).toEqual(["Wandershcuhe", "teuflsche"]);
    expect(carried("Die Wandershcuhe sind für teuflsche Grate")).toEqual(["Wandershcuhe", "teuflsche"]);
    expect(carried("Alle Wandershcuhe für teuflsche Grate")).toEqual(["Wandershcuhe", "teuflsche"]);
  });

  test("a word that is changed, or grows at its edge, is not marked", () => {
    expect(carried("Die Wanderschuhe für teuflsche Grate")).toEqual(["teuflsche"]);
    expect(carried("Die Wandershcuhes für teuflsche Grate")).toEqual(["teuflsche"]);
    expect(carried("Die Wandershcuhe für Xteuflsche Grate")).toEqual(["Wandershcuhe"]);
    expect(carried("")).toEqual([]);
  });
});

test("SP-10: the word at a place is found up to its edges, and the next one goes round", () => {
  expect([3, 4, 16, 17].map((place) => markAt(marks, place)?.from)).toEqual([undefined, 4, 4, undefined]);
  expect([0, 5, 31].map((place) => markAfter(marks, place)?.from)).toEqual([4, 21, 4]);
  expect(replaced(older, marks[0]!, "Wanderschuhe")).toBe("Die Wanderschuhe für teuflsche Grate");
});
