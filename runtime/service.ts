import { IntegrityError, PolicyError } from "#shared/bundle/errors.ts";
import { picturesOf, type ReleasedPicture } from "#shared/bundle/pictures.ts";
import type { TrustFile } from "#shared/bundle/repository.ts";
import { initialTrust } from "#shared/bundle/trust.ts";
import { verifyBundle } from "#shared/bundle/verify.ts";
import type { CompiledRelease } from "#shared/decision/release.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { Transport } from "./bundle-source/transport.ts";
import { type AcceptedMetadata, type Offer, pull } from "./bundle-source/tuf.ts";
import { Clock } from "./clock.ts";
import { runtimeCrypto } from "./crypto.ts";
import { compile, type Served } from "./decide.ts";
import { bringPictures, damagedPicture, type Pictures } from "./pictures.ts";
import type { Counts } from "./state/counts.ts";
import { type AcceptedState, damaged, type Found, type Store } from "./state/store.ts";
import { instantOf, type Refusal, refusalOf, type ServiceStatus } from "./status.ts";

export interface ServiceOptions {
  readonly trust: TrustFile;
  readonly environment: string;
  readonly transport: Transport;
  readonly store: Store;
  /** What people got under frequency caps. The service closes it. */
  readonly counts: Counts;
  /** The machine's clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** Told of each release that is taken into service and of each new refusal. */
  readonly log: (event: Readonly<Record<string, unknown>>) => void;
}

interface Loaded {
  readonly release: CompiledRelease;
  readonly state: AcceptedState;
  readonly maxStalenessDays: number;
  readonly assets: number;
  readonly pictures: Pictures;
}

const day = 24 * 60 * 60 * 1000;

/** A bundle that was refused is not verified again at every poll, but now and then: time may mend what it was refused for. */
const patience = 60_000;

/**
 * Follows one environment of one repository and holds the release that is served: the last one of which everything held. It is
 * exchanged in one assignment, after the new one has been verified, compiled and kept.
 */
export class Service {
  readonly #options: ServiceOptions;
  readonly #clock: Clock;
  #current: Loaded | null = null;
  #accepted: AcceptedState | null;
  #refusal: Refusal | null = null;
  #lastRefusal: Refusal | null = null;
  #checkedAt: number | null = null;
  #running: Promise<void> | null = null;
  /** One was found damaged while it was served: the next check brings it again. */
  #isPictureLost = false;
  #rejected: { readonly sha256: string; readonly at: number; readonly error: unknown } | null = null;

  private constructor(options: ServiceOptions, found: Found) {
    this.#options = options;
    this.#clock = new Clock(options.now, options.store, found.clock);
    this.#accepted = found.state;
  }

  /**
   * Starts from what is on disk, if it still verifies. `refresh` then follows the repository.
   * @throws AppError INPUT_INVALID where the state folder is another service's
   */
  static async start(options: ServiceOptions): Promise<Service> {
    const found = await options.store.load();
    const service = new Service(options, found);
    await service.#loadFromDisk(found);
    return service;
  }

  /** What to answer from, at this moment. */
  served(): Served | null {
    return this.#current && { release: this.#current.release, stale: this.#isStale(this.#current) };
  }

  /**
   * A picture of the release that is served, its bytes proven at this moment.
   * @throws AppError NOT_FOUND where the release does not show it, or its licence has ended; PICTURE_DAMAGED
   */
  async picture(name: string): Promise<{ readonly picture: ReleasedPicture; readonly bytes: Uint8Array }> {
    const picture = this.#current?.pictures.get(name);
    if (!picture || (picture.until !== null && Date.parse(picture.until) <= this.now()))
      throw new AppError("NOT_FOUND", "The release that is served shows no such picture.");
    const bytes = await this.#options.store.picture(name);
    if (bytes) return { picture, bytes };
    this.#isPictureLost = true;
    throw new AppError("PICTURE_DAMAGED", "The service's copy of this picture is damaged; it is pulled again.");
  }

  now(): number {
    return this.#clock.read();
  }

  get counts(): Counts {
    return this.#options.counts;
  }

  /**
   * Asks the repository once, and takes what is newer into service if everything in it holds. Never rejects: failures are in the
   * status. One check at a time: whoever asks meanwhile gets the one that is under way.
   */
  refresh(): Promise<void> {
    this.#running ??= this.#check().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async close(): Promise<void> {
    await this.#running;
    await this.#clock.keepNow();
    this.counts.close();
  }

  status(): ServiceStatus {
    const current = this.#current;
    const { freshAt } = this.#clock;
    return {
      workspace: this.#options.trust.workspace,
      environment: this.#options.environment,
      release: current && {
        number: current.release.number,
        digest: `sha256:${current.state.bundle}`,
        policyVersion: current.state.trusted.policy.version,
        assets: current.assets,
        verifiedAt: instantOf(current.state.acceptedAt),
        problems: current.release.problems,
      },
      checkedAt: this.#checkedAt === null ? null : instantOf(this.#checkedAt),
      freshAt: freshAt === 0 ? null : instantOf(freshAt),
      staleness: {
        stale: current !== null && this.#isStale(current),
        maxDays: current?.maxStalenessDays ?? null,
        until: current && instantOf(freshAt + current.maxStalenessDays * day),
      },
      refusal: this.#refusal ?? this.#staleness(),
      lastRefusal: this.#lastRefusal,
      capsFailure: this.counts.failure,
    };
  }

