import { writeFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { everywhere } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { openApp } from "#main/app.ts";
import { createWorkspace, foldersBeside } from "#main/workspace.ts";

/**
 * A process that works on a disk until it is full, goes on when there is room again, and reports what it found.
 * Arguments: a folder; and `disk` where that folder's disk is small, `file` where SQLite itself is to keep the file small.
 */
const [folder, limit] = process.argv.slice(2) as [string, "disk" | "file"];
const path = join(folder, "full.imprimatur");
const ballast = join(folder, "ballast");
const passphrase = "six words that nobody else says";
const defects: string[] = [];
const options = { path, folders: foldersBeside(path), scryptCost: 16, log: noteDefect };

function noteDefect(error: unknown): void {
  if (!(error instanceof AppError)) defects.push(String(error));
}

await createWorkspace(options, {
  name: "Full",
  administrator: { name: "Ada", title: "", passphrase },
  environments: [{ id: "production", maxStalenessDays: 30 }],
});
let app = openApp(options);
let api = app.clientFor(app.newSender());

async function signIn(): Promise<void> {
  api = app.clientFor(app.newSender());
  const [ada] = (await api.access.status({})).members;
  await api.access.signIn({ member: ada!.id, passphrase });
}

/** Leaves little room, or gives it back. */
function setRoom(room: "little" | "enough"): void {
  if (limit === "file") {
    const pages = app.services.database.read((db) => db.get<{ page_count: number }>("PRAGMA page_count"))!.page_count;
    app.services.database.exec(`PRAGMA max_page_count = ${room === "little" ? pages + 4 : 1_000_000}`);
  } else if (room === "enough") rmSync(ballast, { force: true });
  else fillDisk();
}

/** Writes ever smaller pieces until not one more byte fits, and takes the last few back. */
function fillDisk(): void {
  for (let size = 1 << 20; size >= 1 << 12; size >>= 1) {
    try {
      for (;;) writeFileSync(ballast, Buffer.alloc(size), { flag: "a" });
    } catch {
      // Full for this size; the next one is smaller.
    }
  }
}

/** The code with which work is refused, or null. */
const codeOf = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

await signIn();
const ada = (await api.access.people({})).people[0]!.id;
for (const role of ["brandApprover", "legalApprover", "editor"] as const)
  await api.access.grantRole({ member: ada, role, scope: everywhere });
const shared = { tier: "campaign", scope: everywhere, owner: ada } as const;
const field = { name: "text", label: "Text", type: "text", part: "copy", mode: "flexible" } as const;
const fields = [{ ...field, required: false, localized: true, limits: {} }];
const type = await api.assets.create({
  ...shared,
  kind: "blockType",
  name: "type.text",
  body: { settings: { label: "Text", fields } },
});
const words = (turn: number): Body => ({
  settings: { label: "Text", type: type.id, variants: [] },
  copy: { base: { text: { "*": `${turn} ${"word ".repeat(2000)}` } } },
});
const block = await api.assets.create({ ...shared, kind: "block", name: "text.long", body: words(0) });

/** Revises until it is refused or has been often enough. @returns the digest acknowledged last, and the refusal. */
async function revise(from: number, times: number): Promise<{ last: string | null; refusal: string | null }> {
  let last: string | null = null;
  for (let turn = from; turn < from + times; turn++) {
    const { head } = await api.assets.get({ asset: block.id });
    const refusal = await codeOf(
      api.assets
        .revise({ asset: block.id, base: head, body: words(turn) })
        .then(({ revision }) => (last = revision.digest)),
    );
    if (refusal) return { last, refusal };
  }
  return { last, refusal: null };
}

/** What has to be true of the file at every moment. */
async function soundness() {
  const { head } = await api.assets.get({ asset: block.id });
  const { ok } = await api.audit.verify({});
  const integrity = app.services.database.read((db) => db.all("PRAGMA integrity_check"));
  return { head, ok, integrity };
}

const first = await revise(1, 3);
setRoom("little");
const second = await revise(100, 2000);
const draft = await codeOf(api.assets.saveDraft({ asset: block.id, body: words(5000), base: null, version: 1 }));
const during = await soundness();
setRoom("enough");
const third = await revise(5001, 3);
const after = await soundness();
app.close();
app = openApp(options);
await signIn();
const reopened = await soundness();
app.close();
process.stdout.write(JSON.stringify({ first, second, draft, during, third, after, reopened, defects }));
