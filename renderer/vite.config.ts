import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** A component of the design system: importing it does nothing by itself. The code editor registers what it is made of. */
const isPart = (id: string): boolean => /\/renderer\/ui\/(?!code-editor\/).*\.tsx?$/.test(id);

/**
 * Builds the renderer for every host: `npx vite build renderer`. The desktop build takes the same plugins and options.
 * Paths are relative, so that the same files are served from a folder, an HTTP root or a protocol of our own.
 */
export default defineConfig({
  base: "./",
  plugins: [react()],
  build: {
    outDir: "../out/renderer",
    emptyOutDir: true,
    target: "esnext",
    // Monaco's chunk is large by nature and loaded with the first editor alone.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      // Whoever takes one part of the design system takes that part alone: the front door needs few of them.
      treeshake: { moduleSideEffects: (id) => !isPart(id) },
      output: {
        // One chunk, so that zod is told not to compile before any other chunk makes a schema with it.
        codeSplitting: { groups: [{ name: "zod", test: /node_modules\/zod\/|kernel\/no-eval/ }] },
      },
    },
  },
  worker: { format: "es" },
});
