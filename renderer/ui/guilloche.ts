/**
 * The lines of a big seal: two bands of interlaced waves drawn from a public key, so that people come to know their own.
 * The same key gives the same lines on every machine; nothing secret is in them.
 */

/** One band: a closed curve, to be drawn once for each angle (degrees), turned around 50,50. */
export interface Band {
  path: string;
  angles: number[];
}

/** Numbers 0 ≤ n < 1 that depend on the text alone (FNV-1a to seed, mulberry32 to draw). */
function drawFrom(text: string): () => number {
  let state = 0x811c9dc5;
  for (const char of text) {
    state ^= char.codePointAt(0) ?? 0;
    state = Math.imul(state, 0x01000193) >>> 0;
  }
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

interface Wave {
  inner: number;
  outer: number;
  lobes: number;
  /** A slower wave that the lobes ride on, and its share of the width. */
  swell: number;
  share: number;
  phase: number;
}

const steps = 360;

/** Whole numbers of lobes and swells make the curve meet itself. */
function curve({ inner, outer, lobes, swell, share, phase }: Wave): string {
  const middle = (inner + outer) / 2;
  const reach = (outer - inner) / 2;
  const points = Array.from({ length: steps }, (_, step) => {
    const turn = (step / steps) * 2 * Math.PI;
    const wave = (1 - share) * Math.cos(lobes * turn) + share * Math.cos(swell * turn + phase);
    const radius = middle + reach * wave;
    return `${(50 + radius * Math.cos(turn)).toFixed(1)} ${(50 + radius * Math.sin(turn)).toFixed(1)}`;
  });
  return `M${points.join("L")}Z`;
}

function band(draw: () => number, inner: number, outer: number): Band {
  const whole = (from: number, to: number): number => from + Math.floor(draw() * (to - from + 1));
  const lobes = whole(5, 19);
  const swell = whole(3, 9);
  const copies = Math.max(2, Math.round(whole(34, 60) / lobes));
  const path = curve({ inner, outer, lobes, swell, share: 0.05 + draw() * 0.4, phase: draw() * 2 * Math.PI });
  // Half of the keys have their copies turned evenly, half are sheared into a rope.
  const turn = (360 / lobes / copies) * (draw() < 0.5 ? 1 : 0.45);
  return { path, angles: Array.from({ length: copies }, (_, copy) => Number((copy * turn).toFixed(2))) };
}

/** Draws the bands of a key. `publicKey` is any text that stands for the key, such as its base64 or fingerprint. */
export function guilloche(publicKey: string): Band[] {
  const draw = drawFrom(publicKey);
  const border = 26 + draw() * 9;
  const overlap = draw() * 3;
  return [band(draw, 21.5, border + overlap), band(draw, border - overlap, 41)];
}
