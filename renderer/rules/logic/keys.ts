/** A key for the data dictionary, made of a label: “Loyalty tier” is loyalty_tier. */
export function asKey(label: string): string {
  const key = label
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f'’]/g, "")
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[^a-z]+|_+$/g, "");
  return key || "key";
}
