import type { Problem } from "#shared/assets/model.ts";
import type { Field } from "../model.ts";
import type { Say } from "./say.ts";

// Not `//host` and not `/\host`, which browsers read as another site.
const ownPath = /^(?:\/(?![/\\])[^\s\\]*|#[^\s\\]*)?$/;
const relativePath = /^[\w~][\w~.-]*(?:\/[\w~.%-]+)*(?:\?[^\s\\]*)?$/;

/** Holds a link, or the address of a picture, to one's own site and the hosts that the field names. */
export function checkLink(field: Field, text: string, say: Say): Problem[] {
  if (ownPath.test(text) || (field.type === "image" && relativePath.test(text))) return [];
  const url = parseUrl(text);
  if (url === null || url.protocol !== "https:") {
    return [say("rule", `${field.label} must be a path of your own site, such as /offers, or start with https://.`)];
  }
  const hosts = field.limits.linkHosts;
  if (hosts === undefined || hosts.some((host) => host.toLowerCase() === url.hostname)) return [];
  const offer = hosts.length === 0 ? "only paths of your own site are" : `allowed are ${hosts.join(", ")}`;
  return [say("rule", `${field.label} may not lead to ${url.hostname}; ${offer}.`)];
}

function parseUrl(text: string): URL | null {
  // The URL parser forgives white space and backslashes, which other readers of the link may not. A user name before the
  // host makes a link look as if it led elsewhere.
  if (/[\s\\]/.test(text) || !/^https?:\/\/[^@/?#]+(?:[/?#]|$)/i.test(text)) return null;
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
