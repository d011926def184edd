import { Check, GitCommitHorizontal, PackageCheck, Scale, Stamp, UserCheck } from "lucide-react";
import type { AssetHistory } from "#shared/audit/model.ts";
import type { Lane, LanePoint, Span } from "#renderer/ui/index.ts";
import { sayExactly } from "#renderer/app/dates.ts";
import { releaseOf } from "./as-of.ts";

type Mark = AssetHistory["marks"][number];

interface Names {
  nameOf(id: string | null): string;
}

const shortest = 3_600_000;

/** The time from the asset’s beginning until now, with a little room on both sides. */
export function spanOf(history: AssetHistory, now: number): Span {
  const begun = Date.parse(history.tenures[0]?.from ?? new Date(now).toISOString());
  const length = Math.max(now - begun, shortest);
  return { from: begun - length * 0.04, to: Math.max(now, begun + length) + length * 0.01 };
}

/** The lanes of an asset: its owners, its revisions, each approval, the owner’s signature, each environment. */
export function lanesOf(history: AssetHistory, names: Names, now: number): Lane[] {
  const of = (lane: Mark["lane"]): Mark[] => history.marks.filter((mark) => mark.lane === lane);
  const owner = history.tenures.at(-1)?.owner;
  return [
    { key: "owner", label: "Owner", icon: UserCheck, bars: ownerBars(history, names, now) },
    {
      key: "revision",
      label: "Revisions",
      icon: GitCommitHorizontal,
      points: of("revision").map(point("revision", names)),
    },
    { key: "brand", label: "Brand usage", icon: Check, points: approvals(history, "brand", names) },
    { key: "legal", label: "Legal", icon: Scale, points: approvals(history, "legal", names) },
    {
      key: "own",
      label: "Owner signed",
      icon: Stamp,
      points: of("own").map((mark, at) => ({
        ...point(mark.by === owner ? "signed" : "signedPast", names)(mark, at),
        name: names.nameOf(mark.by),
      })),
    },
    ...releaseLanes(of("release"), names),
  ];
}

const ownerBars = ({ tenures }: AssetHistory, names: Names, now: number): NonNullable<Lane["bars"]> =>
  tenures.map((tenure) => ({
    key: `${tenure.owner} ${tenure.from}`,
    from: Date.parse(tenure.from),
    to: tenure.until ? Date.parse(tenure.until) : now,
    state: tenure.until ? "past" : "current",
    name: names.nameOf(tenure.owner),
  }));

const point =
  (mark: LanePoint["mark"], names: Names) =>
  (one: Mark, at: number): LanePoint => ({
    key: `${one.at} ${at}`,
    at: Date.parse(one.at),
    mark,
    label: `${one.label}, ${names.nameOf(one.by)}, ${sayExactly(one.at)}`,
  });

/**
 * An approval is void when what it covered was edited before anybody could use it. One that led to the owner’s
 * signature has done its work, also when a later revision needed another.
 */
function approvals(history: AssetHistory, lane: "brand" | "legal", names: Names): LanePoint[] {
  const isVoid = (mark: Mark): boolean => {
    const next = history.marks.find((one) => one.lane === "revision" && one.at > mark.at)?.at;
    const used = history.marks.some(
      (one) => one.lane === "own" && one.at >= mark.at && (next === undefined || one.at < next),
    );
    return mark.void && !used;
  };
  return history.marks
    .filter((mark) => mark.lane === lane)
    .map((mark, at) => ({
      ...point(isVoid(mark) ? "void" : "approval", names)(mark, at),
      label: `Approved by ${names.nameOf(mark.by)}, ${sayExactly(mark.at)}${isVoid(mark) ? "; edited since" : ""}`,
    }));
}

/** One lane an environment; the last release of each is what it serves. */
function releaseLanes(marks: readonly Mark[], names: Names): Lane[] {
  const byEnvironment = Map.groupBy(marks, (mark) => releaseOf(mark.label)?.environment ?? "");
  return [...byEnvironment].map(([environment, releases]) => ({
    key: `release ${environment}`,
    label: environment,
    icon: PackageCheck,
    points: releases.map((mark, at) => point(at === releases.length - 1 ? "live" : "release", names)(mark, at)),
  }));
}
