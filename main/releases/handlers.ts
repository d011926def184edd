import type { OwnerLink } from "#shared/bundle/model.ts";
import { linkDigest, ownershipStatementOf, ownStatementOf } from "#shared/bundle/statements.ts";
import { everywhere } from "#shared/assets/model.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { releases } from "#shared/releases/contract.ts";
import type { Candidate } from "#shared/releases/model.ts";
import { ownershipWords, ownWords } from "#shared/releases/policy.ts";
import { implement, type PrepareContext, type ReadContext } from "../context.ts";
import { putObject } from "../db/objects.ts";
import { momentOf, signStatement } from "../keys/attest.ts";
import { nodeCrypto } from "../keys/crypto.ts";
import { outgoingPictures } from "../publishing/pictures.ts";
import { publish } from "../publishing/repository.ts";
import { verifyPublished } from "../publishing/read.ts";
import { publishingContext, stageFiles } from "../publishing/staging.ts";
import { readTrust, trustPath } from "../publishing/trust.ts";
import { blockersOf, candidateOf, environmentOf, type Planned, planned } from "./candidate.ts";
import { compileBundle, verifyAsService } from "./compile.ts";
import { environmentStates } from "./environments.ts";
import { latestLink, latestRelease, listReleases, nextReleaseNumber } from "./store.ts";

const releaseOwnerOf = (context: ReadContext, input: { environment: string }) => ({
  scope: everywhere,
  releaseOwner: environmentOf(context, input.environment).releaseOwner,
});

export const releaseHandlers = implement(releases, {
  environments: {
    async prepare(context) {
      const environments = await environmentStates(context);
      return () => ({ environments });
    },
  },

  list: {
    run: (context, { environment }) => ({ releases: listReleases(context.db, environmentOf(context, environment).id) }),
  },

  candidate: { run: (context, { environment }) => candidateOf(context, environment) },

  sign: {
    async prepare(context, { environment, passphrase }) {
      environmentOf(context, environment);
      const mine = unsignedOf(context);
      if (mine.length === 0)
        throw new AppError("NOTHING_CHANGED", "There is nothing here that waits for your signature.");
      const signer = await context.signer(passphrase);
      const revisions = mine.map(({ row, revision }) => ({ asset: row.id, revision: revision.digest }));
      const own = await signStatement(
        ownStatementOf(momentOf(context, ownWords(ownerOf(context), mine.length)), revisions),
        signer,
      );
      const links = firstLinks(context, mine);
      const ownership =
        links.length > 0
          ? await signStatement(
              ownershipStatementOf(
                nodeCrypto,
                momentOf(context, ownershipWords(ownerOf(context), links.length)),
                links,
              ),
              signer,
            )
          : null;
      return (write) => {
        refuseOutdated(mine, unsignedOf(write));
        write.record("release.signed", {
          envelope: putObject(write.db, own),
          ownership: ownership && putObject(write.db, ownership),
          claims: links.map((link) => ({
            asset: link.asset,
            sequence: link.sequence,
            link: linkDigest(nodeCrypto, link),
          })),
          revisions,
        });
        return { signed: revisions.length };
      };
    },
  },

  publish: {
    subject: (_db, input, context) => releaseOwnerOf(context, input),
    async prepare(context, { environment: id, passphrase }) {
      const environment = environmentOf(context, id);
      const plan = planned(context);
      refuseBlocked(blockersOf(context, plan));
      if (plan.length === 0)
        throw new AppError("NOTHING_CHANGED", "Nothing has been approved yet, so there is nothing to publish.");
      const compiled = compileBundle(context, environment, plan);
      await verifyAsService(context, id, compiled.bytes);
      // Whatever an earlier release left to deliver goes first: this one is prepared on top of it.
      context.outbox.drain();
      const prepared = context.outbox.parcels(context.db);
      const pictures = await outgoingPictures(context.folders, compiled.bundle.assets);
      const staged = stageFiles();
      const signer = await context.signer(passphrase);
      await publish({
        ...publishingContext(context, staged),
        environment: id,
        bundle: compiled.bytes,
        number: compiled.bundle.number,
        signer,
      });
      return (write) => {
        if (nextReleaseNumber(write.db, id) !== compiled.bundle.number)
          throw new AppError(
            "CONFLICT",
            "Somebody else published to this environment meanwhile. Look at what is live before you publish.",
          );
        const items = compiled.bundle.assets.map((asset, index) => ({
          asset: asset.id,
          revision: plan[index]!.revision.digest,
        }));
        write.record("release.published", {
          environment: id,
          number: compiled.bundle.number,
          bundle: compiled.digest,
          items,
        });
        // Pictures first: nothing names a file that is not there yet.
        write.outbox.put(write.db, [...pictures, ...staged.outgoing], prepared);
        return latestRelease(write.db, id)!;
      };
    },
  },

  verify: {
    async prepare(context, { environment }) {
      environmentOf(context, environment);
      const { folders } = context;
      const trust = await readTrust(trustPath(folders));
      const place = { repository: folders.repository, trust, environment, at: context.now() };
      const { bundle, trusted } = await verifyPublished(place);
      return () => ({
        number: bundle.number,
        assets: bundle.assets.length,
        attestations: bundle.attestations.length,
        policyVersion: trusted.policy.version,
      });
    },
  },
});

/** What the signed-in member owns, is approved, and has not signed yet. */
const unsignedOf = (context: ReadContext): Planned[] =>
  planned(context).filter(({ row, signature }) => row.owner === context.me.id && !signature);

const ownerOf = ({ me, policy }: PrepareContext) => ({ name: me.name, workspace: policy.workspaceName });

/** The owner chain begins when the first owner signs for the asset. */
function firstLinks({ db, me }: PrepareContext, mine: readonly Planned[]): OwnerLink[] {
  return mine
    .filter(({ row }) => !latestLink(db, row.id))
    .map(({ row }) => ({ asset: row.id, sequence: 0, owner: me.id, previous: null }));
}

function refuseOutdated(signed: readonly Planned[], now: readonly Planned[]): void {
  const key = (plan: readonly Planned[]): string =>
    plan.map(({ row, revision }) => `${row.id} ${revision.digest}`).join("\n");
  if (key(signed) !== key(now))
    throw new AppError("CONFLICT", "What waits for your signature changed while you were signing. Read it again.");
}

function refuseBlocked(blockers: Candidate["blockers"]): void {
  if (blockers.length === 0) return;
  const [first] = blockers;
  const more = blockers.length > 1 ? ` And ${blockers.length - 1} more.` : "";
  throw new AppError("GATES_CLOSED", `${first!.name}: ${first!.message}${more}`, {
    blockers: blockers.slice(0, 100),
    total: blockers.length,
  });
}
