import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kindOf } from "#shared/assets/kinds.ts";
import type { Body } from "#shared/assets/parts.ts";
import { channels, type Channel } from "#shared/rules/model.ts";
import type { AssembledSlot } from "#shared/decision/model.ts";
import { libraryOf } from "#renderer/assets/logic/library.ts";
import { stranger } from "#renderer/audiences/logic/sample-person.ts";
import { joinSlots, mainOf, saysOnlyFine, type Shown } from "#renderer/content/logic/preview-join.ts";
import {
  placementsOf,
  previewDecision,
  previewRelease,
  templatePlaceFor,
  templateRelease,
} from "#renderer/content/logic/preview-release.ts";
import { overflowWords, scaleFor, widthFor, widths, widthWords } from "#renderer/content/logic/preview-width.ts";
import {
  addSlot,
  changeSlot,
  mainAt,
  moveSlot,
  removeSlot,
  slotKeyFor,
  slotsIn,
  standsWords,
  startingSlots,
  typesFor as typesOfRole,
} from "#renderer/content/logic/template-slots.ts";
import { audienceChoices, conditionOf, selectRules } from "#renderer/content/logic/viewers.ts";
import { mainChoice, slotChoices, slotsOf, typesFor, withPlacement } from "#renderer/rules/logic/slots.ts";
import { asset, idOf, slot, template } from "#test/support/assets.ts";
import { pages } from "#test/support/templates.ts";

const now = Date.parse("2026-04-01T12:00:00.000Z");
const library = libraryOf(pages);
const named = (name: string) => library.assets.get(idOf(name))!;
const page = named("page");
const allChannels = Object.keys(channels) as Channel[];

describe("the slots of a template in its editor", () => {
  test("are added with a key of their own, made of their label", () => {
    expect(slotKeyFor("Legal line", [])).toBe("legal-line");
    expect(slotKeyFor("Legal line", ["legal-line", "legal-line-2"])).toBe("legal-line-3");
    expect(slotKeyFor("21", [])).toBe("slot");
    const body = addSlot(page.body, "Footer");
    expect(slotsIn(body).at(-1)).toEqual({
      key: "footer-2",
      label: "Footer",
      mode: "flexible",
      types: [idOf("footer")],
    });
  });

  test("are moved without any of them being lost, and back again", () => {
    const keys = (body: Body) => slotsIn(body).map(({ key }) => key);
    const before = keys(page.body);
    const place = fc.nat({ max: before.length - 1 });
    fc.assert(
      fc.property(place, place, (from, to) => {
        const moved = moveSlot(page.body, from, to);
        expect(keys(moved)[to]).toBe(before[from]);
        expect(keys(moved).toSorted()).toEqual(before.toSorted());
        expect(keys(moveSlot(moved, to, from))).toEqual(before);
      }),
    );
    expect(moveSlot(page.body, 0, 9)).toBe(page.body);
    expect(moveSlot(page.body, 0, -1)).toBe(page.body);
  });

  test("TE-1 the first flexible one is the main one, wherever it stands", () => {
    expect(mainAt(slotsIn(named("message").body))).toBe(1);
    expect(mainAt([slot("a", "fixed", ["hero"])])).toBe(-1);
  });

  test("TE-30 a slot that becomes fixed keeps its block and no longer says that it is required", () => {
    const required = changeSlot(page.body, 1, { required: true });
    expect(slotsIn(required)[1]).toMatchObject({ required: true });
    const fixed = slotsIn(changeSlot(required, 1, { mode: "fixed" }))[1]!;
    expect(fixed).toMatchObject({ mode: "fixed", block: idOf("everyones-offer") });
    expect(fixed).not.toHaveProperty("required");
    expect(slotsIn(changeSlot(page.body, 1, { block: undefined }))[1]).not.toHaveProperty("block");
  });

  test("TE-2 a fixed slot without a block is a fault at its own field", () => {
    const emptied = changeSlot(page.body, 3, { block: undefined });
    const problems = kindOf("template").check(emptied, library.contextFor(page));
    expect(problems).toContainEqual(expect.objectContaining({ at: "settings.slots.3.block", severity: "error" }));
  });

  test("are read as far as they are written", () => {
    expect(slotsIn({})).toEqual([]);
    expect(slotsIn({ settings: { slots: [{ label: "Half" }] } })).toEqual([
      { key: "", label: "Half", mode: "flexible", types: [] },
    ]);
    expect(slotsIn(removeSlot(page.body, 0)).map(({ key }) => key)).toEqual(["offer", "note", "footer"]);
  });

  test("say what stands in them", () => {
    const [main, offer, note, footer] = slotsIn(page.body);
    expect(standsWords(main!, true, library.nameOf)).toBe("What rules choose, else the placement’s generic block");
    expect(standsWords(offer!, false, library.nameOf)).toBe("What rules choose, else everyones-offer");
    expect(standsWords(note!, false, library.nameOf)).toBe("What rules choose, else left out");
    expect(standsWords(footer!, false, library.nameOf)).toBe("imprint");
  });

  test.each(allChannels)("TE-31 those that a template for %s begins with make a template that holds", (channel) => {
    const starting = startingSlots[channel];
    const [type] = typesOfRole("content", library);
    const slots = starting.map(({ key, label, mode }) => ({
      key,
      label,
      mode,
      types: mode === "fixed" ? [idOf("footer")] : [type!.id],
      ...(mode === "fixed" ? { block: idOf("imprint") } : {}),
    }));
    const made = template("new", slots, channel);
    expect(kindOf("template").check(made.body, library.contextFor(made))).toEqual([]);
    expect(mainAt(slots)).toBe(0);
  });
});

