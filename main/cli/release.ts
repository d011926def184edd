import { resolve } from "node:path";
import type { VerifiedBundle } from "#shared/bundle/verify.ts";
import type { Candidate } from "#shared/releases/model.ts";
import { publishedEnvironments, verifyPublished } from "../publishing/read.ts";
import { readTrust, trustPath } from "../publishing/trust.ts";
import { foldersBeside } from "../workspace.ts";
import type { Cli } from "./command.ts";
import type { CliIo } from "./io.ts";
import { type Answer, counted, facts, moment, shortDigest, table, usageError } from "./output.ts";
import { environmentFor, type GlobalOptions, type Session, workspacePath } from "./session.ts";

interface InEnvironment {
  readonly environment?: string;
}

/** `sign`, `release`, `publish`, `releases`, `verify`. */
export function addReleaseCommands(cli: Cli): void {
  const inEnvironment = (name: string, description: string) =>
    cli.program
      .command(name)
      .description(description)
      .option("-e, --environment <id>", "the environment, where there are several");

  inEnvironment("sign", "sign, as owner, every approved revision of yours that you have not signed").action(
    (options: InEnvironment) => cli.inSession((session) => sign(session, options)),
  );
  inEnvironment("release", "the next release: what changes, who has signed, what stands in its way").action(
    (options: InEnvironment) => cli.inSession((session) => showCandidate(session, options)),
  );
  inEnvironment("publish", "compile, verify as the service will, sign and publish; the release owner alone").action(
    (options: InEnvironment) => cli.inSession((session) => publish(session, options)),
  );
  inEnvironment("releases", "the releases of an environment, newest first").action((options: InEnvironment) =>
    cli.inSession((session) => listReleases(session, options)),
  );
  withRepository(inEnvironment("verify", "check a published repository, offline and without signing in")).action(
    (options: RepositoryOptions) => cli.answer(() => verify(cli.io, cli.globals(), options)),
  );
}

export interface RepositoryOptions extends InEnvironment {
  readonly repository?: string;
  readonly trust?: string;
}

/** Adds the options of commands that read a published repository, which need no workspace. */
export const withRepository = <C extends { option(flags: string, description: string): C }>(command: C): C =>
  command
    .option("--repository <folder>", "the published repository; else the workspace's")
    .option("--trust <file>", "the trust file: whom to believe; else the workspace's");

async function sign(session: Session, options: InEnvironment): Promise<Answer> {
  const environment = environmentFor(session, options.environment);
  const { signed } = await session.api.releases.sign({ environment });
  return {
    value: { environment, signed, by: session.me.name },
    lines: [`${session.me.name} has signed ${counted(signed, "revision")} as owner.`],
  };
}

async function showCandidate(session: Session, options: InEnvironment): Promise<Answer> {
  const candidate = await session.api.releases.candidate({ environment: environmentFor(session, options.environment) });
  const changes = candidate.items.filter((item) => item.change !== "same");
  return {
    value: candidate,
    lines: [
      `Release ${candidate.number} of ${candidate.environment}, to be published by ${session.nameOf(candidate.releaseOwner)}`,
      "",
      ...(changes.length + candidate.removed.length === 0
        ? ["It would change nothing."]
        : table(
            ["Change", "Asset", "Kind", "Revision", "Owner", "Signed"],
            [
              ...changes.map((item) => [
                item.change,
                item.name,
                item.kind,
                item.revisionNumber,
                session.nameOf(item.owner),
                item.ownerSigned ? "yes" : "no",
              ]),
              ...candidate.removed.map(({ name }) => ["removed", name]),
            ],
          )),
      "",
      ...table(
        ["Owner", "Owns", "Signed", "Last"],
        candidate.seals.map(({ member, assets, signed, at }) => [
          session.nameOf(member),
          assets,
          signed,
          at ? moment(at) : "",
        ]),
      ),
      "",
      ...blockerLines(session, candidate),
    ],
  };
}

