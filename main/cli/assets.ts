import { resolve } from "node:path";
import { type KindName, kindNames } from "#shared/assets/kind.ts";
import { type AssetDetail, type Scope, statuses, type Tier, tiers } from "#shared/assets/model.ts";
import { type Body, bodySchema, partNames } from "#shared/assets/parts.ts";
import { changedFields } from "#shared/assets/merge.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { assign, readAssignment, readRemoval } from "./assignments.ts";
import { type Cli, collect, oneOf, type ScopeOptions, scopeOf, wholeNumber, withScope } from "./command.ts";
import { readText } from "./io.ts";
import { type Answer, counted, facts, moment, table, usageError } from "./output.ts";
import { findByName, type Session } from "./session.ts";

/** `list`, `show`, `create`, `set`, `restore`. */
export function addAssetCommands(cli: Cli): void {
  cli.program
    .command("list")
    .description("assets, by name")
    .argument("[words]", "words that occur in name, label or content")
    .option("--kind <kind>", kindNames.join(", "), collect)
    .option("--status <status>", statuses.join(", "), collect)
    .option("--market <market>", "of this market, or of all")
    .option("--owner <name>", "whose")
    .option("--limit <count>", "how many at most", wholeNumber, 100)
    .action((words: string | undefined, options: ListOptions) =>
      cli.inSession((session) => list(session, words, options)),
    );

  cli.program
    .command("show")
    .description("one asset: its content, its owner, its revisions, where it is used")
    .argument("<name>", "the asset")
    .action((name: string) => cli.inSession((session) => show(session, name)));

  withScope(
    cli.program
      .command("create")
      .description("make an asset, of which you or somebody else is the owner")
      .argument("<kind>", kindNames.join(", "), oneOf(kindNames, "kind"))
      .argument("<name>", "its name, by the naming convention")
      .requiredOption("--body <file>", "its content: JSON, keyed by part, with the names of other assets after @")
      .option("--tier <tier>", tiers.join(", "), oneOf(tiers, "tier"), "campaign")
      .option("--owner <name>", "who will own it; else you"),
  ).action((kind: KindName, name: string, options: CreateOptions) =>
    cli.inSession((session) => create(cli, session, kind, name, options)),
  );

  cli.program
    .command("set")
    .description("change fields of an asset and save them as a revision")
    .argument("<name>", "the asset")
    .argument("[fields...]", 'PATH=TEXT or PATH:=JSON, such as copy.base.headline.de-DE="Der Grat ist frei"')
    .option("--remove <path>", "take this field away; may be given several times", collect)
    .option("--note <note>", "why", "")
    .action((name: string, fields: string[], options: SetOptions) =>
      cli.inSession((session) => set(session, name, fields, options)),
    );

  cli.program
    .command("restore")
    .description("make the content of an earlier revision the newest, under today's rules")
    .argument("<name>", "the asset")
    .argument("<revision>", "the number of the revision", wholeNumber)
    .action((name: string, number: number) => cli.inSession((session) => restore(session, name, number)));
}

interface ListOptions {
  readonly kind?: readonly string[];
  readonly status?: readonly string[];
  readonly market?: string;
  readonly owner?: string;
  readonly limit: number;
}

async function list(session: Session, words: string | undefined, options: ListOptions): Promise<Answer> {
  const { api } = session;
  const owner = options.owner ? findByName((await api.access.people({})).people, options.owner).id : undefined;
  const filter = {
    text: words,
    kinds: options.kind?.map(oneOf(kindNames, "kind")),
    status: options.status?.map(oneOf(statuses, "status")),
    market: options.market,
    owner,
  };
  const found = await api.assets.list({ filter, limit: Math.min(Math.max(options.limit, 1), 500) });
  return {
    value: found,
    lines: [
      ...table(
        ["Asset", "Kind", "Tier", "Scope", "Status", "Revision", "Owner", "Label"],
        found.rows.map((row) => [
          row.name,
          row.kind,
          row.tier,
          scopeText(row.scope),
          row.status,
          row.revision,
          session.nameOf(row.owner),
          row.label,
        ]),
      ),
      "",
      `${found.rows.length} of ${found.total}`,
    ],
  };
}

const scopeText = ({ brand, market, channel }: Scope): string => [brand, market, channel].join("/");

