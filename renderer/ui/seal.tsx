import { classes } from "./classes.ts";
import { guilloche } from "./guilloche.ts";
import { bigSealPath, initials, smallSealPath } from "./scallop.ts";

/** Signed: filled. Missing: dashed. Past: grey, once signed. Void: red. Mine: the signature asked of you. */
export type SealState = "signed" | "missing" | "past" | "void" | "mine";

const sealWords: Readonly<Record<SealState, string>> = {
  signed: "signed",
  missing: "not signed",
  past: "signed then",
  void: "signature void",
  mine: "your signature",
};

export interface SealProps {
  name: string;
  state: SealState;
  size?: number;
  /** Leave the seal out of what is read aloud, where its words stand beside it. */
  quiet?: boolean;
}

/** An owner, and nobody else: the scalloped seal with initials. */
export function Seal({ name, state, size = 20, quiet }: SealProps) {
  return (
    <svg
      className={`seal seal-${state}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      {...named(`${name}, ${sealWords[state]}`, quiet)}
    >
      <path d={smallSealPath} />
      <text x="12" y="15.3">
        {initials(name)}
      </text>
    </svg>
  );
}

/** Everyone else: a plain circle with initials. */
export function Face({ name, size = 20, quiet }: { name: string; size?: number; quiet?: boolean }) {
  return (
    <svg className="face" width={size} height={size} viewBox="0 0 24 24" {...named(name, quiet)}>
      <circle cx="12" cy="12" r="11" />
      <text x="12" y="15.3">
        {initials(name)}
      </text>
    </svg>
  );
}

export interface BigSealProps {
  name: string;
  /** The public key, or its fingerprint: what the lines are drawn from. Without a signature there are none. */
  publicKey: string;
  state: "signed" | "missing";
  size?: number;
  /** Just set, in this view: plays the one animation of the product. */
  fresh?: boolean;
}

/** The seal at full size, with lines drawn from the owner's key. Only where signing happens or is proven. */
export function BigSeal({ name, publicKey, state, size = 84, fresh }: BigSealProps) {
  const bands = state === "signed" ? guilloche(publicKey) : undefined;
  return (
    <svg
      className={classes("big-seal", `big-seal-${state}`, fresh && "big-seal-fresh")}
      width={size}
      height={size}
      viewBox="0 0 100 100"
      {...named(`Seal of ${name}, ${sealWords[state]}`)}
    >
      <path className="big-seal-rim" d={bigSealPath} />
      {bands && (
        <>
          <circle className="big-seal-ground" cx="50" cy="50" r="42.6" />
          <g className="big-seal-lines">
            {bands.flatMap(({ path, angles }, at) =>
              angles.map((angle) => <path key={`${at}-${angle}`} d={path} transform={`rotate(${angle} 50 50)`} />),
            )}
          </g>
          <circle className="big-seal-hub" cx="50" cy="50" r="20" />
        </>
      )}
      <text x="50" y="56.5">
        {initials(name)}
      </text>
    </svg>
  );
}

function named(label: string, quiet = false) {
  return quiet ? { "aria-hidden": true as const } : { role: "img", "aria-label": label };
}
