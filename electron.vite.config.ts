import { defineConfig } from "electron-vite";
import manifest from "./package.json" with { type: "json" };
import page from "./renderer/vite.config.ts";

/**
 * Everything that ships, in one build: the doors and the decision service for Node (out/main, out/runtime), the preload
 * (out/preload) and the page (out/renderer). What the doors share lies in out/chunks; packages
 * stay in node_modules, except those that would slow a start.
 */
const program = (name: string): string => (name === "runtime" ? "runtime/main.js" : `main/${name}.js`);

export default defineConfig({
  main: {
    build: {
      outDir: "out",
      emptyOutDir: false,
      // Read as one file instead of as hundreds: a third of what a start takes.
      externalizeDeps: { exclude: ["zod", "tuf-js", "@tufjs/models", "@marcbachmann/cel-js", "@bufbuild/re2"] },
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: {
          electron: "main/electron.ts",
          "studio-process": "main/studio-process.ts",
          serve: "main/serve.ts",
          cli: "main/cli.ts",
          runtime: "runtime/main.ts",
          "lint-worker": "main/insight/lint-worker.ts",
          "analyst-worker": "main/rules/analyst-worker.ts",
          "spelling-worker": "main/spelling/worker.ts",
        },
        output: {
          format: "es",
          entryFileNames: ({ name }) => program(name),
          chunkFileNames: "chunks/[name]-[hash].js",
        },
      },
    },
  },
  preload: {
    build: {
      outDir: "out/preload",
      minify: true,
      // A sandboxed preload can load nothing beside itself, and must be CommonJS.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: "preload/index.ts" },
        output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
      },
    },
  },
  renderer: {
    ...page,
    root: "renderer",
    define: { "import.meta.env.APP_VERSION": JSON.stringify(manifest.version) },
    build: {
      ...page.build,
      outDir: "out/renderer",
      minify: true,
      rolldownOptions: { ...page.build?.rolldownOptions, input: "renderer/index.html" },
    },
  },
});
