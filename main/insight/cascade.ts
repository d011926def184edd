import type { KindName } from "#shared/assets/kind.ts";
import { kindOf, type KnownAsset } from "#shared/assets/kinds.ts";
import { blockBody } from "#shared/content/model.ts";
import { roleOf } from "#shared/content/policy.ts";
import type { Cascade, Ending, Replacement } from "#shared/insight/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { channels, placementBody, ruleBody } from "#shared/rules/model.ts";
import { disclosuresFor } from "#shared/taxonomy/disclosures.ts";
import { blockTypeBody } from "#shared/taxonomy/model.ts";
import { mainSlot, type Slot, templateBody } from "#shared/templates/model.ts";
import type { ReadDb } from "../db/database.ts";
import { usedBy } from "../assets/list.ts";
import { getAssetRow, headWorld } from "../assets/store.ts";

/** How many of those that end are listed; all are counted. */
const mostListed = 200;

interface Ended {
  readonly id: AssetId;
  readonly live: boolean;
  readonly through: string | null;
}

/** What ends with an asset, as of the newest revisions: the engine ends a block with whatever it carries. */
export function cascadeOf(db: ReadDb, asset: AssetId): Cascade {
  const world = headWorld(db);
  const find = (id: AssetId) => world.context.asset(id);
  const self = find(asset);
  if (!self) return { ends: null, endsWith: null, total: 0, endings: [] };
  const { expires: ends, ends_with: carriedBy } = getAssetRow(db, asset);
  const carrier = carriedBy === null ? undefined : find(carriedBy)?.identity;
  const ended = endedWith(db, asset, self, find);
  const gone = new Set(ended.map(({ id }) => id));
  return {
    ends,
    endsWith: carriedBy !== null && carrier ? { asset: carriedBy, name: carrier.name, kind: carrier.kind } : null,
    total: ended.length,
    endings: ended.slice(0, mostListed).map(({ id, live, through }): Ending => {
      const name = find(id)?.identity.name ?? id;
      return { asset: id, name, live, through, places: placesOf(db, id, gone, find) };
    }),
  };
}

type Find = (id: AssetId) => KnownAsset | undefined;

function endedWith(db: ReadDb, asset: AssetId, self: KnownAsset, find: Find): Ended[] {
  const users = usersOf(db, asset);
  const { kind, name } = self.identity;
  const carried = kind === "image" || isCarried(self, find);
  if (kind === "block" && !carried) return [{ id: asset, live: isLive(db, asset), through: null }];
  if (!carried) return [];
  const direct = users.filter((one) => one.kind === "block").map(({ id, live }) => ({ id, live, through: name }));
  const types = users.filter((one) => one.kind === "blockType");
  const byType = types.flatMap((type) => blocksThrough(db, asset, type, find));
  return [...new Map([...direct, ...byType].map((one) => [one.id, one])).values()];
}

/** Whether other blocks carry it: a claim or a disclosure. */
function isCarried({ identity, body }: KnownAsset, find: Find): boolean {
  const type = identity.kind === "block" ? blockBody.safeParse(body).data?.settings.type : undefined;
  const role = type && roleOf(type, { asset: find });
  return role === "claim" || role === "disclosure";
}

/** The blocks of a type that carry an asset: those in whose scope the type demands it, or all where a fixed field holds it. */
function blocksThrough(db: ReadDb, asset: AssetId, type: { id: AssetId; name: string }, find: Find): Ended[] {
  const body = blockTypeBody.safeParse(find(type.id)?.body).data;
  if (!body) return [];
  const held = kindOf("blockType")
    .references(body)
    .some((one) => one.asset === asset && !one.at.startsWith("settings."));
  return usersOf(db, type.id)
    .filter((one) => one.kind === "block")
    .filter(({ id }) => {
      const scope = find(id)?.identity.scope;
      return held || (scope !== undefined && disclosuresFor(body, scope).includes(asset));
    })
    .map(({ id, live }) => ({ id, live, through: type.name }));
}

function placesOf(db: ReadDb, block: AssetId, gone: ReadonlySet<AssetId>, find: Find): Replacement[] {
  return usersOf(db, block).flatMap(({ id, kind, name }) => {
    if (kind === "template") return standingPlaces(db, id, block, find);
    if (kind === "placement")
      return placementOf(id, find)?.fallback === block ? [replaced(name, null, id, gone, find)] : [];
    const logic = kind === "rule" ? ruleBody.safeParse(find(id)?.body).data?.logic : undefined;
    if (logic?.effect !== "select" || logic.block !== block) return [];
    const placement = find(logic.placement)?.identity.name ?? logic.placement;
    const slot = sideSlot(logic.placement, logic.slot, find);
    return [slot ? inSlot(slot, placement, name, gone, find) : replaced(placement, name, logic.placement, gone, find)];
  });
}

const placementOf = (id: AssetId, find: Find) => placementBody.safeParse(find(id)?.body).data?.settings;
const slotsOf = (template: AssetId | undefined, find: Find): readonly Slot[] =>
  (template && templateBody.safeParse(find(template)?.body).data?.settings.slots) || [];

/** The placements in which a template shows a block by itself. In the main slot stands the placement's own. */
function standingPlaces(db: ReadDb, template: AssetId, block: AssetId, find: Find): Replacement[] {
  const slots = slotsOf(template, find);
  const standing = slots.filter((slot) => slot.block === block && slot !== mainSlot(slots));
  return usersOf(db, template)
    .filter(({ kind }) => kind === "placement")
    .flatMap(({ name }) => standing.map((slot) => emptied(slot, name, null)));
}

/** The slot that a rule fills, where that is not the main one. */
function sideSlot(placement: AssetId, key: string | undefined, find: Find): Slot | undefined {
  const slots = slotsOf(placementOf(placement, find)?.template, find);
  const slot = key === undefined ? undefined : slots.find((one) => one.key === key);
  return slot === mainSlot(slots) ? undefined : slot;
}

/** Of a slot that a rule filled there remains what stands in it for everyone. */
function inSlot(slot: Slot, placement: string, rule: string, gone: ReadonlySet<AssetId>, find: Find): Replacement {
  const { block, label } = slot;
  if (block === undefined || gone.has(block)) return emptied(slot, placement, rule);
  return { placement, rule, slot: label, instead: "generic", generic: find(block)?.identity.name ?? null };
}

/** Without a fixed or required slot nothing is shown; another is left out. */
const emptied = ({ mode, required, label }: Slot, placement: string, rule: string | null): Replacement => ({
  placement,
  rule,
  slot: label,
  instead: mode === "fixed" || required ? "nothing" : "leftOut",
  generic: null,
});

function replaced(
  placement: string,
  rule: string | null,
  id: AssetId,
  gone: ReadonlySet<AssetId>,
  find: Find,
): Replacement {
  const settings = placementOf(id, find);
  if (!settings || channels[settings.channel] === "interrupt")
    return { placement, rule, instead: "nothing", generic: null };
  const generic = find(settings.fallback)?.identity.name ?? null;
  return { placement, rule, instead: gone.has(settings.fallback) ? "fixed" : "generic", generic };
}

const usersOf = (db: ReadDb, asset: AssetId): { id: AssetId; name: string; kind: KindName; live: boolean }[] =>
  usedBy(db, asset).filter(({ id }) => id !== asset);

const isLive = (db: ReadDb, asset: AssetId): boolean =>
  db.get("SELECT 1 AS one FROM live WHERE asset = @asset", { asset }) !== undefined;