describe("the preview of a whole template", () => {
  const decide = (body: Body, where: Parameters<typeof templateRelease>[2]) =>
    previewDecision(templateRelease({ ...page, body }, library, where), {
      locale: "en",
      person: stranger,
      consent: "given",
      now,
    });

  test("TE-32 is decided by the engine in a placement that uses it, with what stands in the editor", () => {
    const placement = placementsOf(library, page.id)[0];
    expect(placement?.name).toBe("on-page");
    const decision = decide(changeSlot(page.body, 3, { label: "The imprint" }), { placement, example: undefined });
    expect(decision.slots?.map(({ label, fixed, content }) => [label, fixed, content.block])).toEqual([
      ["hero", false, "generic-hero"],
      ["offer", false, "everyones-offer"],
      ["The imprint", true, "imprint"],
    ]);
  });

  test("TE-32 shows an example in the main slot where no placement uses it yet", () => {
    const decision = decide(page.body, { placement: undefined, example: idOf("spring-hero") });
    expect(decision.slots?.map(({ content }) => content.block)).toEqual(["spring-hero", "everyones-offer", "imprint"]);
  });

  test("TE-24 shows nothing where a fixed slot has been emptied", () => {
    const placement = placementsOf(library, page.id)[0];
    const decision = decide(changeSlot(page.body, 3, { block: undefined }), { placement, example: undefined });
    expect(decision.outcome).toBe("nothing");
    expect(decision.reason).toContain("footer");
  });
});

describe("a block in its template", () => {
  const previewed = (name: string, type: string) => ({ ...named(name), type: idOf(type) });
  const decide = (name: string, type: string) => {
    const block = previewed(name, type);
    const within = templatePlaceFor(library, "web", block);
    return {
      within,
      decision: previewDecision(previewRelease(block, library, "web", within), {
        locale: "en",
        person: stranger,
        consent: "given",
        now,
      }),
    };
  };

  test("TE-33 stands in the slot that takes its type, with the fixed slots around it", () => {
    const { within, decision } = decide("alpine-offer", "offer");
    expect(within?.slot?.key).toBe("offer");
    expect(decision.slots?.map(({ key, content }) => [key, content.block])).toContainEqual(["offer", "alpine-offer"]);
    expect(decision.slots?.map(({ key }) => key)).toContain("footer");
  });

  test("TE-33 needs no rule where a template holds it itself", () => {
    const { within, decision } = decide("imprint", "footer");
    expect(within?.slot).toBeNull();
    expect(decision.slots?.find(({ fixed }) => fixed)?.content.block).toBe("imprint");
  });

  test("is not offered where no placement of the channel has a template for it", () => {
    expect(templatePlaceFor(library, "sms", { id: idOf("spring-hero"), type: idOf("hero") })).toBeUndefined();
  });
});

describe("who looks at a preview", () => {
  test("may be somebody in any audience of the workspace, or whom a rule is for", () => {
    expect(audienceChoices(library).map(({ value }) => value)).toContain(idOf("gold"));
    expect(conditionOf(idOf("gold"), library)).toBe('audience("gold")');
    expect(conditionOf(idOf("on-page-hero"), library)).toBe("has(profile.country)");
    expect(conditionOf("stranger", library)).toBeUndefined();
    expect(conditionOf(idOf("nothing"), library)).toBeUndefined();
  });

  test("is chosen from rules that show something", () => {
    const rules = selectRules(library, [idOf("on-page-hero"), idOf("gold")]);
    expect(rules.map(({ name }) => name)).toEqual(["on-page-hero"]);
  });
});

