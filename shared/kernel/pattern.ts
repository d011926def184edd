import { RE2JS } from "@bufbuild/re2";

const patterns = new Map<string, RE2JS | null>();

/** The pattern, compiled for RE2 (which runs in linear time), or null where it is not one. */
export function compilePattern(pattern: string): RE2JS | null {
  let compiled = patterns.get(pattern);
  if (compiled !== undefined) return compiled;
  try {
    compiled = new RE2JS(pattern);
  } catch {
    compiled = null;
  }
  // Patterns come from block types and conditions, of which there are few; the bound only guards against a pattern typed letter by letter.
  if (patterns.size > 500) patterns.clear();
  patterns.set(pattern, compiled);
  return compiled;
}
