import { describe, expect, test } from "vitest";
import {
  applied,
  audience,
  bodyOf,
  by,
  entry,
  faultsOf,
  hasTrait,
  linkTo,
  media,
  plan,
  rowOf,
  space,
  visited,
} from "#test/support/contentful.ts";

const owners = audience("a1", "Owners", { all: [hasTrait("Role", "Owner")] });
const students = audience("a2", "Students", { all: [visited("campus")] });
const variants = (...ids: string[]) => ids.map((id) => linkTo("Entry", id));
const base = (fields = {}) =>
  entry("hero", "base", {
    internalName: "Welcome",
    headline: by({ "en-US": "Hello", "de-DE": "Hallo" }),
    cta: "Start",
    dark: true,
    image: linkTo("Asset", "m1"),
    nt_variants: variants("v1", "v2"),
    ...fields,
  });
const forOwners = (fields = {}) =>
  entry("hero", "v1", {
    internalName: "Welcome, owners",
    headline: "Hello, owner",
    image: linkTo("Asset", "m1"),
    nt_audience: linkTo("Entry", "a1"),
    ...fields,
  });
const forStudents = (fields = {}) =>
  entry("hero", "v2", {
    internalName: "Welcome, students",
    headline: "Hello, student",
    cta: "Start",
    dark: true,
    nt_audience: linkTo("Entry", "a2"),
    ...fields,
  });
const heroes = (...entries: unknown[]) =>
  space({ entries: [owners, students, ...entries], assets: [media("m1", "A desk")] });
const named = (all: ReturnType<typeof applied>, name: string) => all.find(({ identity }) => identity.name === name)!;

describe("an entry with variants", () => {
  const plans = plan(heroes(base(), forOwners(), forStudents()));
  const all = applied(plans);
  const block = bodyOf(all, "acme.hero-banner.welcome");

  test("IM-30 is one block whose variants stand in its order, each before its audience", () => {
    expect(block.settings.variants).toEqual([
      { id: "owners", label: "Owners", audience: named(all, "acme.audience.owners").id },
      { id: "students", label: "Students", audience: named(all, "acme.audience.students").id },
    ]);
    expect(faultsOf(plans)).toEqual([]);
  });

  test("IM-30 holds for a variant only the fields in which it differs", () => {
    expect(block.copy.owners.headline).toEqual({ "*": "Hello, owner" });
    expect(block.copy.students).toMatchObject({ headline: { "*": "Hello, student" } });
    expect(block.copy.students.cta).toBeUndefined();
    expect(block.visual.owners).toBeUndefined();
  });

  test("IM-30 counts the entries of its variants as imported into it", () => {
    expect(rowOf(plans, "v2")).toMatchObject({ outcome: "imported", asset: "acme.hero-banner.welcome#students" });
    expect(all.filter(({ identity }) => identity.kind === "block").map(({ identity }) => identity.name)).toEqual([
      "acme.hero-banner.welcome",
      "acme.hero-banner.welcome.generic",
    ]);
  });

  test("IM-31 shows nothing where the variant's entry has nothing, so that words of the two are never mixed", () => {
    expect(block.copy.owners.cta).toEqual({ "*": "" });
    expect(block.visual.students.image).toEqual({ "*": "" });
  });

  test("IM-31 shows everyone's value where nothing cannot be said, and reports it", () => {
    expect(block.copy.owners.dark).toBeUndefined();
    expect(rowOf(plans, "v1")).toMatchObject({
      outcome: "adapted",
      reason: "Where it has nothing, it shows what everyone sees of “Welcome”: “dark”.",
    });
  });
});

