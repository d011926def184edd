import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { root } from "#test/support/repository.ts";

/** Runs a command with a small disk of its own mounted at `$1`, which is gone when it ends. It takes no rights but Linux. */
const onSmallDisk = (command: string): string[] => [
  "--user",
  "--map-root-user",
  "--mount",
  "sh",
  "-c",
  `mount -t tmpfs -o size=6m none "$1" && ${command}`,
];

/** Where the kernel refuses that, SQLite keeps the file small: the same error, from the same place in its code. */
const canMount = spawnSync("unshare", [...onSmallDisk("true"), "sh", tmpdir()]).status === 0;
const limits = canMount ? (["disk", "file"] as const) : (["file"] as const);

interface Report {
  readonly first: { readonly last: string };
  readonly second: { readonly last: string | null; readonly refusal: string };
  readonly draft: string | null;
  readonly during: Soundness;
  readonly third: { readonly last: string; readonly refusal: string | null };
  readonly after: Soundness;
  readonly reopened: Soundness;
  readonly defects: readonly string[];
}

interface Soundness {
  readonly head: string;
  readonly ok: boolean;
  readonly integrity: unknown;
}

const run = promisify(execFile);

test.each(limits)(
  "JO-10 on a full %s a save is refused, nothing is lost, and with room work goes on",
  async (limit) => {
    const folder = mkdtempSync(join(tmpdir(), "imprimatur-full-"));
    const worker = join(root, "test", "support", "full-disk-worker.ts");
    const command = onSmallDisk('exec "$2" "$3" "$1" disk');
    const { stdout } =
      limit === "disk"
        ? await run("unshare", [...command, "sh", folder, process.execPath, worker])
        : await run(process.execPath, [worker, folder, "file"]);
    rmSync(folder, { recursive: true, force: true });
    const { first, second, draft, during, third, after, reopened, defects } = JSON.parse(stdout) as Report;
    expect(defects).toEqual([]);
    expect(second.refusal).toBe("DISK_FULL");
    expect(["DISK_FULL", null]).toContain(draft);
    const sound = { ok: true, integrity: [{ integrity_check: "ok" }] };
    // What was acknowledged last is there, and what was refused is not.
    expect(during).toEqual({ head: second.last ?? first.last, ...sound });
    expect(third.refusal).toBeNull();
    expect(after).toEqual({ head: third.last, ...sound });
    expect(reopened).toEqual(after);
  },
);
