import type { DictionaryPurpose } from "../data/dictionary.ts";
import { asJurisdiction, covers } from "../data/jurisdictions.ts";
import { readTcf, type TcfConsent } from "../data/tcf.ts";
import { parseTimestamp } from "../rules/cel/time.ts";
import type { ConsentRecord } from "./model.ts";

/** A purpose as the engine reads it. Its place in the list is its slot. */
export interface CompiledPurpose {
  readonly key: string;
  readonly label: string;
  readonly basis: DictionaryPurpose["basis"];
  /** How long a consent counts, in milliseconds; Infinity where it does not end. */
  readonly lasts: number;
  /** Where it may be relied on; none: everywhere. */
  readonly jurisdictions: readonly string[];
  /** The purposes of the IAB's framework that it stands for; null where a TCF string says nothing of it. */
  readonly tcf: { readonly purposes: readonly number[]; readonly vendor: number | null } | null;
}

const dayMs = 86_400_000;

/** Makes a purpose of the dictionary ready to be reconciled. */
export const compilePurpose = (purpose: DictionaryPurpose): CompiledPurpose => ({
  key: purpose.key,
  label: purpose.label,
  basis: purpose.basis,
  lasts: (purpose.expiresAfterDays ?? Number.POSITIVE_INFINITY) * dayMs,
  jurisdictions: purpose.jurisdictions.map(asJurisdiction),
  // TCF knows consent and legitimate interest; of a contract its strings say nothing.
  tcf:
    purpose.tcf && purpose.basis !== "contract"
      ? { purposes: purpose.tcf.purposes, vendor: purpose.tcf.vendor ?? null }
      : null,
});

/** What a request says of consents: records, or a yes or no by purpose; and a TCF string beside them. */
export interface SaidConsents {
  readonly consents: readonly ConsentRecord[] | Readonly<Record<string, boolean>>;
  readonly tcf?: string | undefined;
  readonly jurisdiction?: string | undefined;
}

const never = Number.NEGATIVE_INFINITY;

/** Who said what counts. */
const by = { record: 0, request: 1, tcf: 2, unreadableTcf: 3 } as const;

/**
 * Finds what counts for each purpose. The latest record wins, a withdrawal wins a tie. A grant that cannot be read or lies
 * in the future does not count; a withdrawal of that sort counts as made now, because whoever said no must not be
 * overruled by a broken clock. One instance is used for decision after decision.
 */
export class Ledger {
  readonly purposes: readonly CompiledPurpose[];
  readonly #slots: ReadonlyMap<string, readonly number[]>;
  /** When the record that counts was made, by slot; `never` where there is none. */
  readonly #latest: Float64Array;
  /** Whether the record that counts is a grant, by slot. */
  readonly #given: Uint8Array;
  /** Who said so, by slot. */
  readonly #by: Uint8Array;
  #now = 0;
  #place: string | null = null;
  #tcfProblem: string | null = null;

  constructor(purposes: readonly CompiledPurpose[]) {
    this.purposes = purposes;
    const slots = Map.groupBy(purposes.keys(), (slot) => purposes[slot]!.key);
    this.#slots = slots;
    this.#latest = new Float64Array(purposes.length);
    this.#given = new Uint8Array(purposes.length);
    this.#by = new Uint8Array(purposes.length);
  }

  /** Why the request's TCF string could not be read in the last reconciliation, in a phrase; null where it could, or there was none. */
  get tcfProblem(): string | null {
    return this.#tcfProblem;
  }

  /** Reconciles all that is said, and writes to `granted`, by slot, 1 for what is granted. */
  reconcile(said: SaidConsents, now: number, granted: Uint8Array, stored: readonly ConsentRecord[] = []): void {
    this.#now = now;
    this.#tcfProblem = null;
    this.#place = said.jurisdiction === undefined ? null : asJurisdiction(said.jurisdiction);
    const { consents, tcf } = said;
    for (let slot = 0; slot < this.#latest.length; slot++) this.#latest[slot] = never;
    for (let index = 0; index < stored.length; index++) this.#take(stored[index]!, now);
    if (isRecords(consents)) for (let index = 0; index < consents.length; index++) this.#take(consents[index]!, now);
    const read = tcf === undefined ? null : readTcf(tcf);
    if (read !== null && typeof read !== "string") this.#takeTcf(read, now);
    if (!isRecords(consents)) this.#takeMap(consents, now);
    if (typeof read === "string") this.#refuseTcf(read, now);
    for (let slot = 0; slot < this.#latest.length; slot++) granted[slot] = this.#counts(slot) ? 1 : 0;
  }

  #take({ purpose, granted, at: made }: ConsentRecord, now: number): void {
    const slots = this.#slots.get(purpose);
    if (slots === undefined) return;
    const read = typeof made === "string" ? parseTimestamp(made) : null;
    const unreliable = read === null || read > now;
    if (granted && unreliable) return;
    const at = unreliable ? now : read;
    for (let index = 0; index < slots.length; index++) this.#note(slots[index]!, granted, at, by.record);
  }

  #note(slot: number, granted: boolean, at: number, who: number): void {
    const latest = this.#latest[slot]!;
    if (at < latest || (at === latest && granted)) return;
    this.#latest[slot] = at;
    this.#given[slot] = granted ? 1 : 0;
    this.#by[slot] = who;
  }

