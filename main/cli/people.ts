import { resolve } from "node:path";
import { type Role, roleLabels, roles } from "#shared/access/model.ts";
import { describeScope } from "#shared/access/policy.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { collect, type Cli, oneOf, type ScopeOptions, scopeOf, withScope } from "./command.ts";
import { readPassphrase } from "./io.ts";
import { type Answer, counted, table } from "./output.ts";
import { environmentFor, findByName, type Session } from "./session.ts";

const role = oneOf(roles, "role");

/** `people`, `people add`, `grant`, `revoke`, `release-owner`, `adopt-paths`. */
export function addPeopleCommands(cli: Cli): void {
  const people = cli.program
    .command("people")
    .description("who is here, with which roles, and how much each owns")
    .action(() => cli.inSession(listPeople));

  withScope(
    people
      .command("add")
      .description("add a person; their key is made here, or elsewhere with --public-key")
      .argument("<name>", "their name")
      .option("--title <title>", "what they do", "")
      .option("--role <role>", `a role: ${roles.join(", ")}; may be given several times`, collect)
      .option("--public-key <hex>", "their Ed25519 public key, where their key is on another computer")
      .option("--new-passphrase-file <file>", "the new key's passphrase; else IMPRIMATUR_NEW_PASSPHRASE"),
  ).action((name: string, options: AddOptions) => cli.inSession((session) => addPerson(cli, session, name, options)));

  withScope(
    cli.program
      .command("grant")
      .description("give somebody a role")
      .argument("<name>", "to whom")
      .argument("<role>", roles.join(", "), role),
  ).action((name: string, given: Role, options: ScopeOptions) =>
    cli.inSession((session) => changeRole(session, "grantRole", name, given, options)),
  );

  withScope(
    cli.program
      .command("revoke")
      .description("take a role from somebody")
      .argument("<name>", "from whom")
      .argument("<role>", roles.join(", "), role),
  ).action((name: string, taken: Role, options: ScopeOptions) =>
    cli.inSession((session) => changeRole(session, "revokeRole", name, taken, options)),
  );

  cli.program
    .command("release-owner")
    .description("name the one person who publishes to an environment")
    .argument("<name>", "who")
    .option("-e, --environment <id>", "the environment, where there are several")
    .action((name: string, options: { environment?: string }) =>
      cli.inSession((session) => setReleaseOwner(session, name, options.environment)),
    );

  cli.program
    .command("adopt-paths")
    .description("add the approval paths of a new workspace for kinds that are younger than this one's policy")
    .action(() => cli.inSession(adoptPaths));
}

const rolesText = (grants: readonly { readonly role: Role; readonly scope: Parameters<typeof describeScope>[0] }[]) =>
  grants.map((grant) => `${roleLabels[grant.role]}${describeScope(grant.scope)}`).join(", ");

async function listPeople({ api }: Session): Promise<Answer> {
  const { people, policy } = await api.access.people({});
  const releases = (id: string): string =>
    policy.environments
      .filter((environment) => environment.releaseOwner === id)
      .map((environment) => environment.id)
      .join(", ");
  return {
    value: { people, policy },
    lines: table(
      ["Who", "Title", "Roles", "Owns", "Releases to"],
      people.map((person) => [
        person.active ? person.name : `${person.name} (left)`,
        person.title,
        rolesText(person.grants),
        person.owns,
        releases(person.id),
      ]),
    ),
  };
}

interface AddOptions extends ScopeOptions {
  readonly title: string;
  readonly role?: readonly string[];
  readonly publicKey?: string;
  readonly newPassphraseFile?: string;
}

async function addPerson(cli: Cli, { api }: Session, name: string, options: AddOptions): Promise<Answer> {
  const scope = scopeOf(options);
  const grants = (options.role ?? []).map((given) => ({ role: role(given), scope }));
  const key = options.publicKey
    ? { publicKey: options.publicKey }
    : { passphrase: await newPassphrase(cli, name, options.newPassphraseFile) };
  const { id } = await api.access.addMember({ name, title: options.title, key, grants });
  const held = grants.length > 0 ? rolesText(grants) : "no role yet";
  return { value: { id, name, grants }, lines: [`${name} is added: ${held}.`] };
}

async function newPassphrase({ io }: Cli, name: string, file: string | undefined): Promise<string> {
  const passphrase = await readPassphrase(io, {
    file: file && resolve(io.folder, file),
    variable: "IMPRIMATUR_NEW_PASSPHRASE",
    question: `A passphrase for the key of ${name}:`,
  });
  if (passphrase !== undefined) return passphrase;
  throw new AppError(
    "KEY_LOCKED",
    `Give a passphrase for the key of ${name} by --new-passphrase-file FILE or IMPRIMATUR_NEW_PASSPHRASE.`,
  );
}

async function changeRole(
  { api }: Session,
  call: "grantRole" | "revokeRole",
  wanted: string,
  changed: Role,
  options: ScopeOptions,
): Promise<Answer> {
  const { people } = await api.access.people({});
  const { id, name } = findByName(people, wanted);
  const scope = scopeOf(options);
  await api.access[call]({ member: id, role: changed, scope });
  const verb = call === "grantRole" ? "now is" : "no longer is";
  return {
    value: { member: id, name, role: changed, scope },
    lines: [`${name} ${verb} ${roleLabels[changed]}${describeScope(scope)}.`],
  };
}

async function setReleaseOwner(session: Session, wanted: string, given: string | undefined): Promise<Answer> {
  const { api } = session;
  const { people } = await api.access.people({});
  const { id, name } = findByName(people, wanted);
  const environment = environmentFor(session, given);
  await api.access.setReleaseOwner({ environment, owner: id });
  const { environments } = await api.releases.environments({});
  const live = environments.find((one) => one.id === environment)?.live;
  return {
    value: { environment, releaseOwner: id, name },
    lines: [
      `${name} now publishes to ${environment}.`,
      ...(live
        ? [
            `Release ${live.number} stays live with ${counted(live.assets, "asset")}; services take the next one from ${name} alone.`,
          ]
        : []),
    ],
  };
}

async function adoptPaths({ api }: Session): Promise<Answer> {
  const { paths } = await api.access.adoptPaths({});
  return {
    value: { paths },
    lines: paths.map(
      ({ kinds, tiers, steps }) =>
        `${kinds.join(", ")} (${tiers.join(", ")}): approved by ${steps.map(({ label }) => label).join(", then ")}.`,
    ),
  };
}