function blockerLines(session: Session, { blockers }: Candidate): string[] {
  if (blockers.length === 0) return ["Nothing stands in its way."];
  return [
    `${blockers.length === 1 ? "1 thing stands" : `${blockers.length} things stand`} in its way.`,
    ...blockers.map(({ name, message, who }) => `  ${name}: ${message}${who ? ` (${session.nameOf(who)})` : ""}`),
  ];
}

async function publish(session: Session, options: InEnvironment): Promise<Answer> {
  const environment = environmentFor(session, options.environment);
  const published = await session.api.releases.publish({ environment });
  const { added, changed, removed } = published;
  return {
    value: published,
    lines: [
      `Release ${published.number} of ${environment} is published by ${session.me.name}: ${counted(published.assets, "asset")}, ${added} added, ${changed} changed, ${removed} removed.`,
    ],
  };
}

async function listReleases(session: Session, options: InEnvironment): Promise<Answer> {
  const environment = environmentFor(session, options.environment);
  const { releases } = await session.api.releases.list({ environment });
  return {
    value: { releases },
    lines: table(
      ["Release", "Published", "By", "Assets", "Added", "Changed", "Removed", "Bundle", ""],
      releases.map((release) => [
        release.number,
        moment(release.at),
        session.nameOf(release.by),
        release.assets,
        release.added,
        release.changed,
        release.removed,
        shortDigest(release.bundle),
        release.live ? "live" : "",
      ]),
    ),
  };
}

/** Where a repository and its trust file are: as given, or beside the workspace. The workspace itself is not opened. */
export async function openRepository(io: CliIo, globals: GlobalOptions, options: RepositoryOptions) {
  if ((options.repository === undefined) !== (options.trust === undefined))
    throw usageError("Give --repository and --trust together: a repository cannot say whom to believe.");
  if (options.repository !== undefined && options.trust !== undefined) {
    return {
      repository: resolve(io.folder, options.repository),
      trust: await readTrust(resolve(io.folder, options.trust)),
    };
  }
  const folders = foldersBeside(workspacePath(io, globals));
  return { repository: folders.repository, trust: await readTrust(trustPath(folders)) };
}

/** Verifies what is published to the environment that is meant. @throws what `verifyPublished` throws, INPUT_INVALID */
export async function verifyRepository(
  io: CliIo,
  globals: GlobalOptions,
  options: RepositoryOptions,
): Promise<VerifiedBundle & { readonly environment: string }> {
  const place = await openRepository(io, globals, options);
  const environments = options.environment ? [] : await publishedEnvironments(place);
  const environment =
    options.environment ??
    environmentFor({ environments: environments.length > 0 ? environments : ["production"] }, undefined);
  const at = (io.now ?? Date.now)();
  return { ...(await verifyPublished({ ...place, environment, at })), environment };
}

async function verify(io: CliIo, globals: GlobalOptions, options: RepositoryOptions): Promise<Answer> {
  const { bundle, digest, policy, environment, trusted } = await verifyRepository(io, globals, options);
  const owners = new Set(Object.values(trusted.owners).map(({ owner }) => owner));
  const value = {
    ok: true,
    environment,
    number: bundle.number,
    at: bundle.at,
    digest,
    assets: bundle.assets.length,
    owners: owners.size,
    attestations: bundle.attestations.length,
    policyVersion: policy.version,
    checkpoint: bundle.checkpoint,
  };
  const name = (id: string): string => policy.members.find((member) => member.id === id)?.name ?? id;
  return {
    value,
    lines: [
      `Release ${bundle.number} of ${environment} holds: signatures, owners and approvals of ${counted(bundle.assets.length, "asset")}.`,
      "",
      ...facts([
        ["Workspace", policy.workspaceName],
        ["Published", `${moment(bundle.at)} by ${name(bundle.by)}`],
        ["Bundle", digest],
        ["Owners", [...owners].map(name).join(", ")],
        ["Attestations", value.attestations],
        ["Policy", `version ${policy.version}`],
        ["Journal", `${bundle.checkpoint.size} entries, ${bundle.checkpoint.root}`],
      ]),
    ],
  };
}
