import { describe, expect, test } from "vitest";
import type { AssetSummary } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import { campaignOf, groupOf, spokenPart } from "#renderer/assets/logic/grouping.ts";
import { filterOf, paramsOf, valuesOf } from "#renderer/assets/logic/list-filter.ts";
import { asPart, proposeName } from "#renderer/assets/logic/name-proposal.ts";
import { arrangeRules } from "#renderer/rules/logic/rule-groups.ts";
import { Slots } from "#renderer/ui/list-slots.ts";

describe("groups of a list", () => {
  test("the campaign is the second of three or more parts of a name", () => {
    expect(campaignOf("hero.ss26-alpine.web.de")).toBe("ss26-alpine");
    expect(campaignOf("hero.alpine")).toBeNull();
    expect(spokenPart("ss26-alpine")).toBe("SS26 Alpine");
  });

  test("brand foundation is a group of its own, whatever its names say", () => {
    expect(groupOf({ name: "disclosure.ss26.de", tier: "foundation" }, "campaign")).toBe("Brand foundation");
    expect(groupOf({ name: "hero.ss26.de", tier: "variable" }, "campaign")).toBe("SS26");
    expect(groupOf({ name: "hero.alpine", tier: "variable" }, "campaign")).toBe("Personalization variable");
    expect(groupOf({ name: "hero.ss26.de", tier: "campaign" }, "name")).toBeUndefined();
  });
});

describe("filters of a list", () => {
  const base = { kinds: ["block"] as const, text: "", me: "mem_me" as MemberId };

  test("what is chosen stands in the place and comes back from it", () => {
    const chosen = { status: ["live", "draft"], tier: ["campaign"], mine: ["me"] };
    const params = Object.fromEntries(
      Object.entries(paramsOf(chosen)).filter((entry) => entry[1] !== undefined),
    ) as Record<string, string>;
    expect(valuesOf(params)).toEqual(chosen);
    expect(filterOf(params, base)).toEqual({
      kinds: ["block"],
      status: ["live", "draft"],
      tier: "campaign",
      owner: "mem_me",
    });
  });

  test("what a hand-made link gets wrong is left out", () => {
    expect(filterOf({ status: "shiny,live", tier: "huge" }, base)).toEqual({ kinds: ["block"], status: ["live"] });
  });

  test("nobody is asked for as the owner while nobody is signed in", () => {
    expect(filterOf({ mine: "me" }, { ...base, me: undefined })).toEqual({ kinds: ["block"] });
  });
});

describe("the order of rules", () => {
  const row = (name: string): AssetSummary => ({ id: `ast_${name}` as AssetId, name }) as AssetSummary;
  const select = (placement: string, priority: number) => ({
    settings: { label: "x" },
    logic: {
      effect: "select",
      placement: placementId(placement),
      block: "ast_00000000000000000000000009",
      when: "true",
      priority,
    },
  });
  const placementId = (name: string) => `ast_0000000000000000000000000${name}`;
  const exclude = {
    settings: { label: "x" },
    logic: { effect: "exclude", placements: [], when: "true", reason: "because" },
  };

  test("guardrails come first, then each placement's rules by falling priority, then what cannot be read", () => {
    const rows = ["a", "b", "c", "d", "e"].map(row);
    const bodies = new Map<AssetId, Body>([
      [rows[0]!.id, select("2", 10)],
      [rows[1]!.id, select("1", 10)],
      [rows[2]!.id, exclude],
      [rows[3]!.id, select("1", 400)],
      [rows[4]!.id, { settings: {} }],
    ]);
    const arranged = arrangeRules(rows, bodies, { nameOf: (id) => id });
    expect(arranged.map((one) => one.row.name)).toEqual(["c", "d", "b", "a", "e"]);
    expect(arranged[0]).toMatchObject({ group: "Exclusions and quiet times", note: "Excludes, everywhere" });
    expect(new Set(arranged.map((one) => one.group)).size).toBe(4);
  });
});

describe("a proposed name", () => {
  test("is made of what, campaign, channel and market, in letters that names may have", () => {
    expect(proposeName("Hero", "SS26 Alpiné", { brand: "halden", market: "de", channel: "web" })).toBe(
      "hero.ss26-alpine.web.de",
    );
    expect(proposeName("Hero", "Überall", { brand: "*", market: "*", channel: "*" })).toBe("hero.uberall");
    expect(asPart("春が")).toBe("");
  });
});

describe("the elements of a long list", () => {
  const linesFrom = (first: number): number[] => Array.from({ length: 30 }, (_, at) => first + at);

  test("a line keeps its element while it is drawn", () => {
    const slots = new Slots();
    const before = slots.for(linesFrom(0));
    const after = slots.for(linesFrom(3));
    for (const line of linesFrom(3).slice(0, 27)) expect(after.get(line)).toBe(before.get(line));
  });

  test("LI-14 however far it is scrolled, no more elements are made than lines are drawn, and no two lines share one", () => {
    const slots = new Slots();
    const used = new Set<number>();
    for (const first of [0, 3, 40_000, 99_970, 12, 41]) {
      const now = [...slots.for(linesFrom(first)).values()];
      expect(new Set(now).size).toBe(30);
      for (const slot of now) used.add(slot);
    }
    expect(used.size).toBe(30);
  });
});