async function show(session: Session, name: string): Promise<Answer> {
  const asset = await session.api.assets.get({ asset: name });
  return {
    value: asset,
    lines: [
      `${asset.name}, ${asset.kind}`,
      "",
      ...facts([
        ["Label", asset.label],
        ["Owner", session.nameOf(asset.owner)],
        [
          "Status",
          asset.live && asset.status !== "live" ? `${asset.status}, with an earlier revision live` : asset.status,
        ],
        ["Tier", asset.tier],
        ["Scope", scopeText(asset.scope)],
        ["Expires", asset.expires && moment(asset.expires)],
        ["Uses", asset.uses.map((one) => one.name).join(", ")],
        ["Used by", asset.usedBy.map((one) => one.name).join(", ")],
      ]),
      "",
      ...fieldLines(asset),
      "",
      ...table(
        ["Revision", "When", "By", "Note"],
        asset.revisions.map(({ number, at, author, note }) => [number, moment(at), session.nameOf(author), note]),
      ),
      ...asset.problems.map(({ severity, at, message }) => `${severity} at ${at}: ${message}`),
    ],
  };
}

/** Every field of a body with its path, as `set` takes it; assets by their names. */
function fieldLines({ body, uses }: AssetDetail): string[] {
  const lines: [string, string][] = [];
  const names = new Map<string, string>(uses.map(({ id, name }) => [id, name]));
  const text = (value: unknown): string => {
    if (typeof value === "string") return names.get(value) ?? value;
    return Array.isArray(value) ? value.map(text).join(", ") : JSON.stringify(value);
  };
  const visit = (value: unknown, path: string): void => {
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      for (const [key, inner] of Object.entries(value)) visit(inner, path === "" ? key : `${path}.${key}`);
    else lines.push([path, text(value)]);
  };
  visit(body ?? {}, "");
  return facts(lines);
}

interface CreateOptions extends ScopeOptions {
  readonly body: string;
  readonly tier: Tier;
  readonly owner?: string;
}

async function create(
  cli: Cli,
  { api, me }: Session,
  kind: KindName,
  name: string,
  options: CreateOptions,
): Promise<Answer> {
  const owner = options.owner ? findByName((await api.access.people({})).people, options.owner) : me;
  const text = readText(resolve(cli.io.folder, options.body), "content");
  const body = await withIds(api, parseBody(text));
  const { tier } = options;
  const { id } = await api.assets.create({ kind, name, tier, scope: scopeOf(options), owner: owner.id, body });
  return { value: { id, name, kind, owner: owner.id }, lines: [`${name} is made. The owner is ${owner.name}.`] };
}

function parseBody(text: string): Body {
  try {
    return bodySchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError("INPUT_INVALID", "The content is no JSON object keyed by part.", { parts: partNames }, cause);
  }
}

/** People write names, bodies hold ids: `"@hero.spring"` becomes the id of the asset with that name. @throws NOT_FOUND */
async function withIds(api: Session["api"], body: Body): Promise<Body> {
  const replace = async (value: unknown): Promise<unknown> => {
    if (typeof value === "string")
      return value.startsWith("@") ? (await api.assets.get({ asset: value.slice(1) })).id : value;
    if (Array.isArray(value)) return Promise.all(value.map(replace));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(async ([key, inner]) => [key, await replace(inner)] as const);
    return Object.fromEntries(await Promise.all(entries));
  };
  return (await replace(body)) as Body;
}

interface SetOptions {
  readonly remove?: readonly string[];
  readonly note: string;
}

async function set({ api }: Session, name: string, fields: readonly string[], options: SetOptions): Promise<Answer> {
  const assignments = [...fields.map(readAssignment), ...(options.remove ?? []).map(readRemoval)];
  if (assignments.length === 0) throw usageError("Say what to change: PATH=TEXT, PATH:=JSON or --remove PATH.");
  const { id, head, body } = await api.assets.get({ asset: name });
  const next = assign(body ?? {}, assignments);
  const { revision } = await api.assets.revise({ asset: id, base: head, body: next, note: options.note });
  const changed = changedFields(body ?? {}, next);
  return {
    value: { asset: id, name, revision, changed },
    lines: [`${name} is at revision ${revision.number}: ${changed.join(", ")}.`],
  };
}

async function restore({ api }: Session, name: string, number: number): Promise<Answer> {
  const { id, revisions } = await api.assets.get({ asset: name });
  const old = revisions.find((revision) => revision.number === number);
  if (!old) throw usageError(`${name} has no revision ${number}. It has ${counted(revisions.length, "revision")}.`);
  const { revision } = await api.assets.restore({ asset: id, revision: old.digest });
  return {
    value: { asset: id, name, revision },
    lines: [`${name} is at revision ${revision.number}, which says what revision ${number} said.`],
  };
}
