import type { KindName } from "#shared/assets/kind.ts";
import type { Identity } from "#shared/assets/model.ts";
import { type Body, type CoveredPart, partNames } from "#shared/assets/parts.ts";
import { canonicalJson } from "#shared/kernel/canonical.ts";
import { tierName } from "#renderer/ui/tier.tsx";
import { linesOf, pathLines } from "./diff-kinds.ts";
import type { DiffNames, Line } from "./diff-text.ts";

export type { DiffNames } from "./diff-text.ts";

/** One field on both sides, in words. Absent on the left: it is new; absent on the right: it is gone. */
export interface DiffRow {
  readonly key: string;
  /** The class of the field: whose approval covers it. */
  readonly part: CoveredPart;
  readonly label: string;
  /** For whom and in which language: “Returning hikers · de-DE”. */
  readonly where: string | undefined;
  readonly language: string | undefined;
  /** A condition or a pattern: shown in mono. */
  readonly code: boolean;
  /** Fixed in the block type. */
  readonly fixed: boolean;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Two bodies of one kind as rows that people read, unchanged ones included. `before` is null where nothing came before. */
export function fieldsOf(kind: KindName, before: Body | null, after: Body, names: DiffNames): DiffRow[] {
  const rows = paired(before ? linesOf(kind, before, names) : [], linesOf(kind, after, names));
  return before ? [...rows, ...unsaid(before, after, rows)] : rows;
}

/** A part that differs in a way that its words do not show is shown path by path: nothing is approved unseen. */
function unsaid(before: Body, after: Body, rows: readonly DiffRow[]): DiffRow[] {
  return partNames
    .filter((part) => canonicalJson(before[part] ?? {}) !== canonicalJson(after[part] ?? {}))
    .filter((part) => !rows.some((row) => row.part === part && row.before !== row.after))
    .flatMap((part) => paired(pathLines({ [part]: before[part] ?? {} }), pathLines({ [part]: after[part] ?? {} })))
    .map((row) => ({ ...row, key: `path:${row.key}` }));
}

/** What identifies the asset, as rows: a name, tier or scope cannot change unseen. */
export function identityRows(before: Identity | null, after: Identity): DiffRow[] {
  return paired(before ? identityLines(before) : [], identityLines(after));
}

/** Rows that differ. */
export const changedRows = (rows: readonly DiffRow[]): DiffRow[] => rows.filter((row) => row.before !== row.after);

function identityLines({ name, tier, scope }: Identity): Line[] {
  const everywhere = (value: string, all: string): string => (value === "*" ? all : value);
  const text = [
    everywhere(scope.brand, "every brand"),
    everywhere(scope.market, "every market"),
    everywhere(scope.channel, "every channel"),
  ].join(", ");
  return [
    { key: "identity.name", part: "identity", label: "Name", text: name },
    { key: "identity.tier", part: "identity", label: "Tier", text: tierName[tier] },
    { key: "identity.scope", part: "identity", label: "Scope", text },
  ];
}

/** Joins the lines of both sides by key. The order is that of the new side; what is gone stands where it stood. */
function paired(before: readonly Line[], after: readonly Line[]): DiffRow[] {
  const old = new Map(before.map((line) => [line.key, line]));
  const kept = new Set(after.map((line) => line.key));
  const rows: DiffRow[] = [];
  let next = 0;
  const takeGone = (): void => {
    for (; next < before.length && !kept.has(before[next]!.key); next++)
      rows.push(row(before[next]!, before[next], undefined));
  };
  for (const line of after) {
    takeGone();
    rows.push(row(line, old.get(line.key), line));
    if (before[next]?.key === line.key) next += 1;
    else if (old.has(line.key)) next = Math.max(next, before.findIndex((one) => one.key === line.key) + 1);
  }
  const shown = new Set(rows.map(({ key }) => key));
  for (const line of before) if (!shown.has(line.key)) rows.push(row(line, line, undefined));
  return rows;
}

const row = (line: Line, before: Line | undefined, after: Line | undefined): DiffRow => ({
  key: line.key,
  part: line.part,
  label: line.label,
  where: line.where,
  language: line.language,
  code: line.code ?? false,
  fixed: line.fixed ?? false,
  before: before?.text,
  after: after?.text,
});