describe("what makes a variant", () => {
  test("IM-30 an entry that something else links to has a block of its own as well", () => {
    const plans = plan(
      heroes(
        base(),
        forOwners(),
        forStudents(),
        entry("hero", "h9", { internalName: "Links", headline: "See", target: linkTo("Entry", "v1") }),
      ),
    );
    expect(rowOf(plans, "v1").asset).toBe("acme.hero-banner.welcome-owners");
    expect(bodyOf(applied(plans), "acme.hero-banner.welcome").settings.variants).toHaveLength(2);
    expect(faultsOf(plans)).toEqual([]);
  });

  test.each([
    ["it names no audience", { nt_audience: null }, "names no audience"],
    ["its audience is not imported", { nt_audience: linkTo("Entry", "nobody") }, "is not imported"],
    ["an earlier variant serves its audience", { nt_audience: linkTo("Entry", "a2") }, "serves “Students” already"],
  ])("IM-30 a variant is left out with the reason where %s, and its entry is a block", (_, fields, why) => {
    const plans = plan(heroes(base({ nt_variants: variants("v2", "v1") }), forOwners(fields), forStudents()));
    expect(rowOf(plans, "base")).toMatchObject({ outcome: "adapted", reason: expect.stringContaining(why) });
    expect(rowOf(plans, "v1").asset).toBe("acme.hero-banner.welcome-owners");
    expect(bodyOf(applied(plans), "acme.hero-banner.welcome").settings.variants).toHaveLength(1);
  });

  test("IM-30 an entry that lists itself, or what is not there, says so", () => {
    const plans = plan(heroes(base({ nt_variants: variants("base", "nowhere", "a1") })));
    const { reason } = rowOf(plans, "base");
    expect(reason).toContain("an entry cannot stand in for itself");
    expect(reason).toContain("that entry is not in the export");
    expect(reason).toContain("that entry is not imported");
  });

  test("IM-17 where the block itself is left out, the entries of its variants are blocks of their own", () => {
    const plans = plan(heroes(base({ headline: "x".repeat(50) }), forOwners(), forStudents()));
    expect(rowOf(plans, "base").outcome).toBe("leftOut");
    expect(rowOf(plans, "v1").asset).toBe("acme.hero-banner.welcome-owners");
    expect(faultsOf(plans)).toEqual([]);
  });

  test("IM-30 an audience on an entry that nobody lists is reported: the block is for everyone", () => {
    expect(rowOf(plan(heroes(forOwners())), "v1")).toMatchObject({
      outcome: "adapted",
      reason: expect.stringContaining("names the audience “Owners”, but no other entry lists it"),
    });
  });
});

describe("the path of a block with variants", () => {
  const second = entry("hero", "other", { internalName: "Goodbye", headline: "Bye", nt_variants: variants("v1") });
  const plans = plan(heroes(base(), forOwners(), forStudents(), second));
  const all = applied(plans);

  test("IM-32 has a placement on the web, a rule for everyone with consent, and a generic copy for everyone else", () => {
    const placement = bodyOf(all, "acme.hero-banner.web").settings;
    const rule = bodyOf(all, "acme.rule.hero-banner.web").logic;
    const generic = bodyOf(all, "acme.hero-banner.welcome.generic");
    expect(placement).toMatchObject({
      channel: "web",
      types: [named(all, "acme.hero-banner").id],
      purpose: named(all, "acme.personalization").id,
      fallback: named(all, "acme.hero-banner.welcome.generic").id,
    });
    expect(rule).toEqual({
      effect: "select",
      placement: named(all, "acme.hero-banner.web").id,
      block: named(all, "acme.hero-banner.welcome").id,
      when: "true",
      priority: 100,
    });
    expect(generic.settings.variants).toEqual([]);
    expect(generic.copy).toEqual({ base: bodyOf(all, "acme.hero-banner.welcome").copy.base });
  });

  test("IM-32 gives each further block of the type a placement of its own, so that none hides another", () => {
    const placements = all.filter(({ identity }) => identity.kind === "placement").map(({ identity }) => identity.name);
    expect(placements).toEqual(["acme.hero-banner.web", "acme.hero-banner.goodbye.web"]);
    expect(faultsOf(plans)).toEqual([]);
  });
});
