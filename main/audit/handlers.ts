import { audit } from "#shared/audit/contract.ts";
import { toDigest } from "#shared/kernel/crypto.ts";
import { inclusionProof } from "#shared/kernel/merkle.ts";
import { implement } from "../context.ts";
import { nodeCrypto } from "../keys/crypto.ts";
import { checkpointOf, nodeReader, rehash } from "./journal.ts";
import { assetHistory, countEntries, getEntry, listEntries } from "./store.ts";

export const auditHandlers = implement(audit, {
  journal: {
    run: ({ db }, { limit, ...filter }) => ({
      entries: listEntries(db, filter, limit),
      total: countEntries(db, filter),
      checkpoint: checkpointOf(db),
    }),
  },

  asset: { run: ({ db }, { asset }) => assetHistory(db, asset) },

  proof: {
    run({ db }, { sequence }) {
      const entry = getEntry(db, sequence);
      const checkpoint = checkpointOf(db);
      const path = inclusionProof(nodeCrypto, sequence, checkpoint.size, nodeReader(db)).map(toDigest);
      return { entry, checkpoint, path };
    },
  },

  verify: {
    run({ db }) {
      const checkpoint = checkpointOf(db);
      const { root, firstBad } = rehash(db);
      return { checkpoint, ok: firstBad === null && root === checkpoint.root, firstBad };
    },
  },
});
