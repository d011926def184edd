import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { everywhere } from "#shared/assets/model.ts";
import { fileNameOf, type ImageBody } from "#shared/images/model.ts";
import { toBase64 } from "#shared/kernel/crypto.ts";
import { jsonAs } from "#test/support/cli.ts";
import { png, svg } from "#test/support/pictures.ts";
import { makeWorkspace, refused, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(() => workspace.dispose());

const folder = (): string => workspace.options.folders.images;

async function add(bytes: Uint8Array = png(160, 90), name = "image.ridge") {
  const edda = await workspace.as("edda");
  const owner = workspace.people.edda;
  return edda.images.add({ bytes: toBase64(bytes), name, label: "Ridge", tier: "campaign", scope: everywhere, owner });
}

const bodyOf = (file: ImageBody["visual"]["file"]): ImageBody => ({ settings: { label: "Ridge" }, visual: { file } });

describe("IMG-5 a picture's file lies beside the workspace under its digest", () => {
  test("IMG-5 it is written whole, and read back by its digest", async () => {
    const bytes = png(160, 90);
    const { id, file } = await add(bytes);
    expect(file).toMatchObject({ mediaType: "image/png", width: 160, height: 90, bytes: bytes.length });
    expect(readdirSync(folder())).toEqual([fileNameOf(file)]);
    expect(readFileSync(join(folder(), fileNameOf(file)))).toEqual(Buffer.from(bytes));
    const edda = await workspace.as("edda");
    expect(await edda.images.read({ digest: file.digest })).toEqual({ bytes: toBase64(bytes), mediaType: "image/png" });
    expect((await edda.assets.get({ asset: id })).body).toEqual(bodyOf(file));
  });

  test("IMG-5 the same file twice is one file", async () => {
    await add();
    await add(png(160, 90), "image.ridge-again");
    expect(readdirSync(folder())).toHaveLength(1);
  });

  test("IMG-5 what is no picture leaves nothing behind", async () => {
    expect((await refused(add(Buffer.from("hello")))).code).toBe("PICTURE_REFUSED");
    expect((await refused(add(svg("<script/>")))).code).toBe("PICTURE_REFUSED");
    const edda = await workspace.as("edda");
    const call = {
      name: "image.x",
      label: "X",
      tier: "campaign",
      scope: everywhere,
      owner: workspace.people.edda,
    } as const;
    expect((await refused(edda.images.add({ ...call, bytes: "not base64" }))).code).toBe("INPUT_INVALID");
    expect(existsSync(folder())).toBe(false);
    expect((await edda.assets.list({ filter: { kinds: ["image"] } })).total).toBe(0);
  });
});

describe("IMG-6 a picture measures what its file measures, on every path", () => {
  test.each([
    ["a width", { width: 1600 }],
    ["a weight", { bytes: 1 }],
    ["another form", { mediaType: "image/webp" }],
  ] as const)("IMG-6 %s cannot be typed in: not by create, revise or restore", async (_name, lie) => {
    const { id, file } = await add();
    const edda = await workspace.as("edda");
    const owner = workspace.people.edda;
    const body = bodyOf({ ...file, ...lie });
    const made = edda.assets.create({
      kind: "image",
      name: "image.lie",
      tier: "campaign",
      scope: everywhere,
      owner,
      body,
    });
    expect((await refused(made)).code).toBe("CHECKS_FAILED");
    const { head } = await edda.assets.get({ asset: id });
    expect((await refused(edda.assets.revise({ asset: id, base: head, body }))).code).toBe("CHECKS_FAILED");
    expect((await edda.assets.get({ asset: id })).revision).toBe(1);
  });

  test("IMG-6 a file that is not there cannot be named", async () => {
    const { file } = await add();
    const edda = await workspace.as("edda");
    const body = bodyOf({ ...file, digest: `sha256:${"0".repeat(64)}` });
    const made = edda.assets.create({
      kind: "image",
      name: "image.none",
      tier: "campaign",
      scope: everywhere,
      owner: workspace.people.edda,
      body,
    });
    expect((await refused(made)).details).toMatchObject({ problems: [{ at: "visual.file.digest", code: "missing" }] });
  });

  test("IMG-6 another file is kept first and then taken by a revision, from which the first can be restored", async () => {
    const { id, file, revision } = await add();
    const edda = await workspace.as("edda");
    const other = await edda.images.keep({ asset: id, bytes: toBase64(png(320, 180)) });
    expect(other.file).toMatchObject({ width: 320, height: 180 });
    await edda.assets.revise({ asset: id, base: revision.digest, body: bodyOf(other.file) });
    await edda.assets.restore({ asset: id, revision: revision.digest });
    expect((await edda.assets.get({ asset: id })).body).toEqual(bodyOf(file));
    rmSync(join(folder(), fileNameOf(other.file)));
    const gone = (await edda.assets.get({ asset: id })).revisions.find(({ number }) => number === 2)!;
    expect((await refused(edda.assets.restore({ asset: id, revision: gone.digest }))).code).toBe("CHECKS_FAILED");
  });
});

describe("IMG-7 a file that is missing or damaged is reported with its place and its mend", () => {
  test.each([
    ["missing", (path: string) => rmSync(path), "missing"],
    ["damaged by one bit", (path: string) => flip(path), "damaged"],
    ["replaced by something else", (path: string) => writeFileSync(path, "hello"), "damaged"],
  ])("IMG-7 %s", async (_name, harm, word) => {
    const { id, file } = await add();
    harm(join(folder(), fileNameOf(file)));
    const edda = await workspace.as("edda");
    const { problems } = await edda.assets.get({ asset: id });
    expect(problems).toMatchObject([{ at: "visual.file.digest", severity: "error" }]);
    expect(problems[0]!.message).toContain(`images/${fileNameOf(file)}`);
    expect(problems[0]!.message).toContain(word);
    expect((await refused(edda.images.read({ digest: file.digest }))).code).toMatch(/PICTURE_DAMAGED|NOT_FOUND/);
    // The mend that it names mends it.
    await edda.images.keep({ asset: id, bytes: toBase64(png(160, 90)) });
    expect((await edda.assets.get({ asset: id })).problems).toEqual([]);
  });
});

function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length - 20]! ^= 1;
  writeFileSync(path, bytes);
}

test("IMG-8 the command line adds a picture, told by its content and not by its name", async () => {
  const here = dirname(workspace.options.path);
  mkdirSync(here, { recursive: true });
  writeFileSync(join(here, "ridge.jpg"), png(160, 90));
  writeFileSync(join(here, "page.png"), "<html></html>");
  const added = await jsonAs(
    workspace,
    "edda",
    "image",
    "add",
    "ridge.jpg",
    "--name",
    "image.ridge",
    "--alt",
    "en=A ridge",
  );
  expect(added).toMatchObject({ exit: 0, file: { mediaType: "image/png", width: 160, height: 90 } });
  const edda = await workspace.as("edda");
  expect((await edda.assets.get({ asset: "image.ridge" })).body).toMatchObject({
    settings: { label: "ridge" },
    copy: { alt: { en: "A ridge" } },
  });
  const page = await jsonAs(workspace, "edda", "image", "add", "page.png", "--name", "image.page");
  expect(page).toMatchObject({ exit: 2, error: { code: "PICTURE_REFUSED" } });
  const none = await jsonAs(workspace, "edda", "image", "add", "none.png", "--name", "image.none");
  expect(none).toMatchObject({ exit: 2, error: { code: "NOT_FOUND" } });
});
