import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { root } from "#test/support/repository.ts";
import { sharedDataPath } from "#test/support/shared-data.ts";

const run = promisify(execFile);
const leftovers = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith("imprimatur-demo-"));

/** Thirty programs in a row and a service beside them: this takes as long as the machine needs. */
test(
  "the demo takes a real export from import to decisions that are as they should be",
  { timeout: 900_000 },
  async () => {
    const before = leftovers();
    const program = join(root, "main", "demo.ts");
    const { stdout } = await run(process.execPath, [program, sharedDataPath("contentful/fintech-space-1.json")]);
    expect(stdout).not.toContain("✗");
    expect(stdout).toMatch(/\nAll 2\d checks hold\.\n$/);
    for (const sentence of [
      "465 of 465 rows are accounted for.",
      "✓ gets that audience's variant.",
      "✓ gets the baseline.",
      "✓ gets the generic content.",
      "✓ is excluded, and gets the generic content.",
      "✓ With one bit flipped it is refused",
    ])
      expect(stdout).toContain(sentence);
    expect(leftovers()).toEqual(before);
  },
);

test("the demo says what is wrong with a file that is no export, and ends with 1", { timeout: 300_000 }, async () => {
  const failed = await run(process.execPath, [join(root, "main", "demo.ts"), join(root, "package.json")]).catch(
    (error: unknown) => error,
  );
  expect(failed).toMatchObject({ code: 1 });
  expect((failed as { stderr: string }).stderr).toContain("INPUT_INVALID");
});