  async #loadFromDisk({ state, bundle, damage }: Found): Promise<void> {
    if (damage) this.#refuse(damage);
    if (!state || !bundle) return;
    try {
      const kept = await this.#load(bundle, state.metadata, state.bundle, state.acceptedAt);
      const lost = await damagedPicture(kept.pictures, this.#options.store);
      if (lost !== undefined) throw damaged(`pictures/${lost}`);
      this.#current = kept;
      this.#options.log({ event: "loaded", release: this.#current.release.number, from: "disk" });
    } catch (error) {
      this.#refuse(error);
    }
  }

  async #check(): Promise<void> {
    const { transport, trust, environment, store } = this.#options;
    try {
      const accepted = this.#accepted?.metadata ?? null;
      const offer = await pull({ transport, trust, environment, accepted, at: this.now(), scratch: store.scratch });
      await this.#take(offer);
      this.#clock.refreshed();
      this.#refusal = null;
      await this.#clock.keep();
    } catch (error) {
      this.#refuse(error);
    }
    this.#checkedAt = this.now();
    this.counts.prune(this.#checkedAt);
  }

  async #take(offer: Offer): Promise<void> {
    const current = this.#current;
    if (current?.state.bundle !== offer.sha256) return this.#takeNew(offer);
    await offer.check();
    if (this.#isPictureLost) await bringPictures(current.pictures, this.#options.transport, this.#options.store);
    this.#isPictureLost = false;
    if (current.state.metadata.timestamp === offer.metadata.timestamp) return;
    const state = { ...current.state, metadata: offer.metadata };
    await this.#options.store.keep(state, null);
    this.#accepted = state;
    this.#current = { ...current, state };
  }

  async #takeNew(offer: Offer): Promise<void> {
    const { store, log, transport } = this.#options;
    const bytes = await offer.read();
    const next = await this.#verify(offer, bytes);
    await bringPictures(next.pictures, transport, store);
    await store.keep(next.state, bytes);
    this.#clock.refreshed();
    await this.#clock.keepNow();
    // Everything has held and is on disk: from here on it is trusted and served.
    this.#accepted = next.state;
    this.#current = next;
    await store.forgetPictures(next.pictures);
    log({ event: "loaded", release: next.release.number, from: "repository" });
  }

  async #verify(offer: Offer, bytes: Uint8Array): Promise<Loaded> {
    const rejected = this.#rejected;
    if (rejected?.sha256 === offer.sha256 && this.now() - rejected.at < patience) throw rejected.error;
    try {
      const next = await this.#load(bytes, offer.metadata, offer.sha256, this.now());
      if (next.release.number === offer.number) return next;
      throw new IntegrityError(
        "BUNDLE_MALFORMED",
        "release",
        `Release ${next.release.number} is published as number ${offer.number}.`,
      );
    } catch (error) {
      this.#rejected = { sha256: offer.sha256, at: this.now(), error };
      throw error;
    }
  }

  async #load(bytes: Uint8Array, metadata: AcceptedMetadata, sha256: string, acceptedAt: number): Promise<Loaded> {
    const { trust, environment } = this.#options;
    const trusted = this.#accepted?.trusted ?? initialTrust(trust, environment);
    const verified = await verifyBundle(runtimeCrypto, bytes, trusted, this.now());
    const { bundle } = verified;
    return {
      release: compile(bundle),
      maxStalenessDays: bundle.maxStalenessDays,
      assets: bundle.assets.length,
      pictures: picturesOf(bundle.assets),
      state: {
        format: "imprimatur-service-state/1",
        genesis: trust.genesis,
        trusted: verified.trusted,
        metadata,
        bundle: sha256,
        acceptedAt,
      },
    };
  }

  #refuse(error: unknown): void {
    const refusal = refusalOf(error, this.now());
    const isNew = this.#refusal?.code !== refusal.code || this.#refusal.what !== refusal.what;
    this.#refusal = refusal;
    this.#lastRefusal = refusal;
    // What is not one of our own errors is a defect: its text goes to the log and nowhere else.
    if (isNew)
      this.#options.log({
        event: "refused",
        ...refusal,
        ...(refusal.code === "INTERNAL" ? { error: String(error) } : {}),
      });
  }

  #isStale({ maxStalenessDays }: Loaded): boolean {
    return this.now() - this.#clock.freshAt > maxStalenessDays * day;
  }

  #staleness(): Refusal | null {
    const current = this.#current;
    if (!current || !this.#isStale(current)) return null;
    const { number } = current.release;
    const message = `Release ${number} is older than its maximum staleness; only generic content is served.`;
    return refusalOf(new PolicyError("RELEASE_STALE", `release ${number}`, message), this.now());
  }
}
