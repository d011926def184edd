import { identity as assetIdentity, type Scope, type Tier } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { data, type SourceFormat } from "#shared/data/contract.ts";
import type { Standing } from "#shared/data/infer/propose.ts";
import { propose } from "#shared/data/infer/propose.ts";
import type { Reading } from "#shared/data/infer/inferred.ts";
import { readSchema } from "#shared/data/infer/json-schema.ts";
import { readSamples } from "#shared/data/infer/samples.ts";
import { readTable } from "#shared/data/infer/table.ts";
import { attributeBody, eventBody } from "#shared/data/model.ts";
import { changesOf } from "#shared/exchange/changes.ts";
import { slug } from "#shared/exchange/table.ts";
import { type Json, utf8 } from "#shared/kernel/canonical.ts";
import { type Digest, toDigest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import { nameByConvention } from "#shared/taxonomy/naming-proposal.ts";
import { createAsset, reviseAsset } from "../assets/revise.ts";
import {
  getAssetRow,
  getRevision,
  headTaxonomy,
  headWorld,
  identityOf,
  listBodies,
  nameTaken,
} from "../assets/store.ts";
import { implement, type WriteContext } from "../context.ts";
import type { ReadDb } from "../db/database.ts";
import { plainReasonOf, refuseUnlessAuthor, runImport, type Taken, takePieces } from "../exchange/apply.ts";
import { nodeCrypto } from "../keys/crypto.ts";

export const dataHandlers = implement(data, {
  propose: {
    async prepare(_context, { format, text, describes, system }) {
      const reading = await read(format, text, describes);
      return ({ db }) => ({
        rows: propose(reading, standingIn(db), headWorld(db).context.dictionary.purposes, system),
        notes: [...reading.notes],
      });
    },
  },

  import: {
    run(context, { rows, apply, others, ...where }) {
      const pieces = rows.map((row) => ({ source: row.source, take: () => takeRow(context, row, where) }));
      const source = toDigest(nodeCrypto.sha256(utf8(JSON.stringify(rows))));
      const work = (really: boolean) =>
        runImport(context, {
          format: "dictionary",
          source,
          take: () => takePieces(context, pieces, plainReasonOf),
          notes: [],
          apply: really,
        });
      const told = work(false);
      // One row that is refused keeps all of them out, until somebody asks for the others.
      return !apply || (told.counts.rejected > 0 && !others) ? told : work(true);
    },
  },
});

/** @throws INPUT_INVALID where nothing of the source can be read */
async function read(format: SourceFormat, text: string, describes: "person" | "event"): Promise<Reading> {
  const reading =
    format === "csv"
      ? readTable((await import("../exchange/formats/csv.ts")).readCsv(text))
      : format === "samples"
        ? readSamples(text)
        : readSchema(parseJson(text), describes);
  if (typeof reading === "string") throw new AppError("INPUT_INVALID", reading);
  if (reading.found.length + reading.unread.length === 0)
    throw new AppError("INPUT_INVALID", "There is nothing in the file that could become an attribute or event.");
  return reading;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new AppError(
      "INPUT_INVALID",
      `The file is no JSON: ${error instanceof Error ? error.message : "unreadable"}.`,
    );
  }
}

function standingIn(db: ReadDb): Standing[] {
  return listBodies(db, { kinds: ["attribute", "event"] }, "head").flatMap((one): Standing[] => {
    const parsed = (one.kind === "event" ? eventBody : attributeBody).safeParse(one.body);
    const { head } = getAssetRow(db, one.id);
    if (!parsed.success || head === null) return [];
    return [{ id: one.id, kind: one.kind as Standing["kind"], name: one.name, head, settings: parsed.data.settings }];
  });
}

interface Row {
  readonly kind: "attribute" | "event";
  readonly asset: AssetId | null;
  readonly base: Digest | null;
  readonly settings: Readonly<Record<string, Json>>;
}

interface Where {
  readonly tier: Tier;
  readonly scope: Scope;
  readonly owner: MemberId;
}

const note = "Imported into the data dictionary";

function takeRow(context: WriteContext, row: Row, where: Where): Taken {
  const body = { settings: { ...row.settings } } as Body;
  if (!row.asset) return createRow(context, row.kind, body, where);
  const { kind, name } = getAssetRow(context.db, row.asset);
  if (kind !== row.kind) throw new AppError("INPUT_INVALID", `${name} is no ${row.kind}.`);
  return reviseRow(context, row.asset, row.base, body);
}

function createRow(context: WriteContext, kind: Row["kind"], body: Body, { owner, ...where }: Where): Taken {
  const { key, label } = (body.settings ?? {}) as Record<string, Json>;
  const base = `${kind === "event" ? "event" : "attr"}.${slug(wordOf(key) ?? wordOf(label) ?? "") || kind}`;
  let wanted = base;
  for (let number = 2; nameTaken(context.db, wanted); number++) wanted = `${base}-${number}`;
  const named = { kind, ...where, body };
  const taken = (name: string) => nameTaken(context.db, name);
  const name = nameByConvention(wanted, named, headTaxonomy(context.db), taken) ?? wanted;
  const identity = assetIdentity.parse({ kind, name, ...where });
  refuseUnlessAuthor(context, identity);
  createAsset(context, { id: context.newId("ast"), identity, owner, body, note });
  return { outcome: "created", asset: name, changes: changesOf({}, body) };
}

const wordOf = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);

function reviseRow(context: WriteContext, id: AssetId, base: Digest | null, body: Body): Taken {
  const asset = getAssetRow(context.db, id);
  const before = getRevision(context.db, asset.head!).body;
  const changes = changesOf(before, body);
  if (changes.length === 0) return { outcome: "unchanged", asset: asset.name, changes };
  refuseUnlessAuthor(context, identityOf(asset), asset.owner);
  reviseAsset(context, { asset: id, base: base ?? asset.head, body, note });
  return { outcome: "changed", asset: asset.name, changes };
}
