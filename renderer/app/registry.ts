import type { Feature } from "./feature.ts";

let installed: readonly Feature[] = [];

/**
 * Takes the list of features, once, at the start; what serves every feature reads it from here and so never imports one.
 * Throws when two features or two commands have one id.
 */
export function installFeatures(features: readonly Feature[]): void {
  const ids = features.flatMap((feature) => [feature.id, ...(feature.commands ?? []).map((command) => command.id)]);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new TypeError(`Two features or commands are called “${twice}”.`);
  installed = features;
}

/** The features, in the order of the rail. */
export function allFeatures(): readonly Feature[] {
  return installed;
}
