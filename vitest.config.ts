import { defineConfig } from "vitest/config";
import areas from "./test/areas.json" with { type: "json" };

/** Faults are injected tens of times at random instants; everything else must answer soon. */
const timeouts: Readonly<Record<string, number>> = { faults: 300_000 };

/** One project for each folder under test/, so that `npm test -- unit` runs one of them. */
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    projects: areas.map((area) => ({
      extends: true,
      test: {
        name: area,
        include: [`test/${area}/**/*.test.ts`],
        setupFiles: area === "property" ? ["test/support/property-runs.ts"] : [],
        testTimeout: timeouts[area] ?? 30_000,
        hookTimeout: timeouts[area] ?? 30_000,
      },
    })),
  },
});
