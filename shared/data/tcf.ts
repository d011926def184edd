/** What of an IAB TCF v2 consent string decides about purposes. */
export interface TcfConsent {
  /** When the person's choice was last changed, in milliseconds since 1970. */
  readonly lastUpdated: number;
  /** Whether the person consents to a TCF purpose (1–24). */
  consents(purpose: number): boolean;
  /** Whether a legitimate interest in a TCF purpose was disclosed and not objected to. */
  interest(purpose: number): boolean;
  /** The same two for a vendor of the Global Vendor List. */
  vendorConsents(vendor: number): boolean;
  vendorInterest(vendor: number): boolean;
  /** What the publisher allows a vendor for a purpose; null where nothing is restricted. */
  restriction(purpose: number, vendor: number): TcfRestriction | null;
}
export type TcfRestriction = "notAllowed" | "consentOnly" | "interestOnly";

/** Real strings have a few hundred characters; none can need more than a bit for each of 65,535 vendors, three times. */
export const longestTcf = 40_000;

/**
 * Reads the core segment of a TCF string, version 2. What cannot be read to its end is not read at all: half of a consent
 * is none. A vendor is looked up in the string's own ranges, so no string makes this slow, whatever it claims to hold
 * (docs/decisions/tcf-strings-read-by-our-own-reader.md).
 * @returns the consent, or in a phrase why it cannot be read
 */
export function readTcf(text: string): TcfConsent | string {
  if (text.length > longestTcf) return "it is too long";
  const end = text.indexOf(".");
  const core = end < 0 ? text : text.slice(0, end);
  const bytes = bytesOf(core);
  if (!bytes) return core === "" ? "it is empty" : "it has characters that no such string has";
  const version = bytes[0]! >> 2;
  if (version !== 2) return version === 1 ? "it is of TCF version 1" : "it is no TCF string of version 2";
  try {
    return readCore(new Bits(bytes, core.length * 6));
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
}

class Unreadable extends Error {}

/** Where the fields of the core segment stand, in bits from its beginning. */
const at = { lastUpdated: 42, serviceSpecific: 138, consents: 152, interests: 176, vendors: 213 } as const;
const purposeCount = 24;
const decisecond = 100;

function readCore(bits: Bits): TcfConsent {
  bits.seek(at.lastUpdated);
  const lastUpdated = bits.number(36) * decisecond;
  bits.seek(at.serviceSpecific);
  if (!bits.flag()) throw new Unreadable("it is made for all services at once, which TCF no longer allows");
  bits.seek(at.vendors);
  const vendorConsents = readVendors(bits);
  const vendorInterest = readVendors(bits);
  const restrictions = readRestrictions(bits);
  const bitOf = (from: number, purpose: number) =>
    purpose >= 1 && purpose <= purposeCount && bits.at(from + purpose - 1);
  return {
    lastUpdated,
    consents: (purpose) => bitOf(at.consents, purpose),
    interest: (purpose) => bitOf(at.interests, purpose),
    vendorConsents,
    vendorInterest,
    restriction: (purpose, vendor) =>
      restrictions.find((one) => one.purpose === purpose && one.covers(vendor))?.type ?? null,
  };
}

type Covers = (vendor: number) => boolean;

/** Vendors as a bit each, or as ranges. */
function readVendors(bits: Bits): Covers {
  const most = bits.number(16);
  if (bits.flag()) {
    const covers = readRanges(bits);
    return (vendor) => vendor <= most && covers(vendor);
  }
  const from = bits.place;
  bits.skip(most);
  return (vendor) => vendor >= 1 && vendor <= most && bits.at(from + vendor - 1);
}

function readRanges(bits: Bits): Covers {
  const count = bits.number(12);
  const ranges: number[] = [];
  for (let entry = 0; entry < count; entry++) {
    const isRange = bits.flag();
    const first = bits.number(16);
    const last = isRange ? bits.number(16) : first;
    if (first < 1 || last < first) throw new Unreadable("a range of its vendors ends before it begins");
    ranges.push(first, last);
  }
  return (vendor) => {
    for (let index = 0; index < ranges.length; index += 2)
      if (vendor >= ranges[index]! && vendor <= ranges[index + 1]!) return true;
    return false;
  };
}

const restrictionTypes: readonly TcfRestriction[] = ["notAllowed", "consentOnly", "interestOnly"];

interface Restricted {
  readonly purpose: number;
  readonly type: TcfRestriction;
  readonly covers: Covers;
}

/** The strictest first: where two speak of one vendor and purpose, what is not allowed stays so. */
function readRestrictions(bits: Bits): Restricted[] {
  const count = bits.number(12);
  const found: Restricted[] = [];
  for (let entry = 0; entry < count; entry++) {
    const purpose = bits.number(6);
    const type = restrictionTypes[bits.number(2)];
    if (!type) throw new Unreadable("it restricts a purpose in a way that TCF does not know");
    found.push({ purpose, type, covers: readRanges(bits) });
  }
  return found.toSorted((a, b) => restrictionTypes.indexOf(a.type) - restrictionTypes.indexOf(b.type));
}

/** Bits in their order, the highest of each byte first. */
class Bits {
  readonly #bytes: Uint8Array;
  readonly #length: number;
  #place = 0;

  constructor(bytes: Uint8Array, length: number) {
    this.#bytes = bytes;
    this.#length = length;
  }

  get place(): number {
    return this.#place;
  }

  seek(place: number): void {
    if (place > this.#length) throw new Unreadable("it ends too early");
    this.#place = place;
  }

  skip(count: number): void {
    this.seek(this.#place + count);
  }

  at(place: number): boolean {
    return ((this.#bytes[place >> 3]! >> (7 - (place & 7))) & 1) === 1;
  }

  flag(): boolean {
    return this.number(1) === 1;
  }

  /** Up to 36 bits, which a bitwise operation could not hold. */
  number(count: number): number {
    const from = this.#place;
    this.skip(count);
    let value = 0;
    for (let place = from; place < from + count; place++) value = value * 2 + (this.at(place) ? 1 : 0);
    return value;
  }
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const sixBits = new Int8Array(128).fill(-1);
for (let value = 0; value < alphabet.length; value++) sixBits[alphabet.charCodeAt(value)] = value;

/**
 * Base64url without padding. The writers of TCF strings fill up to whole characters and not to whole bytes, so the bits of
 * an unfinished last byte count as well.
 */
function bytesOf(text: string): Uint8Array | null {
  if (text === "") return null;
  const bytes = new Uint8Array(Math.ceil((text.length * 6) / 8));
  for (let index = 0; index < text.length; index++) {
    const value = sixBits[text.charCodeAt(index)] ?? -1;
    if (value < 0) return null;
    const bit = index * 6;
    const shift = 10 - (bit & 7);
    bytes[bit >> 3]! |= (value << shift) >> 8;
    if (shift < 8) bytes[(bit >> 3) + 1]! |= (value << shift) & 0xff;
  }
  return bytes;
}
