import { neededPurposes, kindOf } from "#shared/assets/kinds.ts";
import type { AssetSummary } from "#shared/assets/model.ts";
import { insight } from "#shared/insight/contract.ts";
import type { Home } from "#shared/insight/model.ts";
import type { Instant } from "#shared/kernel/ids.ts";
import { checkContext, listBodies, listSummaries } from "../assets/store.ts";
import { requestSummary } from "../approvals/read.ts";
import { listRequestRows } from "../approvals/store.ts";
import { implement, type ReadContext } from "../context.ts";
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
});

function homeOf(context: ReadContext, states: readonly Home["environments"][number]["state"][]): Home {
  const { me, db } = context;
  const now = new Date(context.now()).toISOString() as Instant;
  const unsigned = planned(context).filter(({ row, signature }) => row.owner === me.id && !signature).length;
  const list = (where: string, extra: Record<string, string> = {}): AssetSummary[] =>
    listSummaries(db, where, { me: me.id, now, ...extra });
  return {
    reviews: myReviews(context),
    signatures: unsigned > 0 ? [{ environment: states[0]!.id, assets: unsigned }] : [],
    attention: [
      ...expiring(
        list(
          "WHERE asset.owner = @me AND asset.retired_at IS NULL AND asset.expires <= @soon ORDER BY asset.expires LIMIT 20",
          { soon: new Date(context.now() + soonMs).toISOString() },
        ),
        now,
      ),
      ...broken(context),
    ],
    drafts: list("WHERE asset.id IN (SELECT asset FROM draft WHERE member = @me) ORDER BY asset.name LIMIT 20"),
    owned: db.get<{ count: number }>(
      "SELECT COUNT(*) AS count FROM asset WHERE owner = @owner AND retired_at IS NULL",
      { owner: me.id },
    )!.count,
    environments: states.map((state) => nextRelease(context, state)),
    risks: risksOf(context),
  };
}

/** Requests that wait for a step which I may give, and which are not my own work. */
const myReviews = (context: ReadContext): Home["reviews"] =>
  listRequestRows(context.db, ["open"], 200)
    .map((row) => requestSummary(context, row))
    .filter((request) => request.mine);

const expiring = (rows: readonly AssetSummary[], now: Instant): Home["attention"] =>
  rows.map(({ id, name, expires }) => ({
    asset: id,
    name,
    severity: expires! <= now ? "error" : "warning",
    message: expires! <= now ? "Expired. What it said is no longer served." : "Expires soon.",
    until: expires,
  }));

/** My assets whose newest revision no longer passes its checks, because something it names has changed. */
function broken({ db, me }: ReadContext): Home["attention"] {
  const context = checkContext(db);
  const mine = listSummariesOwned(db, me.id);
  return mine.flatMap(({ id, name, kind, body }) => {
    const found = kindOf(kind)
      .check(body, { ...sharedContext(context), self: { id, name } })
      .find((problem) => problem.severity === "error");
    return found ? [{ asset: id, name, severity: "error" as const, message: found.message, until: null }] : [];
  });
}

function listSummariesOwned(db: ReadContext["db"], owner: string) {
  const owned = new Set(
    db
      .all<{ id: string }>("SELECT id FROM asset WHERE owner = @owner AND retired_at IS NULL", { owner })
      .map((row) => row.id),
  );
  return listBodies(db, {}, "head").filter((asset) => owned.has(asset.id));
}

const sharedContext = (context: ReturnType<typeof checkContext>) => ({
  asset: context.asset,
  dictionary: context.dictionary,
});

function nextRelease(context: ReadContext, state: Home["environments"][number]["state"]): Home["environments"][number] {
  const candidate = candidateOf(context, state.id);
  return {
    state,
    changes: candidate.items.filter((item) => item.change !== "same").length + candidate.removed.length,
    unsigned: candidate.items.filter((item) => !item.ownerSigned).length,
    blockers: candidate.blockers.length,
  };
}

/** Privacy: attributes of a sensitive class that no consent purpose covers. Off-brand: words on a block type's list. */
function risksOf({ db }: ReadContext): Home["risks"] {
  const checks = checkContext(db);
  const risks: Home["risks"] = [];
  for (const { id, name, kind, body } of listBodies(
    db,
    { kinds: ["attribute", "rule", "audience", "block"] },
    "head",
  )) {
    if (kind === "attribute") {
      const settings = body.settings as { personalData?: string; purposes?: unknown[] } | undefined;
      if (settings?.personalData !== "none" && settings?.purposes?.length === 0)
        risks.push({ board: "privacy", asset: id, name, message: "Personal data that no consent purpose covers." });
      continue;
    }
    if (kind === "block") {
      for (const problem of kindOf(kind).check(body, { ...sharedContext(checks), self: { id, name } })) {
        if (problem.code === "limit") risks.push({ board: "offBrand", asset: id, name, message: problem.message });
      }
      continue;
    }
    const needed = neededPurposes(kind, body, sharedContext(checks));
    if (needed.length > 2)
      risks.push({
        board: "privacy",
        asset: id,
        name,
        message: `Needs ${needed.length} consents at once; few people will have given them all.`,
      });
  }
  return risks.slice(0, 50);
}
