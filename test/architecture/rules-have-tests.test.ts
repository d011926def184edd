import { expect, test } from "vitest";
import { testTitles } from "#test/support/titles.ts";
import { ownFiles, readSource } from "#test/support/repository.ts";

/** A rule is stated where its number opens a list item, a heading or a table row: `- **AS-1** …`. */
const statement = /^\s*(?:[-*]|\d+\.|#+|\|)\s*[*`]*([A-Z]{2,4}-\d+)\b/gm;
const citation = /\b([A-Z]{2,4}-\d+)\b/g;

const documents = ownFiles().filter((path) => /^docs\/features\/.*\.md$/.test(path));
const stated = documents.flatMap((path) => [...readSource(path).matchAll(statement)].map(([, rule = ""]) => rule));
const areas = new Set(stated.map((rule) => rule.split("-")[0]));

const titles = ownFiles()
  .filter((path) => /^test\/.*\.(test|spec)\.tsx?$/.test(path))
  .flatMap((path) => testTitles(path, readSource(path)));
const cited = new Set(titles.flatMap((title) => [...title.matchAll(citation)].map(([, rule = ""]) => rule)));

test("every numbered rule of docs/features is cited by the title of a test", () => {
  expect(stated.filter((rule) => !cited.has(rule))).toEqual([]);
});

test("no number stands for two rules", () => {
  expect(stated.filter((rule, index) => stated.indexOf(rule) !== index)).toEqual([]);
});

test("no test cites a rule that is not stated", () => {
  const ours = [...cited].filter((rule) => areas.has(rule.split("-")[0] ?? ""));
  expect(ours.filter((rule) => !stated.includes(rule))).toEqual([]);
});
