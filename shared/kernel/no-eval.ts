import { z } from "zod";

/**
 * Zod compiles validators by `new Function` where it may. The page's policy forbids that, and even the attempt is
 * reported as a violation, so it is told beforehand: this module comes before any that makes a schema.
 */
z.config({ jitless: true });
