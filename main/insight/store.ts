import type { Aside, FindingPlace } from "#shared/insight/finding.ts";
import type { Projections } from "../audit/journal.ts";
import type { ReadDb } from "../db/database.ts";

export const tables = ["finding_aside"] as const;

export const projections: Projections = {
  "finding.setAside"(db, { asset, rule, about, reason }, { actor, at }) {
    db.run(
      `INSERT INTO finding_aside (asset, rule, about, reason, member, at) VALUES (@asset, @rule, @about, @reason, @actor, @at)
       ON CONFLICT (asset, rule, about) DO UPDATE SET reason = excluded.reason, member = excluded.member, at = excluded.at`,
      { asset, rule, about, reason, actor, at },
    );
  },
  "finding.takenUp"(db, { asset, rule, about }) {
    db.run("DELETE FROM finding_aside WHERE asset = @asset AND rule = @rule AND about = @about", {
      asset,
      rule,
      about,
    });
  },
};

/** Everything that was set aside, by where it is. */
export const listAside = (db: ReadDb): Map<string, Aside> =>
  new Map(
    db
      .all<FindingPlace & Aside & Record<string, string>>(
        "SELECT asset, rule, about, reason, member, at FROM finding_aside",
      )
      .map(({ reason, member, at, ...place }) => [placeKey(place), { reason, member, at }]),
  );

export const placeKey = ({ asset, rule, about }: FindingPlace): string => `${asset} ${rule} ${about}`;
