/** Where European data protection law holds: the member states of the EU, and of the EEA beside them (ISO 3166-1). */
const union = new Set("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split(" "));
const area = new Set([...union, "IS", "LI", "NO"]);
const unions: Readonly<Record<string, ReadonlySet<string>>> = { EU: union, EEA: area };

/** One way to write it: capitals, and `GB` for what people call the UK. */
export function asJurisdiction(written: string): string {
  const capitals = written.trim().toUpperCase().replaceAll("_", "-");
  return capitals.replace(/^UK(?=$|-)/, "GB").replace(/^EL(?=$|-)/, "GR");
}

/**
 * Whether a jurisdiction that a purpose lists covers where a person is: the same, a part of it (`US` covers `US-CA`), or a
 * member of the EU or EEA. A part never covers its whole: somebody of whom only `US` is known may be anywhere in it.
 */
export function covers(listed: string, place: string): boolean {
  if (listed === place || place.startsWith(`${listed}-`)) return true;
  if (listed === "EEA" && place === "EU") return true;
  return unions[listed]?.has(place.split("-")[0]!) ?? false;
}
