/** A digest or key as people compare it: eight signs in two groups. The algorithm's prefix is left out. */
export function shortDigest(digest: string): string {
  const plain = digest.replace(/^[a-z0-9]+:/i, "").replaceAll(/[^a-z0-9]/gi, "");
  return `${plain.slice(0, 4)} ${plain.slice(4, 8)}`.trim();
}
