import { describe, expect, test } from "vitest";
import { measure } from "#main/images/measure.ts";
import { mostPictureBytes } from "#shared/images/contract.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { avif, gif, jpeg, png, svg, webp } from "#test/support/pictures.ts";

const text = (content: string): Uint8Array => Buffer.from(content);

function refusalOf(bytes: Uint8Array): string {
  try {
    measure(bytes);
  } catch (error) {
    if (error instanceof AppError && error.code === "PICTURE_REFUSED") return error.message;
    throw error;
  }
  throw new Error("It was taken.");
}

describe("IMG-1 what a file is and measures is read from its bytes", () => {
  test.each([
    ["image/png", png(7, 5)],
    ["image/jpeg", jpeg(7, 5)],
    ["image/gif", gif(7, 5)],
    ["image/webp", webp(7, 5)],
    ["image/avif", avif(7, 5)],
    ["image/svg+xml", svg("", 'width="7" height="5px"')],
  ] as const)("IMG-1 %s", (mediaType, bytes) => {
    expect(measure(bytes)).toEqual({ mediaType, width: 7, height: 5, bytes: bytes.length });
  });

  test.each([
    ["a page", text("<!doctype html><html><svg></svg></html>")],
    ["a text", text("hello")],
    ["a bitmap", text("BM        ")],
    ["nothing", new Uint8Array()],
  ])("IMG-1 refuses %s in words", (_name, bytes) => {
    expect(refusalOf(bytes)).toMatch(/Choose|Export/);
  });
});

describe("IMG-2 a picture that is stored on its side measures as it is shown", () => {
  test.each([1, 2, 3, 4])("IMG-2 a JPEG with orientation %i stays", (orientation) => {
    expect(measure(jpeg(40, 30, orientation))).toMatchObject({ width: 40, height: 30 });
  });
  test.each([5, 6, 7, 8])("IMG-2 a JPEG with orientation %i is turned", (orientation) => {
    expect(measure(jpeg(40, 30, orientation))).toMatchObject({ width: 30, height: 40 });
  });
  test("IMG-2 an AVIF is turned by its own box, and refused where a box crops it", () => {
    expect(measure(avif(40, 30, 1))).toMatchObject({ width: 30, height: 40 });
    expect(measure(avif(40, 30, 2))).toMatchObject({ width: 40, height: 30 });
    expect(refusalOf(avif(40, 30, 0, true))).toContain("crop");
  });
});

describe("IMG-3 what is too heavy, cut off or without a size is refused", () => {
  test("IMG-3 sixteen MiB are taken, a byte more is not", () => {
    const padded = (size: number): Uint8Array => {
      const bytes = new Uint8Array(size);
      bytes.set(jpeg(4, 3));
      return bytes;
    };
    expect(measure(padded(mostPictureBytes))).toMatchObject({ bytes: mostPictureBytes });
    expect(refusalOf(padded(mostPictureBytes + 1))).toContain("Compress");
  });
  test.each([
    ["PNG", png(4, 3)],
    ["JPEG", jpeg(4, 3)],
    ["GIF", gif(4, 3)],
    ["WebP", webp(4, 3)],
    ["AVIF", avif(4, 3)],
    ["SVG", svg()],
  ] as const)("IMG-3 a %s without its last byte", (_name, bytes) => {
    expect(refusalOf(bytes.subarray(0, -1))).toMatch(/missing|damaged|well-formed/);
  });
  test.each([
    ["PNG", png(4, 3).subarray(0, 20)],
    ["JPEG", jpeg(4, 3).subarray(0, 30)],
    ["WebP", webp(4, 3).subarray(0, 22)],
    ["AVIF", avif(4, 3).subarray(0, 40)],
  ] as const)("IMG-3 the head of a %s alone", (_name, bytes) => {
    expect(refusalOf(bytes)).toMatch(/again|anew/);
  });
  test("IMG-3 a picture of no width", () => {
    expect(refusalOf(gif(0, 3))).toContain("1 to 65535");
  });
});

describe("IMG-4 an SVG may draw and do nothing else", () => {
  test.each([
    ["a script", "<script>alert(1)</script>"],
    ["a script of another prefix", '<s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script>'],
    ["an event handler", '<rect onload="alert(1)"/>'],
    ["a page inside", "<foreignObject><p/></foreignObject>"],
    ["another file", '<image href="https://elsewhere.example/x.png"/>'],
    ["a link", '<a href="https://elsewhere.example"><rect/></a>'],
    ["a part of another file", '<use href="https://elsewhere.example/x.svg#a"/>'],
    ["the same by XLink", '<use xlink:href="//elsewhere.example/x.svg#a"/>'],
    ["a document in an address", '<use href="data:image/svg+xml,x"/>'],
    ["an animation", '<set attributeName="href" to="javascript:alert(1)"/>'],
    ["a fetching attribute", '<rect fill="url(https://elsewhere.example/p)"/>'],
    ["a fetching style", '<rect style="background:url(//elsewhere.example)"/>'],
    ["an import", "<style>@import 'https://elsewhere.example/a.css';</style>"],
    ["the same in CDATA", "<style><![CDATA[@import 'a.css';]]></style>"],
    ["the same, split", "<style>@imp<!-- -->ort 'a.css';</style>"],
    ["an escaped letter in style", "<style>@\\import 'a.css';</style>"],
    ["an escape in style", "<style>@\\69mport 'a.css';</style>"],
    ["an HTML element", '<p xmlns="http://www.w3.org/1999/xhtml">x</p>'],
    ["a base address", '<g xml:base="https://elsewhere.example/"/>'],
  ])("IMG-4 refuses %s", (_name, inside) => {
    expect(refusalOf(svg(inside))).toContain("Export it as a plain SVG");
  });

  test.each([
    ["a document type", '<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["an instruction", '<?xml-stylesheet href="a.css"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["no namespace", '<svg width="1" height="1"/>'],
    ["two roots", '<svg xmlns="http://www.w3.org/2000/svg"/><svg/>'],
    ["depth", `<svg xmlns="http://www.w3.org/2000/svg">${"<g>".repeat(300)}${"</g>".repeat(300)}</svg>`],
  ])("IMG-4 refuses %s", (_name, content) => {
    expect(refusalOf(text(content))).toContain("SVG");
  });

  test.each([
    [
      "gradients and uses of its own parts",
      '<defs><linearGradient id="a"/></defs><use href="#b"/><rect fill="url(#a)"/>',
    ],
    ["a style sheet", "<style>.a { fill: url('#a'); stroke: red }</style>"],
    [
      "what Inkscape notes",
      '<s:namedview xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" pagecolor="#fff"/>',
    ],
  ])("IMG-4 takes %s", (_name, inside) => {
    expect(measure(svg(inside))).toMatchObject({ width: 400, height: 300 });
  });

  test.each([
    ['width="2in" height="1in"', 192, 96],
    ['viewBox="0 0 16 9"', 16, 9],
    ['viewBox="0,0,16,9" width="160"', 160, 90],
    ['viewBox="0 0 16 9" width="100%" height="90"', 160, 90],
  ])("IMG-1 an SVG with %s", (attributes, width, height) => {
    expect(measure(svg("", attributes))).toMatchObject({ width, height });
  });
});
