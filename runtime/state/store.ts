import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { IntegrityError } from "#shared/bundle/errors.ts";
import type { TrustFile } from "#shared/bundle/repository.ts";
import { trustedState } from "#shared/bundle/trust.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { digest } from "#shared/kernel/ids.ts";
import { sha256Hex } from "../crypto.ts";
import { readIfPresent, remove, replaceFile } from "./files.ts";

/** What the service has accepted, as one value: it is replaced whole or not at all. */
const acceptedState = z.strictObject({
  format: z.literal("imprimatur-service-state/1"),
  /** The first policy that this state was built on; another trust file means another service. */
  genesis: digest,
  trusted: trustedState,
  metadata: z.strictObject({ root: z.string(), timestamp: z.string(), snapshot: z.string() }),
  /** SHA-256 of the bundle that is kept beside this, in hex. */
  bundle: z.string().regex(/^[0-9a-f]{64}$/),
  /** When this release was accepted. */
  acceptedAt: z.number(),
});
export type AcceptedState = z.infer<typeof acceptedState>;

const clockState = z.strictObject({
  /** The highest time ever seen, in milliseconds since 1970. */
  highest: z.number(),
  /** When the repository last said, with signatures that had not expired, that what is served is the newest. */
  freshAt: z.number(),
});
export type ClockState = z.infer<typeof clockState>;

/** What was found on disk at start. */
export interface Found {
  readonly state: AcceptedState | null;
  readonly bundle: Uint8Array | null;
  readonly clock: ClockState;
  /** Why what was there could not be used. */
  readonly damage: AppError | null;
}

export interface Store {
  readonly scratch: string;
  load(): Promise<Found>;
  /** Keeps a release: the bundle first, then the state that names it, then the old bundle goes. */
  keep(state: AcceptedState, bundle: Uint8Array | null): Promise<void>;
  keepClock(clock: ClockState): Promise<void>;
  /** A picture's bytes, proven by the digest in its name; null where it is missing or damaged. */
  picture(name: string): Promise<Uint8Array | null>;
  keepPicture(name: string, bytes: Uint8Array): Promise<void>;
  /** Takes away the pictures that no release shows any more. */
  forgetPictures(shown: ReadonlyMap<string, unknown>): Promise<void>;
}

/**
 * The service's folder: `state.json`, `clock.json`, the last good bundle and its pictures.
 * @throws AppError INPUT_INVALID from `load`, where the folder belongs to another workspace or environment
 */
export function openStore(folder: string, trust: TrustFile, environment: string): Store {
  const statePath = join(folder, "state.json");
  const clockPath = join(folder, "clock.json");
  const bundles = join(folder, "bundles");
  const pictures = join(folder, "pictures");
  const bundlePath = (sha256: string) => join(bundles, `${sha256}.json`);

  async function loadClock(): Promise<ClockState> {
    const parsed = clockState.safeParse(parseOrNull(await readIfPresent(clockPath)));
    return parsed.success ? parsed.data : { highest: 0, freshAt: 0 };
  }

  return {
    scratch: join(folder, "scratch"),
    async load() {
      await mkdir(folder, { recursive: true });
      const clock = await loadClock();
      const bytes = await readIfPresent(statePath);
      if (!bytes) return { state: null, bundle: null, clock, damage: null };
      const parsed = acceptedState.safeParse(parseOrNull(bytes));
      if (!parsed.success) return { state: null, bundle: null, clock, damage: damaged("state.json") };
      const state = parsed.data;
      if (state.genesis !== trust.genesis || state.trusted.environment !== environment) {
        throw new AppError(
          "INPUT_INVALID",
          "The state folder belongs to another workspace or environment; give this service one of its own.",
        );
      }
      const bundle = await readIfPresent(bundlePath(state.bundle));
      if (!bundle || sha256Hex(bundle) !== state.bundle)
        return { state, bundle: null, clock, damage: damaged(`bundles/${state.bundle}.json`) };
      return { state, bundle, clock, damage: null };
    },
    async keep(state, bundle) {
      if (bundle) await replaceFile(bundlePath(state.bundle), bundle);
      await replaceFile(statePath, JSON.stringify(state));
      if (!bundle) return;
      for (const name of await readdir(bundles)) {
        if (name !== `${state.bundle}.json`) await remove(join(bundles, name));
      }
    },
    keepClock: (clock) => replaceFile(clockPath, JSON.stringify(clock)),
    async picture(name) {
      const bytes = await readIfPresent(join(pictures, name));
      return bytes && sha256Hex(bytes) === name.split(".")[0] ? bytes : null;
    },
    keepPicture: (name, bytes) => replaceFile(join(pictures, name), bytes),
    async forgetPictures(shown) {
      await mkdir(pictures, { recursive: true });
      for (const name of await readdir(pictures)) if (!shown.has(name)) await remove(join(pictures, name));
    },
  };
}

function parseOrNull(bytes: Uint8Array | null): unknown {
  try {
    return bytes && JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return null;
  }
}

/** What of the service's own is not as it was kept. */
export const damaged = (what: string) =>
  new IntegrityError("BUNDLE_DIGEST", what, `The service's own copy of ${what} is damaged; it is pulled again.`);
