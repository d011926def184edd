import { SaxesParser, type SaxesTagNS } from "saxes";
import type { ReturnedUnit, TextUnit } from "#shared/exchange/texts.ts";
import { AppError } from "#shared/kernel/errors.ts";

/** XLIFF 2.0 (OASIS), as far as plain texts need it: a file a block, a unit a text, notes for the limits. */

const namespace = "urn:oasis:names:tc:xliff:document:2.0";

export function writeTexts(units: readonly TextUnit[], locales: { source: string; target: string }): string {
  const byBlock = Map.groupBy(units, ({ key }) => key.slice(0, key.indexOf(".")));
  const files = [...byBlock].map(([asset, own]) =>
    [
      `  <file id="${asset}" original="${shown(own[0]!.block)}" xml:space="preserve">`,
      ...own.map(writeUnit),
      "  </file>",
    ].join("\n"),
  );
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<xliff xmlns="${namespace}" version="2.0" srcLang="${shown(locales.source)}" trgLang="${shown(locales.target)}">`,
    ...files,
    "</xliff>\n",
  ].join("\n");
}

function writeUnit({ key, variant, field, source, target, maxLength, notes }: TextUnit): string {
  const said = [
    `      <note category="place">${shown(`${field}, ${variant}`)}</note>`,
    ...(maxLength === undefined ? [] : [`      <note category="maxLength">${maxLength}</note>`]),
    ...notes.map((note) => `      <note category="limit">${shown(note)}</note>`),
  ];
  return [
    `    <unit id="${shown(key)}">`,
    "      <notes>",
    ...said.map((line) => `  ${line}`),
    "      </notes>",
    `      <segment state="${target === "" ? "initial" : "translated"}">`,
    `        <source>${content(source)}</source>`,
    ...(target === "" ? [] : [`        <target>${content(target)}</target>`]),
    "      </segment>",
    "    </unit>",
  ].join("\n");
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // Parsers normalise line ends that are not written as references.
  "\r": "&#13;",
};
const escaped = (text: string): string => text.replaceAll(/[&<>"\r]/g, (letter) => escapes[letter]!);

// oxlint-disable-next-line no-control-regex -- these are the characters that XML 1.0 forbids
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Words for people: what XML cannot hold is shown as a replacement character. */
const shown = (text: string): string => escaped(text.replaceAll(forbidden, "\ufffd"));

/** A text that has to come back as it is: what XML cannot hold goes as the element `cp`. */
const content = (text: string): string =>
  escaped(text).replaceAll(
    forbidden,
    (letter) => `<cp hex="${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}"/>`,
  );

interface OpenUnit {
  readonly key: string;
  source: string;
  target: string;
  /** Segments with and without a translation. */
  translated: number;
  untranslated: number;
  fault?: string;
}

/** @throws INPUT_INVALID for what is no XLIFF 2, and for document types and entities of its own: a file is data alone */
export function readTexts(text: string): { units: ReturnedUnit[]; source: string | null } {
  const reader = new Reader();
  const parser = new SaxesParser({ xmlns: true });
  const refuse = (message: string): never => {
    throw new AppError("INPUT_INVALID", `Line ${parser.line}: ${message}`);
  };
  parser.on("error", ({ message }) => refuse(`this is no XML: ${message.replace(/^\d+:\d+: /, "")}`));
  parser.on("doctype", () => refuse("a document type may not be declared. Export the file again without it."));
  parser.on("opentag", (tag) => reader.open(tag, refuse));
  parser.on("closetag", (tag) => reader.close(tag));
  parser.on("text", (words) => reader.text(words));
  parser.on("cdata", (words) => reader.text(words));
  parser.write(text).close();
  return { units: reader.units, source: reader.sourceLocale };
}

interface OpenSegment {
  source: string;
  target: string | null;
  readonly translatable: boolean;
}

class Reader {
  readonly units: ReturnedUnit[] = [];
  sourceLocale: string | null = null;
  #targetLocale = "";
  #unit: OpenUnit | null = null;
  #segment: OpenSegment | null = null;
  #into: "source" | "target" | null = null;
  #rooted = false;

  open({ local, uri, attributes }: SaxesTagNS, refuse: (message: string) => never): void {
    const value = (name: string): string => attributes[name]?.value ?? "";
    if (!this.#rooted) {
      this.#rooted = true;
      if (local !== "xliff" || uri !== namespace)
        refuse(
          uri.includes("xliff:document:1")
            ? "this is XLIFF 1. Export it as XLIFF 2.0 from your tool."
            : "this is no XLIFF 2.0 document.",
        );
      this.sourceLocale = value("srcLang") || null;
      this.#targetLocale = value("trgLang");
    }
    if (uri !== namespace) return;
    if (local === "unit") this.#unit = { key: value("id"), source: "", target: "", translated: 0, untranslated: 0 };
    else if (local === "segment" || local === "ignorable")
      this.#segment = { source: "", target: null, translatable: local === "segment" };
    else if (this.#segment && (local === "source" || local === "target")) {
      this.#into = local;
      if (local === "target") this.#segment.target = "";
    } else if (this.#into) this.#inline(local, value("hex"));
  }

  /** Marks around words are passed over; codes that stand for something have nothing here to stand for. */
  #inline(local: string, hex: string): void {
    if (local === "cp")
      this.text(/^[0-9a-f]{1,4}$/i.test(hex) ? String.fromCodePoint(Number.parseInt(hex, 16)) : "\ufffd");
    else if (local !== "mrk" && local !== "pc" && local !== "sm" && local !== "em")
      this.#unit!.fault = `It holds the inline code <${local}>, which this text cannot have.`;
  }

  text(words: string): void {
    if (!this.#segment || !this.#into) return;
    this.#segment[this.#into] = (this.#segment[this.#into] ?? "") + words;
  }

  close({ local, uri }: SaxesTagNS): void {
    if (uri !== namespace) return;
    if (local === this.#into) this.#into = null;
    else if ((local === "segment" || local === "ignorable") && this.#segment) this.#endSegment(this.#segment);
    else if (local === "unit" && this.#unit) this.#endUnit(this.#unit);
  }

  #endSegment({ source, target, translatable }: OpenSegment): void {
    const unit = this.#unit;
    this.#segment = null;
    if (!unit) return;
    unit.source += source;
    unit.target += target ?? (translatable ? "" : source);
    if (translatable) unit[target === null || target === "" ? "untranslated" : "translated"]++;
  }

  #endUnit({ key, source, target, translated, untranslated, fault }: OpenUnit): void {
    this.#unit = null;
    const partly = translated > 0 && untranslated > 0 ? "Some of its segments are not translated." : undefined;
    const reason = fault ?? partly;
    this.units.push({
      place: `unit ${this.units.length + 1}`,
      key,
      locale: this.#targetLocale,
      source,
      target: translated > 0 ? target : null,
      ...(reason ? { fault: reason } : {}),
    });
  }
}
