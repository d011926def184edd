import * as access from "./access/migrations.ts";
import * as approvals from "./approvals/migrations.ts";
import * as assets from "./assets/migrations.ts";
import * as audit from "./audit/migrations.ts";
import * as comments from "./comments/migrations.ts";
import type { Migration } from "./db/migrate.ts";
import * as insight from "./insight/migrations.ts";
import * as objects from "./db/objects.ts";
import * as outbox from "./publishing/outbox.ts";
import * as releases from "./releases/migrations.ts";
import * as spelling from "./spelling/migrations.ts";

/** Every step of the schema, in order. A feature's new step gets the next whole ten above all others. */
export const migrations: readonly Migration[] = [
  objects,
  audit,
  access,
  assets,
  approvals,
  outbox,
  releases,
  comments,
  insight,
  spelling,
]
  .flatMap((feature) => feature.migrations)
  .toSorted((a, b) => a.number - b.number);
