import type { KindName } from "#shared/assets/kind.ts";
import { neededPurposes } from "#shared/assets/kinds.ts";
import type { AssetSummary } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AttributeBody } from "#shared/data/model.ts";
import { insight } from "#shared/insight/contract.ts";
import type { Home } from "#shared/insight/model.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, Instant, MemberId } from "#shared/kernel/ids.ts";
import { keptFor } from "../assets/found.ts";
import { assetSubject } from "../assets/handlers.ts";
import { refuseRetired } from "../assets/revise.ts";
import { assetsToRecheck, getAssetRow, headWorld, listBodies, listSummaries } from "../assets/store.ts";
import type { World } from "../assets/world.ts";
import { waitingFor } from "../comments/store.ts";
import { requestSummary } from "../approvals/read.ts";
import { listRequestRows } from "../approvals/store.ts";
import type { ReadDb } from "../db/database.ts";
import { implement, type ReadContext } from "../context.ts";
import { cascadeOf } from "./cascade.ts";
import { lintOf } from "./lint.ts";
import { lintApart } from "./lint-apart.ts";
import { listAside, placeKey } from "./store.ts";
import { candidateOf, planned } from "../releases/candidate.ts";
import { environmentStates } from "../releases/environments.ts";

const soonMs = 30 * 24 * 3600 * 1000;

export const insightHandlers = implement(insight, {
  home: {
    async prepare(context) {
      const states = await environmentStates(context);
      return (read) => homeOf(read, states);
    },
  },
  lint: {
    async prepare({ db, database }) {
      const found = await keptFor(db, "insight.lint", () => (isLarge(db) ? lintApart(database.path) : lintOf(db)));
      return () => found;
    },
  },
  setAside: {
    subject: assetSubject,
    run(context, { asset, rule, about, reason }) {
      refuseRetired(getAssetRow(context.db, asset));
      context.record("finding.setAside", { asset, rule, about, reason });
      return {};
    },
  },
  takeUp: {
    subject: assetSubject,
    run(context, { asset, rule, about }) {
      if (!listAside(context.db).has(placeKey({ asset, rule, about })))
        throw new AppError("NOT_FOUND", "This finding was not set aside. Look at the list again.", { asset });
      context.record("finding.takenUp", { asset, rule, about });
      return {};
    },
  },
  cascade: {
    run: ({ db }, { asset }) => cascadeOf(db, asset),
  },
});

/** Whether looking through everything takes longer than anybody may be kept waiting, and than starting a thread. */
const isLarge = (db: ReadDb): boolean =>
  db.get<{ assets: number }>("SELECT COUNT(*) AS assets FROM asset", {})!.assets > 2000;

function homeOf(context: ReadContext, states: readonly Home["environments"][number]["state"][]): Home {
  const { me, db } = context;
  const now = new Date(context.now()).toISOString();
  const unsigned = planned(context).filter(({ row, signature }) => row.owner === me.id && !signature).length;
  const list = (where: string, extra: Record<string, string> = {}): AssetSummary[] =>
    listSummaries(db, where, { me: me.id, now, ...extra }).map((found) => found.summary);
  const world = headWorld(db);
  return {
    reviews: myReviews(context),
    signatures: unsigned > 0 ? [{ environment: states[0]!.id, assets: unsigned }] : [],
    attention: [
      ...expiring(db, { me: me.id, soon: new Date(context.now() + soonMs).toISOString() }, now),
      ...broken(context, world),
    ],
    comments: waitingFor(db, me.id),
    drafts: list("WHERE asset.id IN (SELECT asset FROM draft WHERE member = @me) ORDER BY asset.name LIMIT 20"),
    owned: db.get<{ count: number }>(
      "SELECT COUNT(*) AS count FROM asset WHERE owner = @owner AND retired_at IS NULL",
      { owner: me.id },
    )!.count,
    environments: states.map((state) => nextRelease(context, state)),
    risks: risksOf(context, world),
  };
}

/** Requests that wait for a step which I may give, and which are not my own work. */
const myReviews = (context: ReadContext): Home["reviews"] =>
  listRequestRows(context.db, ["open"], 200)
    .map((row) => requestSummary(context, row))
    .filter((request) => request.mine);