  /**
   * A yes or no without a time is said now. A yes does not outweigh a no that has its time: who asks may not know of it.
   */
  #takeMap(consents: Readonly<Record<string, boolean>>, now: number): void {
    for (const [purpose, granted] of Object.entries(consents)) {
      for (const slot of this.#slots.get(purpose) ?? []) {
        const refused = this.#latest[slot] !== never && this.#given[slot] !== 1;
        if (!granted || !refused) this.#note(slot, granted, now, by.request);
      }
    }
  }

  /** A string speaks of every purpose that is mapped to TCF: what it does not grant is refused. */
  #takeTcf(consent: TcfConsent, now: number): void {
    const { lastUpdated } = consent;
    for (const [slot, purpose] of this.purposes.entries()) {
      if (!purpose.tcf) continue;
      const granted = allows(consent, purpose.tcf, purpose.basis);
      if (granted && lastUpdated > now) continue;
      // Strings of today tell the day alone. A no counts to its end, so that a yes of that day does not overrule it.
      const at = granted
        ? lastUpdated
        : Math.min(now, lastUpdated % dayMs === 0 ? lastUpdated + dayMs - 1 : lastUpdated);
      this.#note(slot, granted, at, by.tcf);
    }
  }

  /** What it says may be a no: nothing that is mapped to TCF is granted, whoever else says so. */
  #refuseTcf(problem: string, now: number): void {
    this.#tcfProblem = problem;
    for (const [slot, { tcf }] of this.purposes.entries()) if (tcf) this.#note(slot, false, now, by.unreadableTcf);
  }

  /** Purposes that rest on a contract or a legitimate interest need no record, but an explicit no counts for them too. */
  #counts(slot: number): boolean {
    const { basis, lasts } = this.purposes[slot]!;
    if (this.#place !== null && !this.#serves(slot, this.#place)) return false;
    const latest = this.#latest[slot]!;
    if (latest === never) return basis !== "consent";
    if (this.#given[slot] !== 1) return false;
    return basis !== "consent" || this.#now - latest <= lasts;
  }

  /** What a purpose says was written for the law of where it lists; elsewhere it is not relied on. */
  #serves(slot: number, place: string): boolean {
    const { jurisdictions } = this.purposes[slot]!;
    return jurisdictions.length === 0 || jurisdictions.some((listed) => covers(listed, place));
  }

  /** Why a purpose was granted or not in the last reconciliation, in a phrase for the trace. */
  explain(slot: number): string {
    const { basis, jurisdictions } = this.purposes[slot]!;
    if (this.#place !== null && !this.#serves(slot, this.#place))
      return `does not serve ${this.#place}, only ${jurisdictions.join(", ")}`;
    const latest = this.#latest[slot]!;
    if (latest === never) return basis === "consent" ? "no record" : `rests on ${spokenBasis[basis]}, no objection`;
    return this.#said(slot, new Date(latest).toISOString().slice(0, 10));
  }

  #said(slot: number, day: string): string {
    const given = this.#given[slot] === 1;
    switch (this.#by[slot]) {
      case by.unreadableTcf:
        return "the TCF string that may refuse it cannot be read";
      case by.tcf:
        if (!given) return `not granted in the TCF string of ${day}`;
        return `granted in the TCF string of ${day}${this.#counts(slot) ? "" : ", expired since"}`;
      case by.request:
        return given ? "granted, as the request says" : "refused, as the request says";
      default:
        if (!given) return `withdrawn on ${day}`;
        return this.#counts(slot) ? `granted on ${day}` : `granted on ${day}, expired since`;
    }
  }
}

const isRecords = (consents: SaidConsents["consents"]): consents is readonly ConsentRecord[] => Array.isArray(consents);

/** All TCF purposes that it stands for must be allowed, and the vendor where one is named, within what the publisher allows it. */
function allows(
  consent: TcfConsent,
  { purposes, vendor }: NonNullable<CompiledPurpose["tcf"]>,
  basis: CompiledPurpose["basis"],
): boolean {
  const asks = basis === "consent";
  if (vendor !== null && !(asks ? consent.vendorConsents(vendor) : consent.vendorInterest(vendor))) return false;
  return purposes.every((purpose) => {
    if (!(asks ? consent.consents(purpose) : consent.interest(purpose))) return false;
    const restricted = vendor === null ? null : consent.restriction(purpose, vendor);
    return restricted === null || restricted === (asks ? "consentOnly" : "interestOnly");
  });
}

const spokenBasis = {
  consent: "consent",
  contract: "a contract",
  legitimateInterest: "a legitimate interest",
} as const;
