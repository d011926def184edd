import type { KindName } from "#shared/assets/kind.ts";
import { kindNames } from "#shared/assets/kind.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import type { ReadAsset } from "#shared/exchange/folder.ts";
import { dictionaryKinds } from "../assets/world.ts";

export interface Ordered {
  /** Each after what it refers to. */
  readonly assets: readonly ReadAsset[];
  /** Those that refer to one another in a circle, each with all of its circle: none can come after the others. */
  readonly circles: ReadonlyMap<ReadAsset, readonly ReadAsset[]>;
}

/** What others name by word comes first, then by kind, and each after what it refers to. */
export function inOrder(assets: readonly ReadAsset[]): Ordered {
  const rank = (kind: KindName): number =>
    dictionaryKinds.includes(kind) ? dictionaryRank.indexOf(kind) : dictionaryRank.length + kindNames.indexOf(kind);
  const byId = new Map(assets.map((read) => [read.asset.id, read]));
  const named = ({ asset }: ReadAsset): ReadAsset[] =>
    kindOf(asset.kind)
      .references(asset.body)
      .flatMap(({ asset: id }) => byId.get(id) ?? []);
  const groups = groupsOf(
    assets.toSorted((a, b) => rank(a.asset.kind) - rank(b.asset.kind)),
    named,
  );
  return {
    assets: groups.flat(),
    circles: new Map(groups.filter(({ length }) => length > 1).flatMap((group) => group.map((read) => [read, group]))),
  };
}

/** Purposes before the attributes and events that need them, audiences after what their conditions read. */
const dictionaryRank: readonly KindName[] = ["consentPurpose", "attribute", "event", "identifier", "audience"];

/** One that is being looked at: where the walk entered it, and the earliest that it leads back to. */
interface Walked<T> {
  readonly node: T;
  readonly targets: readonly T[];
  next: number;
  readonly entered: number;
  low: number;
}

/**
 * Tarjan's strongly connected components, those first that others lead to. An explicit stack: a long chain of references
 * must not exhaust the engine's own.
 */
export function groupsOf<T>(nodes: readonly T[], targetsOf: (node: T) => readonly T[]): T[][] {
  const entered = new Map<T, number>();
  const open: T[] = [];
  const isOpen = new Set<T>();
  const groups: T[][] = [];
  const path: Walked<T>[] = [];
  const enter = (node: T): void => {
    const at = entered.size;
    entered.set(node, at);
    open.push(node);
    isOpen.add(node);
    path.push({ node, targets: targetsOf(node), next: 0, entered: at, low: at });
  };
  const leave = (walked: Walked<T>): void => {
    path.pop();
    const above = path.at(-1);
    if (above) above.low = Math.min(above.low, walked.low);
    if (walked.low !== walked.entered) return;
    const group = open.splice(open.lastIndexOf(walked.node));
    for (const node of group) isOpen.delete(node);
    groups.push(group);
  };
  for (const start of nodes) {
    if (!entered.has(start)) enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const target = top.targets[top.next++];
      if (target === undefined) leave(top);
      else if (!entered.has(target)) enter(target);
      else if (isOpen.has(target)) top.low = Math.min(top.low, entered.get(target)!);
    }
  }
  return groups;
}
