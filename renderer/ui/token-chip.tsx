/** A personal value in a text, with what stands there when it is missing: `first_name | else “Hallo”`. */
export function TokenChip({ name, fallback }: { name: string; fallback: string }) {
  return (
    <span className="token">
      <span>{name}</span>
      <span className="token-else">else “{fallback}”</span>
    </span>
  );
}
