#!/usr/bin/env node
import { processIo } from "./cli/io.ts";
import { runCli } from "./cli/program.ts";

/** The command line: the third door to the studio. What it offers is in cli/program.ts. */
process.exitCode = await runCli(process.argv.slice(2), processIo(import.meta.filename));
