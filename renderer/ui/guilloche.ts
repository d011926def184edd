/**
 * The lines of a big seal: a rosette drawn from a public key, so that people come to know their own.
 * The same key gives the same lines on every machine; nothing secret is in them.
 */

/** One rosette, to be drawn `angles.length` times, turned by each angle (degrees) around 50,50. */
export interface Guilloche {
  path: string;
  angles: number[];
}

/** Numbers 0 ≤ n < 1 that depend on the text alone (FNV-1a to seed, xorshift32 to draw). */
function drawFrom(text: string): () => number {
  let state = 0x811c9dc5;
  for (const char of text) {
    state ^= char.codePointAt(0) ?? 0;
    state = Math.imul(state, 0x01000193) >>> 0;
  }
  if (state === 0) state = 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 0x1_0000_0000;
  };
}

const inner = 22;
const outer = 37;
const steps = 240;

/** A closed curve whose radius is the sum of two waves; integers make it meet itself. */
function rosette(lobes: number, second: number, share: number, phase: number): string {
  const middle = (inner + outer) / 2;
  const reach = (outer - inner) / 2;
  const points: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    const turn = (step / steps) * 2 * Math.PI;
    const wave = (1 - share) * Math.cos(lobes * turn) + share * Math.cos(second * turn + phase);
    const radius = middle + reach * wave;
    points.push(`${(50 + radius * Math.cos(turn)).toFixed(1)} ${(50 + radius * Math.sin(turn)).toFixed(1)}`);
  }
  return `M${points.join("L")}Z`;
}

/** Draws the rosette of a key. `publicKey` is any text that stands for the key, such as its base64 or fingerprint. */
export function guilloche(publicKey: string): Guilloche {
  const draw = drawFrom(publicKey);
  const lobes = 11 + Math.floor(draw() * 14);
  const second = 3 + Math.floor(draw() * 7);
  const share = 0.12 + draw() * 0.4;
  const phase = draw() * 2 * Math.PI;
  const copies = 2 + Math.floor(draw() * 4);
  const turn = 360 / lobes / copies;
  return {
    path: rosette(lobes, second, share, phase),
    angles: Array.from({ length: copies }, (_, copy) => Number((copy * turn).toFixed(2))),
  };
}
