import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { explain, findViolations, table } from "#ci/layers.mjs";
import { readSource, root, tableRows } from "#test/support/repository.ts";

describe("the dependency table", () => {
  test("stands in docs/ARCHITECTURE.md as the code enforces it", () => {
    const document = readSource("docs/ARCHITECTURE.md");
    const shown = /<!-- layers:start -->([^]*)<!-- layers:end -->/.exec(document)?.[1] ?? "";
    expect(tableRows(shown)).toEqual(tableRows(table()));
  });

  test("is kept by every import of the tree", () => {
    expect(findViolations(root).map(explain)).toEqual([]);
  });
});

describe("the scan", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "imprimatur-layers-"));
    write("package.json", JSON.stringify({ dependencies: { fastify: "1.0.0" } }));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(path: string, text: string) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  const refused: readonly [rule: string, file: string, text: string, message: RegExp][] = [
    [
      "shared imports no other side",
      "shared/a.ts",
      `import "#main/b.ts";`,
      /shared may import no other side, not main/,
    ],
    ["sides never meet", "renderer/a.ts", `import "#main/b.ts";`, /renderer may import shared, not main/],
    ["runtime has no way to the studio", "runtime/a.ts", `import "#main/b.ts";`, /runtime may import shared, not main/],
    ["a re-export counts", "renderer/a.ts", `export * from "#runtime/b.ts";`, /not runtime/],
    ["a dynamic import counts", "renderer/a.ts", `await import("#main/b.ts");`, /not main/],
    ["a type counts", "renderer/a.ts", `import type { B } from "#main/b.ts";`, /not main/],
    ["an inline import type counts", "renderer/a.ts", `type B = import("#main/b.ts").B;`, /not main/],
    ["a worker's address counts", "renderer/a.ts", `new URL("#main/b.ts", import.meta.url);`, /not main/],
    ["tests stay out of the product", "main/a.ts", `import "#test/b.ts";`, /not test/],
    ["a relative path stays at home", "main/a.ts", `import "../shared/b.ts";`, /write "#shared\/b.ts"/],
    ["no climbing", "main/a/b/c.ts", `import "../../d.ts";`, /write "#main\/d.ts"/],
    ["extensions are written", "main/a.ts", `import "./b";`, /write ".\/b.ts"/],
    ["no Node in shared", "shared/a.ts", `import "node:fs";`, /shared runs without Node/],
    ["no Node in the page", "renderer/a.ts", `import "node:fs";`, /renderer runs without Node/],
    ["no Node in the preload", "preload/a.ts", `import "node:fs";`, /preload runs without Node/],
    ["Node's modules say so", "main/a.ts", `import "fs";`, /write "node:fs"/],
    ["electron has two homes", "main/a.ts", `import "electron";`, /main\/electron.ts and preload\/ alone/],
    ["electron stays out of the page", "renderer/a.ts", `import "electron";`, /main\/electron.ts and preload\/ alone/],
    ["monaco has one home", "renderer/a.ts", `import "monaco-editor/editor";`, /renderer\/ui\/code-editor/],
    ["SQLite has its homes", "main/a.ts", `import "better-sqlite3";`, /main\/db\/ and runtime\/state\//],
    ["what is imported ships", "main/a.ts", `import "vite";`, /vite does not ship/],
    ["shared stays small", "shared/a.ts", `import "react";`, /not react/],
    [
      "the service makes no signature",
      "runtime/a.ts",
      `import { sign } from "node:crypto";`,
      /never sign; this imports sign/,
    ],
    ["the service makes no key", "runtime/a.ts", `import { generateKeyPairSync } from "node:crypto";`, /never sign/],
    ["the service takes no whole crypto", "runtime/a.ts", `import * as c from "node:crypto";`, /signing included/],
  ];

  test.each(refused)("%s", (_rule, file, text, message) => {
    write(file, text);
    const found = findViolations(folder);
    expect(found).toHaveLength(1);
    expect(found.map(explain)[0]).toMatch(message);
  });

  const allowed: readonly [file: string, text: string][] = [
    [
      "main/feature/a.ts",
      `import "#shared/b.ts"; import "./c.ts"; import "../d.ts"; import "node:fs"; import "fastify";`,
    ],
    ["main/electron.ts", `import { app } from "electron";`],
    ["preload/index.ts", `import { contextBridge } from "electron";`],
    ["main/db/open.ts", `import Database from "better-sqlite3";`],
    [
      "renderer/ui/code-editor/a.tsx",
      `import "monaco-editor/editor"; import "./a.css"; import W from "./w.ts?worker";`,
    ],
    ["runtime/verify.ts", `import { createPublicKey, verify, type KeyObject } from "node:crypto";`],
    ["runtime/types.ts", `import type { Plugin } from "vite";`],
    ["shared/text.ts", `const text = 'import "#main/b.ts"'; // import "node:fs"`],
  ];

  test.each(allowed)("lets %s be", (file, text) => {
    write(file, text);
    expect(findViolations(folder).map(explain)).toEqual([]);
  });

  test("names file, line, problem and what to do instead", () => {
    write("renderer/page.tsx", `const page = <p />;\nimport "#main/b.ts";`);
    expect(findViolations(folder).map(explain)).toEqual([
      'renderer/page.tsx:2: "#main/b.ts" renderer may import shared, not main. Instead: move what both need to shared/, or pass it in as an argument.',
    ]);
  });
});
