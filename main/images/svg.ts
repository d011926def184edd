import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from "saxes";
import { AppError } from "#shared/kernel/errors.ts";

/**
 * SVG is a document, not only a picture: it could run scripts, fetch from elsewhere and follow links. What is taken may
 * draw and do nothing else. Everything is refused that is not known to be harmless, and nothing is cut out in silence:
 * a file that is kept is the file that was given.
 */

const svgSpace = "http://www.w3.org/2000/svg";
const linkSpace = "http://www.w3.org/1999/xlink";

/** Elements that draw, and those that say what is drawn (SVG 2, the static ones). */
const drawing = new Set(
  `svg g defs symbol use switch title desc metadata path rect circle ellipse line polyline polygon text tspan textPath
   linearGradient radialGradient stop pattern clipPath mask marker style filter feBlend feColorMatrix feComponentTransfer
   feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB
   feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight
   feTile feTurbulence`.split(/\s+/),
);

/** What drawing programs note down for themselves; no reader acts on it. */
const notes = new Set([
  "http://www.inkscape.org/namespaces/inkscape",
  "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
  "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  "http://creativecommons.org/ns#",
  "http://web.resource.org/cc/",
  "http://purl.org/dc/elements/1.1/",
  "http://www.bohemiancoding.com/sketch/ns",
  "http://www.serif.com/",
]);

const deepest = 256;

/** Whether a file begins like XML whose root is an svg. A root further back is no picture of ours. */
export function looksLikeSvg(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 4096)).replace(/^\uFEFF/, "");
  return /^\s*</.test(start) && /<(\w+:)?svg[\s>/]/.test(start);
}

/** The size of an SVG in CSS pixels, once it is known to draw and nothing else. @throws PICTURE_REFUSED */
export function measureSvg(bytes: Uint8Array): { width: number; height: number } {
  let root: SaxesTagNS | undefined;
  let depth = 0;
  let style: string | undefined;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => refuse(`it is not well-formed XML (${error.message})`));
  parser.on("doctype", () => refuse("it brings a document type, which may define entities"));
  parser.on("processinginstruction", ({ target }) => refuse(`it holds the instruction <?${target}?>`));
  parser.on("opentag", (tag) => {
    if (!root && (tag.local !== "svg" || tag.uri !== svgSpace)) refuse("its root is not an svg of the SVG namespace");
    root ??= tag;
    if (++depth > deepest) refuse(`it nests elements more than ${deepest} deep`);
    checkTag(tag);
    if (tag.local === "style") style = "";
  });
  parser.on("closetag", ({ local }) => {
    depth -= 1;
    if (local !== "style") return;
    checkStyle(style ?? "", "its style sheet");
    style = undefined;
  });
  // Read together: comments and CDATA may split a word in the file that is one in the style sheet.
  const text = (content: string): void => {
    if (style !== undefined) style += content;
  };
  parser.on("text", text);
  parser.on("cdata", text);
  parser.write(readUtf8(bytes)).close();
  return sizeOf(root!);
}

function readUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse("it is not UTF-8 text");
  }
}

function checkTag({ local, uri, name, attributes }: SaxesTagNS): void {
  if (uri === svgSpace ? !drawing.has(local) : !notes.has(uri)) refuse(`it holds <${name}>, ${harmOf(local)}`);
  for (const attribute of Object.values(attributes)) checkAttribute(attribute, name);
}

function harmOf(element: string): string {
  if (element === "script") return "which runs a script";
  if (element === "foreignObject") return "which brings a page of its own";
  if (["image", "feImage"].includes(element)) return "which shows another file";
  if (element === "a") return "which is a link";
  return "which is not known to only draw";
}

function checkAttribute({ local, name, uri, value }: SaxesAttributeNS, element: string): void {
  const where = `${name} of <${element}>`;
  if (/^on/i.test(local)) refuse(`it holds ${where}, which runs a script`);
  if (local.toLowerCase() === "base" || (local.toLowerCase() === "src" && !notes.has(uri)))
    refuse(`it holds ${where}, which leads elsewhere`);
  if (
    local.toLowerCase() === "href" &&
    (uri === "" || uri === linkSpace || uri === svgSpace) &&
    !value.trim().startsWith("#")
  )
    refuse(`${where} leads out of the file`);
  if (/^\s*(javascript|data|vbscript)\s*:/i.test(value)) refuse(`${where} holds a document or a script`);
  if (!notes.has(uri)) checkStyle(value, where);
}

/** Style may name parts of the file itself and nothing outside; escapes, which could hide a name, are refused. */
function checkStyle(css: string, where: string): void {
  if (/@import/i.test(css)) refuse(`${where} imports a style sheet`);
  if (/\burl\s*\(\s*(?!\s*['"]?#)/i.test(css)) refuse(`${where} fetches from outside the file`);
  if (/(image-set|image|src|cross-fade)\s*\(|expression\s*\(|-moz-binding/i.test(css))
    refuse(`${where} may fetch from outside the file`);
  if (css.includes("\\")) refuse(`${where} writes letters as escapes, which hides what it says`);
}

function refuse(reason: string): never {
  throw new AppError(
    "PICTURE_REFUSED",
    `This SVG may do more than draw: ${reason}. Export it as a plain SVG without scripts, links and outside files, or as PNG or WebP.`,
  );
}

const perUnit: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
};

/** A length in CSS pixels; undefined where there is none or it depends on where the picture stands. */
function pixelsOf(text: string | undefined): number | undefined {
  const found = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(text ?? "");
  const unit = perUnit[found?.[2]?.toLowerCase() ?? "?"];
  return found && unit !== undefined ? Number(found[1]) * unit : undefined;
}

/** As CSS sizes it: the width and height that it gives, else by the ratio of its view box. */
function sizeOf({ attributes }: SaxesTagNS): { width: number; height: number } {
  const width = pixelsOf(attributes["width"]?.value);
  const height = pixelsOf(attributes["height"]?.value);
  const box = (attributes["viewBox"]?.value ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [across = 0, up = 0] = box.length === 4 && box[2]! > 0 && box[3]! > 0 ? box.slice(2) : [];
  const known = (w: number, h: number) => ({ width: Math.round(w), height: Math.round(h) });
  if (width !== undefined && height !== undefined) return known(width, height);
  if (across === 0)
    throw new AppError(
      "PICTURE_REFUSED",
      "This SVG says neither its width and height nor a viewBox. Export it with a size.",
    );
  if (width !== undefined) return known(width, (width * up) / across);
  if (height !== undefined) return known((height * across) / up, height);
  return known(across, up);
}
