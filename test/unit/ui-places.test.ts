import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { paletteGroups, type PaletteActions } from "#renderer/app/palette-groups.ts";
import { formatRoute, parseRoute } from "#renderer/app/route.ts";
import { shownTheme } from "#renderer/app/theme.ts";

describe("a place as a link", () => {
  test("names the screen, then the id, then the rest in the query", () => {
    expect(formatRoute({ screen: "content", params: { id: "blk_1", variant: "gold" } })).toBe(
      "#/content/blk_1?variant=gold",
    );
    expect(parseRoute("#/content/blk_1?variant=gold", "home")).toEqual({
      screen: "content",
      params: { id: "blk_1", variant: "gold" },
    });
  });

  test("nothing is the start screen", () => {
    expect(parseRoute("", "home")).toEqual({ screen: "home", params: {} });
    expect(parseRoute("#/", "home")).toEqual({ screen: "home", params: {} });
  });

  test("every place comes back from its link", () => {
    const word = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" });
    const params = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), word, { maxKeys: 4, noNullPrototype: true });
    fc.assert(
      fc.property(word, params, (screen, given) => {
        expect(parseRoute(formatRoute({ screen, params: given }), "home")).toEqual({ screen, params: given });
      }),
    );
  });

  test("a hand-made link with a stray percent sign is still a place", () => {
    expect(parseRoute("#/content/100%", "home")).toEqual({ screen: "content", params: { id: "100%" } });
  });
});

test("the theme follows the computer until one is chosen", () => {
  expect(shownTheme("system", true)).toBe("dark");
  expect(shownTheme("system", false)).toBe("light");
  expect(shownTheme("light", true)).toBe("light");
});

describe("the palette", () => {
  const ran: string[] = [];
  const actions: PaletteActions = {
    run: (command) => void ran.push(command.id),
    open: (hit) => void ran.push(hit.id),
    endOf: () => null,
  };
  const command = (id: string, title: string, refusal?: string) => ({
    id,
    title,
    disabledReason: () => refusal,
    run: () => {},
  });
  const groups = [
    {
      heading: "For this block",
      commands: [command("send", "Send for review"), command("compare", "Compare with revision 11")],
    },
    { heading: "Do", commands: [command("publish", "Publish release 43", "Only an owner can publish.")] },
    { heading: "Go to", commands: [command("go.reviews", "Reviews"), command("go.releases", "Releases")] },
  ];
  const hit = { id: "a1", title: "hero.repair-weeks.web.de", place: { screen: "content", params: { id: "a1" } } };

  test("what is near comes first, then assets, then what can be done anywhere", () => {
    expect(paletteGroups("re", groups, [hit], actions).map((group) => group.label)).toEqual([
      "For this block",
      "Assets",
      "Do",
      "Go to",
    ]);
  });

  test("groups without a hit are left out", () => {
    expect(paletteGroups("compare", groups, [], actions).map((group) => group.label)).toEqual(["For this block"]);
  });

  test("what cannot be done is shown with its reason, after what can", () => {
    const doing = {
      heading: "Do",
      commands: [command("publish", "Publish", "Only an owner can."), command("print", "Print")],
    };
    const [shown] = paletteGroups("p", [doing, { heading: "Go to", commands: [] }], [], actions);
    expect(shown?.rows.map((row) => [row.key, row.disabledReason])).toEqual([
      ["print", undefined],
      ["publish", "Only an owner can."],
    ]);
  });

  test("a chosen row runs its command or opens its asset", () => {
    const rows = paletteGroups("re", groups, [hit], actions).flatMap((group) => group.rows);
    rows.find((row) => row.key === "go.reviews")?.run();
    rows.find((row) => row.key === "asset.a1")?.run();
    expect(ran).toEqual(["go.reviews", "a1"]);
  });
});
