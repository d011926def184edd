/** The scalloped outline that means "an owner": `lobes` round teeth on a circle. */
export function scallop(size: number, lobes: number, depth: number): string {
  const centre = size / 2;
  const radius = centre - depth - size * 0.02;
  const steps = lobes * 6;
  const points = Array.from({ length: steps }, (_, step) => {
    const turn = (step / steps) * 2 * Math.PI;
    const reach = radius + depth * Math.cos(lobes * turn);
    return `${(centre + reach * Math.cos(turn)).toFixed(2)} ${(centre + reach * Math.sin(turn)).toFixed(2)}`;
  });
  return `M${points.join("L")}Z`;
}

/** Two letters that stand for a person: first and last name, or the first letters of a single one. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0] ?? "";
  const last = words.length > 1 ? words.at(-1) : undefined;
  const letters = last ? [...first].slice(0, 1).concat([...last].slice(0, 1)) : [...first].slice(0, 2);
  return letters.join("").toUpperCase();
}

/** The same for every small seal of the product. */
export const smallSealPath = scallop(24, 14, 0.95);
/** The same for every big seal. */
export const bigSealPath = scallop(100, 36, 1.6);
