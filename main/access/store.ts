import { type PolicyDocument, policyDocument } from "#shared/access/model.ts";
import type { Envelope } from "#shared/bundle/model.ts";
import type { Digest } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { Projections } from "../audit/journal.ts";
import type { ReadDb } from "../db/database.ts";
import { getObject } from "../db/objects.ts";

export const tables = ["policy", "member"] as const;

export const projections: Projections = {
  "policy.signed"(db, body, entry) {
    const document = policyAt(db, body.policy);
    db.run("INSERT INTO policy (version, digest, envelope, at) VALUES (@version, @policy, @envelope, @at)", {
      version: body.version,
      policy: body.policy,
      envelope: body.envelope,
      at: entry.at,
    });
    for (const { id, name, active } of document.members) {
      db.run(
        "INSERT INTO member (id, name, active) VALUES (@id, @name, @active) ON CONFLICT (id) DO UPDATE SET name = @name, active = @active",
        {
          id,
          name,
          active: active ? 1 : 0,
        },
      );
    }
  },
};

/** Parsed documents by digest: they are immutable, so this never goes stale. */
const documents = new Map<Digest, PolicyDocument>();

export function policyAt(db: ReadDb, digest: Digest): PolicyDocument {
  let document = documents.get(digest);
  if (!document) documents.set(digest, (document = policyDocument.parse(getObject(db, digest))));
  return document;
}

/** The policy in force. */
export function currentPolicy(db: ReadDb): { policy: PolicyDocument; digest: Digest } {
  const row = db.get<{ digest: Digest }>("SELECT digest FROM policy ORDER BY version DESC LIMIT 1");
  if (!row)
    throw new AppError(
      "WORKSPACE_DAMAGED",
      "This file holds no workspace: it has no policy. Make one with `imprimatur init`.",
    );
  return { policy: policyAt(db, row.digest), digest: row.digest };
}

/** Every version's signed envelope, oldest first: the chain that a decision service checks. */
export function policyEnvelopes(db: ReadDb): Envelope[] {
  return db
    .all<{ envelope: Digest }>("SELECT envelope FROM policy ORDER BY version")
    .map((row) => getObject(db, row.envelope) as Envelope);
}

/** How many assets each member owns. */
export function ownedCounts(db: ReadDb): Map<string, number> {
  const rows = db.all<{ owner: string; count: number }>(
    "SELECT owner, COUNT(*) AS count FROM asset WHERE retired_at IS NULL GROUP BY owner",
  );
  return new Map(rows.map((row) => [row.owner, row.count]));
}