/** What of one's own ends soon or has ended, and with what, where that is not its own end. */
const expiring = (db: ReadDb, { me, soon }: { me: MemberId; soon: Instant }, now: Instant): Home["attention"] =>
  db
    .all<{ asset: AssetId; name: string; until: Instant; carrier: string | null }>(
      `SELECT asset.id AS asset, asset.name AS name, asset.expires AS until, carrier.name AS carrier FROM asset
       LEFT JOIN asset AS carrier ON carrier.id = asset.ends_with
       WHERE asset.owner = @me AND asset.retired_at IS NULL AND asset.expires <= @soon ORDER BY asset.expires LIMIT 20`,
      { me, soon },
    )
    .map(({ asset, name, until, carrier }) => {
      const isOver = until <= now;
      const how = isOver ? (carrier ? `Ended with ${carrier}.` : "Expired.") : undefined;
      const message = how
        ? `${how} What it said is no longer served.`
        : carrier
          ? `Ends with ${carrier}, which it shows or carries.`
          : "Expires soon.";
      return { asset, name, severity: isOver ? "error" : "warning", message, until };
    });

/** How many assets one look at Home checks: the first of them by name are shown first, and what is known costs nothing. */
const mostChecked = 500;
const mostBroken = 50;

/** My assets whose newest revision no longer passes its checks, because something it names has changed. */
function broken({ db, me }: ReadContext, world: World): Home["attention"] {
  const found: Home["attention"] = [];
  for (const { id, name } of assetsToRecheck(db, { owner: me.id, limit: mostChecked })) {
    if (found.length === mostBroken) break;
    const error = world.problems(id).find((problem) => problem.severity === "error");
    if (error) found.push({ asset: id, name, severity: "error", message: error.message, until: null });
  }
  return found;
}

function nextRelease(context: ReadContext, state: Home["environments"][number]["state"]): Home["environments"][number] {
  const candidate = candidateOf(context, state.id);
  return {
    state,
    changes: candidate.items.filter((item) => item.change !== "same").length + candidate.removed.length,
    unsigned: candidate.items.filter((item) => !item.ownerSigned).length,
    blockers: candidate.blockers.length,
  };
}

const mostRisks = 50;
const manyConsents = 3;

/**
 * Privacy: personal data that no purpose covers, rules that need many consents. Off-brand: words outside of their limits.
 * A block is within them when it is revised, so that only those whose type has changed since are looked at.
 */
function risksOf({ db }: ReadContext, world: World): Home["risks"] {
  const risks: Home["risks"] = [];
  const take = ({ id, name, kind, body }: { id: AssetId; name: string; kind: KindName; body: Body }): boolean => {
    risks.push(...messages(id, kind, body, world).map(({ board, message }) => ({ board, asset: id, name, message })));
    return risks.length < mostRisks;
  };
  listBodies(db, { kinds: ["attribute", "rule", "audience"] }, "head").every(take);
  assetsToRecheck(db, { kinds: ["block"], limit: mostChecked }).every((one) =>
    take({ ...one, kind: "block", body: {} }),
  );
  return risks.slice(0, mostRisks).toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

type Risk = Pick<Home["risks"][number], "board" | "message">;

function messages(id: AssetId, kind: KindName, body: Body, world: World): Risk[] {
  if (kind === "block") {
    const limits = world.problems(id).filter((problem) => problem.code === "limit");
    return limits.map(({ message }) => ({ board: "offBrand", message }));
  }
  if (kind === "attribute") {
    const { personalData, purposes } = (body.settings ?? {}) as Partial<AttributeBody["settings"]>;
    const uncovered = personalData !== "none" && purposes?.length === 0;
    return uncovered ? [{ board: "privacy", message: "Personal data that no consent purpose covers." }] : [];
  }
  const needed = neededPurposes(kind, body, world.context).length;
  if (needed < manyConsents) return [];
  return [{ board: "privacy", message: `Needs ${needed} consents at once; few people will have given them all.` }];
}
