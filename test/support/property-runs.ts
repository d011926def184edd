import * as fc from "fast-check";

/** `npm run soak` tries every property on many more cases than `npm test` does. */
const runs = Number(process.env["IMPRIMATUR_PROPERTY_RUNS"]);
if (runs > 0) fc.configureGlobal({ numRuns: runs });
