import { describe, expect, test } from "vitest";
import type { BlockTypeBody } from "#shared/taxonomy/model.ts";
import {
  applied,
  bodyOf,
  by,
  contentType,
  document,
  entry,
  faultsOf,
  field,
  heroType,
  linkTo,
  media,
  paragraph,
  plan,
  rowOf,
  space,
  words,
} from "#test/support/contentful.ts";

const fieldsOf = (body: BlockTypeBody) => Object.fromEntries(body.settings.fields.map((each) => [each.name, each]));

describe("a content type", () => {
  const all = contentType("card", "💳 Card component", [
    field("title", "Symbol", { required: true, localized: true, validations: [{ size: { min: 3, max: 20 } }] }),
    field("tone", "Symbol", { validations: [{ in: ["calm", "loud"] }] }),
    field("slug", "Symbol", { validations: [{ unique: true }, { regexp: { pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$" } }] }),
    field("code", "Symbol", { validations: [{ regexp: { pattern: "(?=x)y" } }] }),
    field("sku", "Symbol", { validations: [{ regexp: { pattern: "A|B", flags: "i" } }] }),
    field("price", "Number", { validations: [{ range: { min: 0, max: 100 } }] }),
    field("tags", "Array", {
      items: { type: "Symbol", validations: [{ size: { max: 8 } }] },
      validations: [{ size: { max: 3 } }],
    }),
    field("day", "Date"),
    field("raw", "Object"),
    field("terms-and-conditions", "Text", { name: "Terms and conditions" }),
    field("healthClaim", "Symbol"),
    field("colorPalette", "Symbol", { validations: [{ in: ["White", "Black"] }] }),
    field("photo", "Link", { linkType: "Asset", validations: [{ linkMimetypeGroup: ["image"] }] }),
    field("sheet", "Link", { linkType: "Asset" }),
    field("next", "Link", { linkType: "Entry" }),
    field("others", "Array", { items: { type: "Link", linkType: "Entry" }, validations: [{ size: { max: 4 } }] }),
  ]);
  const pdf = {
    ...media("pdf", "Price list"),
    fields: {
      title: { "en-US": "Price list" },
      file: { "en-US": { url: "//files.example.com/p.pdf", contentType: "application/pdf" } },
    },
  };
  const plans = plan(
    space({
      contentTypes: [all],
      assets: [pdf],
      entries: [entry("card", "c1", { title: "A card", sheet: linkTo("Asset", "pdf") })],
    }),
  );
  const body = bodyOf(applied(plans), "acme.card") as BlockTypeBody;
  const fields = fieldsOf(body);

  test("IM-10 becomes a block type whose fields have its limits, all of them flexible", () => {
    expect(fields["title"]).toMatchObject({
      type: "text",
      required: true,
      localized: true,
      limits: { minLength: 3, maxLength: 20 },
    });
    expect(fields["tone"]).toMatchObject({ type: "choice", limits: { values: ["calm", "loud"] } });
    expect(fields["slug"]?.limits.pattern).toBe("^[a-z0-9]+(?:-[a-z0-9]+)*$");
    expect(fields["price"]).toMatchObject({ type: "number", limits: { min: 0, max: 100 } });
    expect(fields["tags"]).toMatchObject({ type: "list", limits: { max: 3, maxLength: 8 } });
    expect(fields["photo"]?.type).toBe("image");
    expect(fields["sheet"]?.type).toBe("link");
    expect(fields["next"]?.type).toBe("reference");
    expect(fields["others"]).toMatchObject({ type: "list", limits: { max: 4 } });
    expect(body.settings.fields.every(({ mode }) => mode === "flexible")).toBe(true);
    expect(faultsOf(plans)).toEqual([]);
  });

  test("IM-10 keeps a pattern that is looked for anywhere as one for the whole value", () => {
    expect(fields["sku"]?.limits.pattern).toBe("(?i)(?s:.*)(?:A|B)(?s:.*)");
  });

  test("IM-10 reports what cannot be said here", () => {
    const { outcome, reason } = rowOf(plans, "card");
    expect(outcome).toBe("adapted");
    expect(reason).toContain("“raw” is left out: fields of the type Object have no counterpart.");
    expect(reason).toContain("“code”: its pattern is left out: it cannot be written in RE2 syntax.");
    expect(reason).toContain("“slug”: that its value is unique in the space is not checked here.");
    expect(reason).toContain("“day”: dates with a time are kept as text.");
    expect(fields["code"]?.limits.pattern).toBeUndefined();
  });

  test("IM-10 every kind of validation becomes a limit or a line of the report", () => {
    const held = contentType("held", "Held", [
      field("word", "Symbol", { validations: [{ prohibitRegexp: { pattern: "cheap" } }] }),
      field("starts", "Date", { validations: [{ dateRange: { min: "2026-01-01", max: "2026-12-31T23:59" } }] }),
      field("body", "RichText", {
        validations: [
          { enabledMarks: ["bold", "underline"] },
          { enabledNodeTypes: ["heading-3", "hyperlink", "embedded-asset-block"] },
          { nodes: { "embedded-asset-block": [{ size: { max: 1 } }] } },
        ],
      }),
      field("free", "RichText"),
      field("words", "RichText", { validations: [{ enabledNodeTypes: [] }] }),
      field("photo", "Link", {
        linkType: "Asset",
        validations: [
          { linkMimetypeGroup: ["image"] },
          { assetImageDimensions: { width: { min: 800 }, height: { min: 600, max: 900 } } },
          { assetFileSize: { max: 1000 } },
        ],
      }),
      field("sheet", "Link", { linkType: "Asset", validations: [{ linkMimetypeGroup: ["pdfdocument"] }] }),
      field("next", "Link", { linkType: "Entry", validations: [{ linkContentType: ["held"] }] }),
      field("grade", "Integer", { validations: [{ in: [1, 2] }] }),
    ]);
    const editor = {
      sys: { id: "default", contentType: linkTo("Entry", "held") },
      controls: [{ fieldId: "starts", widgetId: "datePicker", settings: { format: "dateonly" } }],
    };
    const made = plan(
      space({
        contentTypes: [held],
        editorInterfaces: [editor],
        entries: [
          entry("held", "in", { starts: "2026-12-31T00:00", body: document(paragraph(words("loud", "bold"))) }),
          entry("held", "past", { starts: "2027-01-01", body: document(paragraph(words("soft", "italic"))) }),
        ],
      }),
    );
    const limited = fieldsOf(bodyOf(applied(made), "acme.held") as BlockTypeBody);
    expect(limited["starts"]).toMatchObject({
      type: "date",
      limits: { earliest: "2026-01-01", latest: "2026-12-31" },
    });
    expect(limited["body"]?.limits.marks).toEqual(["bold", "link", "picture", "heading"]);
    const { id } = applied(made).find(({ identity }) => identity.name === "acme.held")!;
    expect(limited["next"]?.limits.types).toEqual([id]);
    expect(limited["free"]?.limits.marks).toBeUndefined();
    expect(limited["words"]?.limits.marks).toEqual(["bold", "italic", "strike", "code"]);
    const reason = rowOf(made, "held").reason;
    for (const said of [
      '“word”: that it may not match "cheap" is not checked here',
      "“body”: only heading-3 may be used in the source",
      "“body”: how many of these may stand in its text, and what they lead to, is not checked here: embedded-asset-block",
      "a width of at least 800 pixels and a height of at least 600 and at most 900 pixels",
      "at most 1000 bytes",
      "of the sort pdfdocument",
      "“grade”: that it is one of 1, 2 is not checked here",
    ])
      expect(reason).toContain(said);
    expect(rowOf(made, "in").reason ?? "").not.toContain("“starts”");
    expect(rowOf(made, "past").reason).toContain("“starts” is left out: starts may be 2026-12-31 at the latest");
    expect(rowOf(made, "past").reason).toContain("“body” is left out");
    expect(faultsOf(made)).toEqual([]);
  });

  test("IM-11 puts each field under the approval that it needs", () => {
    expect(fields["termsAndConditions"]?.part).toBe("disclosure");
    expect(fields["healthClaim"]?.part).toBe("claim");
    expect([fields["photo"]?.part, fields["colorPalette"]?.part]).toEqual(["visual", "visual"]);
    expect([fields["title"]?.part, fields["tone"]?.part, fields["photoAlt"]?.part]).toEqual(["copy", "copy", "copy"]);
  });
});

describe("an entry", () => {
  const heroes = (...entries: unknown[]) =>
    space({ entries, assets: [media("m1", "A hiker at dawn"), media("m2", "IMG_20201122")] });

  test("IM-13 says in `*` what the default locale says, and keeps the other locales", () => {
    const plans = plan(
      heroes(
        entry("hero", "h1", {
          internalName: "Welcome",
          headline: by({ "en-US": "Hello", "de-DE": "Hallo", "fr-FR": "Bonjour" }),
        }),
      ),
    );
    expect(bodyOf(applied(plans), "acme.hero-banner.welcome").copy.base.headline).toEqual({
      "*": "Hello",
      "de-DE": "Hallo",
    });
  });

  test("IM-13 gives a locale the value of the locale that it falls back to, if that is not the default", () => {
    const locales = [
      { code: "en-US", default: true, fallbackCode: null },
      { code: "de-DE", fallbackCode: "en-US" },
      { code: "de-AT", fallbackCode: "de-DE" },
      { code: "ja", fallbackCode: null },
      { code: "xx_broken", fallbackCode: null },
    ];
    const entries = [
      entry("hero", "h1", { internalName: "Welcome", headline: by({ "en-US": "Hello", "de-DE": "Hallo" }) }),
    ];
    const plans = plan(space({ locales, entries }));
    expect(bodyOf(applied(plans), "acme.hero-banner.welcome").copy.base.headline).toEqual({
      "*": "Hello",
      "de-DE": "Hallo",
      "de-AT": "Hallo",
    });
    expect(rowOf(plans, "h1").reason).toBe("In de-AT, “headline” takes the value of de-DE, to which it falls back.");
    expect(rowOf(plans, "ja")).toMatchObject({
      outcome: "adapted",
      reason: expect.stringContaining("falls back to nothing"),
    });
    expect(rowOf(plans, "xx_broken").outcome).toBe("leftOut");
  });

  test("IM-14 loses a value that breaks a limit whole, and says so", () => {
    const plans = plan(
      heroes(
        entry("hero", "h1", { internalName: "Long", headline: by({ "en-US": "Short", "de-DE": "ß".repeat(41) }) }),
      ),
    );
    expect(bodyOf(applied(plans), "acme.hero-banner.long").copy.base.headline).toEqual({ "*": "Short" });
    expect(rowOf(plans, "h1")).toMatchObject({
      outcome: "adapted",
      reason: expect.stringContaining("“headline” in de-DE is left out: Shorten headline by 1 character"),
    });
  });

  test("IM-17 is left out where a required value is missing, and so are links to it", () => {
    const plans = plan(
      heroes(
        entry("hero", "h1", { internalName: "Whole", headline: "Hello", target: linkTo("Entry", "h2") }),
        entry("hero", "h2", { internalName: "No headline" }),
        entry("hero", "h3", { internalName: "Archived", headline: "Old" }, { archivedVersion: 3 }),
      ),
    );
    expect(rowOf(plans, "h2")).toMatchObject({
      outcome: "leftOut",
      reason: expect.stringContaining("Fill in headline"),
    });
    expect(rowOf(plans, "h3")).toMatchObject({ outcome: "leftOut", reason: "It is archived." });
    expect(rowOf(plans, "h1")).toMatchObject({
      outcome: "adapted",
      reason: expect.stringContaining("“No headline” is not imported as a block"),
    });
    expect(faultsOf(plans)).toEqual([]);
  });

  test("IM-16 leads to the block of the entry that it links to, which stands before it", () => {
    const plans = plan(
      heroes(
        entry("hero", "h1", { internalName: "First", headline: "1", target: linkTo("Entry", "h2") }),
        entry("hero", "h2", { internalName: "Second", headline: "2" }),
      ),
    );
    const second = plans.assets.find(({ identity }) => identity.name.endsWith(".second"))!;
    expect(bodyOf(applied(plans), "acme.hero-banner.first").copy.base.target).toEqual({ "*": second.id });
    expect(faultsOf(plans)).toEqual([]);
  });

  test("IM-16 loses the link that closes a circle, and a link to what is not there", () => {
    const plans = plan(
      heroes(
        entry("hero", "h1", { internalName: "One", headline: "1", target: linkTo("Entry", "h2") }),
        entry("hero", "h2", { internalName: "Two", headline: "2", target: linkTo("Entry", "h1") }),
        entry("hero", "h3", { internalName: "Three", headline: "3", target: linkTo("Entry", "h3") }),
        entry("hero", "h4", {
          internalName: "Four",
          headline: "4",
          target: linkTo("Entry", "nowhere"),
          image: linkTo("Asset", "nothing"),
        }),
      ),
    );
    const reasons = ["h1", "h2", "h3", "h4"].map((id) => rowOf(plans, id).reason ?? "");
    expect(reasons.filter((reason) => reason.includes("in a circle"))).toHaveLength(2);
    expect(reasons[3]).toContain("The entry nowhere is not in the export.");
    expect(reasons[3]).toContain("The file nothing is not in the export.");
    expect(faultsOf(plans)).toEqual([]);
  });

  test("IM-10 shows a picture by its address, and in words where somebody described it", () => {
    const plans = plan(
      heroes(
        entry("hero", "h1", { internalName: "Dawn", headline: "1", image: linkTo("Asset", "m1") }),
        entry("hero", "h2", { internalName: "Camera", headline: "2", image: linkTo("Asset", "m2") }),
      ),
    );
    expect(bodyOf(applied(plans), "acme.hero-banner.dawn").visual.base.image).toEqual({
      "*": "https://images.example.com/m1.jpg",
    });
    expect(bodyOf(applied(plans), "acme.hero-banner.dawn").copy.base.imageAlt).toEqual({ "*": "A hiker at dawn" });
    expect(bodyOf(applied(plans), "acme.hero-banner.camera").copy.base.imageAlt).toBeUndefined();
    expect(rowOf(plans, "m1")).toMatchObject({
      outcome: "adapted",
      asset: "acme.hero-banner.dawn",
      reason: expect.stringContaining("stays the address of its file"),
    });
  });

  test("IM-18 is named after brand, type and title; equal titles are told apart; titles in other scripts go by their id", () => {
    const titled = (id: string, title: string) => entry("hero", id, { internalName: title, headline: "Hi" });
    const plans = plan(
      heroes(titled("h1", "Café & Straße (2020)"), titled("h2", "Café & Straße (2020)"), titled("jaOne", "ようこそ")),
    );
    const names = plans.assets.filter(({ identity }) => identity.kind === "block").map(({ identity }) => identity.name);
    expect(names).toEqual([
      "acme.hero-banner.cafe-strasse-2020",
      "acme.hero-banner.cafe-strasse-2020-2",
      "acme.hero-banner.jaone",
    ]);
  });

  test("IM-12 keeps rich text as small Markdown and reports what that cannot say", () => {
    const body = document(
      paragraph(words("Now "), words("bold", "bold"), words(" and "), words("lined", "underline")),
      {
        nodeType: "embedded-entry-block",
        data: { target: linkTo("Entry", "h2") },
        content: [],
      },
    );
    const plans = plan(
      heroes(
        entry("hero", "h1", { internalName: "Rich", headline: "1", body }),
        entry("hero", "h2", { internalName: "Inside", headline: "2" }),
      ),
    );
    expect(bodyOf(applied(plans), "acme.hero-banner.rich").copy.base.body).toEqual({ "*": "Now **bold** and lined" });
    expect(rowOf(plans, "h1").reason).toContain("The mark “underline” has no counterpart; its words are kept plain.");
    expect(rowOf(plans, "h1").reason).toContain("the entry “Inside”, embedded in the text, is not part of it here.");
  });

  test("IM-12 does not take a text that would lack words inside a sentence", () => {
    const hole = { nodeType: "embedded-entry-inline", data: { target: linkTo("Entry", "nowhere") }, content: [] };
    const plans = plan(
      heroes(
        entry("hero", "h1", {
          internalName: "Hole",
          headline: "1",
          body: document(paragraph(words("From "), hole, words(" with love"))),
        }),
      ),
    );
    expect(bodyOf(applied(plans), "acme.hero-banner.hole").copy.base.body).toBeUndefined();
    expect(rowOf(plans, "h1").reason).toContain("The text would lack words");
  });

  test("IM-3 a value of another form than its content type says is left out", () => {
    const plans = plan(
      heroes(entry("hero", "h1", { internalName: "Odd", headline: "1", dark: "yes", image: "a.jpg", body: 7 })),
    );
    expect(rowOf(plans, "h1").reason?.match(/of another form/g)).toHaveLength(3);
  });
});

test("a label that is too long is shortened with an ellipsis, and the report says so", () => {
  const type = contentType("long", "W".repeat(130), [field("title", "Symbol")]);
  const plans = plan(space({ contentTypes: [heroType, type] }));
  const made = plans.assets.find(({ body }) => JSON.stringify(body).includes("WWW"))!;
  expect((made.body.settings as { label: string }).label).toMatch(/^W{118}…$/);
  expect(rowOf(plans, "long").reason).toContain("shortened");
});
