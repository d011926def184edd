import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
};

export interface StaticFile {
  readonly body: Buffer<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Reads a file of the built page by the path of its URL; `/` is the page itself.
 * @returns undefined for what is not there, is of an unknown type, or lies outside of the folder.
 */
export async function readStatic(folder: string, urlPath: string): Promise<StaticFile | undefined> {
  const path = insideOf(folder, urlPath === "/" ? "/index.html" : urlPath);
  const type = path && types[extname(path)];
  if (!path || !type) return undefined;
  try {
    const body = await readFile(path);
    // Names under assets/ carry a hash of what is in them; everything else may change with the next version.
    const cached = urlPath.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-store";
    return { body, headers: { "content-type": type, "cache-control": cached } };
  } catch {
    return undefined;
  }
}

/** The file that a URL path names, or undefined where it would leave the folder however it is written. */
function insideOf(folder: string, urlPath: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
  if (/[\0\\]/.test(decoded) || decoded.split("/").includes("..")) return undefined;
  const root = normalize(folder + sep);
  const path = join(root, decoded);
  return path.startsWith(root) ? path : undefined;
}