describe("the width of a preview", () => {
  test.each(allChannels)("TE-34 has at least one for %s, and begins with one of them", (channel) => {
    expect(widths[channel].length).toBeGreaterThan(0);
    expect(widths[channel]).toContain(widthFor(channel, undefined));
    expect(widthFor(channel, "unheard of")).toBe(widthFor(channel, undefined));
  });

  test("TE-34 is scaled to the room there is and never enlarged, and says so", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...allChannels.flatMap((channel) => widths[channel])),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 3000 }),
        (width, room, tall) => {
          const scale = scaleFor(width, { width: room, height: tall });
          expect(scale).toBeGreaterThan(0);
          expect(scale).toBeLessThanOrEqual(1);
          expect(width.width * scale).toBeLessThanOrEqual(room + 1e-9);
          expect((width.height ?? 0) * scale).toBeLessThanOrEqual(tall + 1e-9);
        },
      ),
    );
    const desktop = widthFor("web", "desktop");
    expect(widthWords(desktop, 0.5)).toBe("Desktop, 1,200 px, shown at 50 %");
    expect(widthWords(desktop, 1)).toBe("Desktop, 1,200 px");
  });

  test("TE-35 says how far words go beyond a format that has a height", () => {
    const rectangle = widthFor("paid", "rectangle");
    expect(overflowWords(rectangle, 250)).toBeUndefined();
    expect(overflowWords(rectangle, 262)).toContain("12 px");
    expect(overflowWords(widthFor("web", "phone"), 9000)).toBeUndefined();
  });
});

describe("the slots of a channel that has no parts", () => {
  const text = (name: string, value: string) => ({
    name,
    label: name,
    type: "text",
    part: "copy",
    fixed: false,
    value,
  });
  const shown = (parts: Partial<Shown>): Shown => ({
    title: undefined,
    texts: [],
    picture: undefined,
    alt: undefined,
    button: undefined,
    link: undefined,
    claims: [],
    fine: [],
    label: null,
    locale: "en",
    ...parts,
  });
  const part = (key: string, fixed: boolean, parts: Partial<Shown>) => ({
    slot: { key, fixed } as Pick<AssembledSlot, "key" | "fixed">,
    props: shown(parts),
  });

  test("TE-36 are one thing in which nothing is lost: the main slot leads, a second title or button becomes text", () => {
    const parts = [
      part("mark", true, { title: text("title", "Advertisement"), fine: [text("note", "Fine")] }),
      part("ad", false, { title: text("title", "Boots"), texts: [text("body", "Warm")], button: "Buy" }),
      part("more", false, { button: "Read" }),
    ];
    expect(mainOf(parts)).toBe(parts[1]);
    const joined = joinSlots(parts);
    expect(joined.title?.value).toBe("Boots");
    expect(joined.button).toBe("Buy");
    expect(joined.texts.map(({ value }) => value)).toEqual(["Warm", "Advertisement", "Read"]);
    expect(joined.fine.map(({ value }) => value)).toEqual(["Fine"]);
    expect(new Set(joined.texts.map(({ name }) => name)).size).toBe(3);
  });

  test("small print alone is not a story", () => {
    expect(saysOnlyFine(shown({ fine: [text("note", "Fine")] }))).toBe(true);
    expect(saysOnlyFine(shown({ link: "/more", fine: [text("note", "Fine")] }))).toBe(false);
  });
});

describe("the slot of a rule", () => {
  const place = named("on-page");

  test("TE-6 is one of the flexible ones of its placement's template; the fixed say why not", () => {
    const within = slotsOf(place, library)!;
    const choices = slotChoices(within, library.nameOf);
    expect(choices.map(({ value }) => value)).toEqual([mainChoice, "offer", "note", "footer"]);
    expect(choices.at(-1)?.disabledReason).toBe("Fixed in the template: no rule fills it.");
    expect(choices[1]?.disabledReason).toBeUndefined();
  });

  test("TE-6 lays down of which types its block may be", () => {
    expect(typesFor(place, undefined, library)).toEqual([idOf("hero")]);
    expect(typesFor(place, "offer", library)).toEqual([idOf("offer")]);
    expect(typesFor(undefined, "offer", library)).toBeUndefined();
  });

  test("goes with the placement that had it, unless the next one has it too", () => {
    const rule = asset("rule", "rule", { logic: { effect: "select", placement: place.id, slot: "offer" } });
    expect(withPlacement(rule.body, named("on-strict-page"), library).logic?.["slot"]).toBe("offer");
    expect(withPlacement(rule.body, named("on-ended-page"), library).logic).not.toHaveProperty("slot");
  });
});
