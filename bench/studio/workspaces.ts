import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { everywhere } from "#shared/assets/model.ts";
import type { AssetId, MemberId } from "#shared/kernel/ids.ts";
import { currentPolicy } from "#main/access/store.ts";
import { type App, type AppOptions, openApp } from "#main/app.ts";
import { createAsset } from "#main/assets/revise.ts";
import type { WriteContext } from "#main/context.ts";
import type { WriteDb } from "#main/db/database.ts";
import { migrationDigest } from "#main/db/migrate.ts";
import { migrations } from "#main/migrations.ts";
import { recordAct } from "#main/projections.ts";
import { createSampleWorkspace } from "#main/sample/create.ts";
import { samplePassphrase } from "#main/sample/data/people.ts";
import { createWorkspace, foldersBeside } from "#main/workspace.ts";
import { blocks, heroType, type Material } from "./material.ts";

export interface BenchWorkspace {
  readonly options: AppOptions;
  readonly person: string;
  readonly passphrase: string;
  dispose(): void;
}

/** Cheap to open: the price of a passphrase is chosen, not measured. */
const scryptCost = 16;
const person = "Ada Admin";
const passphrase = "a bench has no secrets";

const optionsAt = (folder: string): AppOptions => {
  const path = join(folder, "bench.imprimatur");
  return { path, folders: foldersBeside(path), scryptCost };
};

function temporary(): { folder: string; dispose: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "imprimatur-bench-"));
  return { folder, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The sample that `npm start` makes. */
export async function sampleWorkspace(): Promise<BenchWorkspace> {
  const { folder, dispose } = temporary();
  const options = optionsAt(folder);
  await createSampleWorkspace(options);
  return { options, dispose, person: "Jonas Brandt", passphrase: samplePassphrase };
}

/**
 * A workspace with so many blocks. It is made once and kept under `.scratch`, by what makes it; every run gets a copy
 * that it may write to.
 */
export async function largeWorkspace(assets: number): Promise<BenchWorkspace> {
  const kept = join(import.meta.dirname, "../../.scratch/bench", `${assets}-${stamp()}`);
  if (!existsSync(kept)) {
    rmSync(`${kept}.making`, { recursive: true, force: true });
    mkdirSync(`${kept}.making`, { recursive: true });
    await fill(optionsAt(`${kept}.making`), assets);
    renameSync(`${kept}.making`, kept);
  }
  const { folder, dispose } = temporary();
  cpSync(kept, folder, { recursive: true });
  return { options: optionsAt(folder), dispose, person, passphrase };
}

/** Changes with the schema and with what is written here. */
function stamp(): string {
  const hash = createHash("sha256");
  for (const step of migrations) hash.update(migrationDigest(step));
  for (const file of ["material.ts", "workspaces.ts"]) hash.update(readFileSync(join(import.meta.dirname, file)));
  return hash.digest("hex").slice(0, 12);
}

/** Journal entries in one transaction: what is synced to disk once. */
const batch = 2000;

async function fill(options: AppOptions, assets: number): Promise<void> {
  await createWorkspace(options, {
    name: "Large",
    administrator: { name: person, title: "", passphrase },
    environments: [{ id: "production", maxStalenessDays: 30 }],
  });
  const app = openApp(options);
  try {
    const api = app.clientFor(app.newSender());
    const [ada] = (await api.access.status({})).members;
    await api.access.signIn({ member: ada!.id, passphrase });
    await api.access.grantRole({ member: ada!.id, role: "brandApprover", scope: everywhere });
    const ben = await api.access.addMember({ name: "Ben Brand", title: "", key: { passphrase }, grants: [] });
    const [type] = write(app, ada!.id, [heroType(ada!.id)]);
    // Ada owns every tenth.
    const owners = [ada!.id, ...Array.from({ length: 9 }, () => ben.id)];
    let waiting: Material[] = [];
    for (const block of blocks(assets - 1, type!, owners)) {
      if (waiting.push(block) < batch) continue;
      write(app, ada!.id, waiting);
      waiting = [];
    }
    write(app, ada!.id, waiting);
  } finally {
    app.close();
  }
}

/** Creates assets by the handlers' own code: the checks, acts and digests are those of a person's edit, many to a transaction. */
function write(app: App, author: MemberId, made: readonly Material[]): AssetId[] {
  return app.services.database.write((db) => {
    const context = contextFor(app, db, author);
    return made.map((asset) => {
      const id = context.newId("ast");
      createAsset(context, { id, note: "", ...asset });
      return id;
    });
  });
}

function contextFor(app: App, db: WriteDb, author: MemberId): WriteContext {
  const { services } = app;
  const { policy, digest } = currentPolicy(db);
  const me = policy.members.find((member) => member.id === author)!;
  const at = new Date(services.now()).toISOString();
  const sender = { ...app.newSender(), member: author };
  return {
    ...services,
    db,
    sender,
    policy,
    policyDigest: digest,
    who: me,
    me,
    at,
    attempt: (work) => services.database.write(work),
    record: (act, body) => void recordAct(db, act, body, { device: services.device, at, actor: author }),
  };
}
