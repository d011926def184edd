import { partNames } from "#shared/assets/parts.ts";
import { type Place, place, type Thread } from "#shared/comments/model.ts";
import { mentionedIn } from "#shared/comments/policy.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { type Cli, wholeNumber } from "./command.ts";
import { type Answer, counted, moment, usageError } from "./output.ts";
import type { Session } from "./session.ts";

/** `comment list`, `comment add`, `comment reply`, `comment resolve`, `comment reopen`. */
export function addCommentCommands(cli: Cli): void {
  const comment = cli.program.command("comment").description("what people say to one another about an asset");
  const onThread = (name: string, description: string) =>
    comment
      .command(name)
      .description(description)
      .argument("<asset>", "the asset")
      .argument("<number>", "the thread's number", wholeNumber);

  comment
    .command("list")
    .description("the threads of an asset, those that changed last first")
    .argument("<asset>", "the asset")
    .option("--all", "also what is resolved")
    .action((asset: string, options: { all?: boolean }) => cli.inSession((session) => list(session, asset, options)));

  comment
    .command("add")
    .description("begin a thread; people whose names stand after an @ are mentioned")
    .argument("<asset>", "the asset")
    .argument("<text>", "what you say")
    .option("--field <place>", "PART.FIELD that it is about, such as copy.headline")
    .option("--variant <id>", "in this variant alone")
    .option("--locale <locale>", "in this locale alone")
    .option("--change", "ask the owner to change it")
    .action((asset: string, text: string, options: AddOptions) =>
      cli.inSession((session) => add(session, asset, text, options)),
    );

  onThread("reply", "answer in a thread")
    .argument("<text>", "what you say")
    .action((asset: string, number: number, text: string) =>
      cli.inSession(async (session) => {
        const { id } = await threadOf(session, asset, number);
        const mentions = mentionsIn(session, text);
        const { thread } = await session.api.comments.reply({ thread: id, text, mentions });
        return { value: thread, lines: [`Thread ${number} of ${asset} is answered.`] };
      }),
    );

  onThread("resolve", "end a thread: nothing is left to do").action((asset: string, number: number) =>
    cli.inSession(async (session) => {
      const { id } = await threadOf(session, asset, number);
      const { thread } = await session.api.comments.resolve({ thread: id });
      return { value: thread, lines: [`Thread ${number} of ${asset} is resolved.`] };
    }),
  );

  onThread("reopen", "take a thread up again").action((asset: string, number: number) =>
    cli.inSession(async (session) => {
      const { id } = await threadOf(session, asset, number);
      const { thread } = await session.api.comments.reopen({ thread: id });
      return { value: thread, lines: [`Thread ${number} of ${asset} is open again.`] };
    }),
  );
}

async function list(session: Session, name: string, { all }: { all?: boolean }): Promise<Answer> {
  const asset = await session.api.assets.get({ asset: name });
  const found = await session.api.comments.list({ assets: [asset.id], ...(all ? {} : { state: "open" as const }) });
  const shown = `${counted(found.total, all ? "thread" : "open thread")} on ${asset.name}`;
  return { value: found, lines: [...found.threads.flatMap((thread) => threadLines(session, thread)), shown] };
}

function threadLines(session: Session, thread: Thread): string[] {
  const head = [
    `${thread.number}`,
    thread.place ? placeText(thread.place) : "the whole asset",
    ...(thread.purpose === "change" ? ["a change is asked for"] : []),
    ...(thread.from ? [`asked at ${thread.from.name}`] : []),
    ...(thread.revision ? [`revision ${thread.revision.number}`] : []),
    thread.state,
  ].join("  ");
  return [
    head,
    ...(thread.quote ? [`    “${thread.quote}”`] : []),
    ...thread.comments.map((one) => {
      const text = one.withdrawn ? "(withdrawn)" : one.text.replaceAll("\n", "\n      ");
      return `    ${session.nameOf(one.by)}, ${moment(one.at)}: ${text}`;
    }),
    "",
  ];
}

const placeText = ({ part, field, variant, locale }: Place): string =>
  [part, variant, field, locale].filter((one) => one !== null).join(".");

interface AddOptions {
  readonly field?: string;
  readonly variant?: string;
  readonly locale?: string;
  readonly change?: boolean;
}

async function add(session: Session, name: string, text: string, options: AddOptions): Promise<Answer> {
  const about = placeFrom(options);
  const asset = await session.api.assets.get({ asset: name });
  const { thread } = await session.api.comments.start({
    asset: asset.id,
    place: about,
    purpose: options.change ? "change" : "remark",
    text,
    mentions: mentionsIn(session, text),
  });
  return { value: thread, lines: [`Thread ${thread.number} of ${asset.name} is begun.`] };
}

function placeFrom({ field, variant, locale }: AddOptions): Place | null {
  if (field === undefined) {
    if (variant ?? locale) throw usageError("Say which field: --field PART.FIELD.");
    return null;
  }
  const [part, ...rest] = field.split(".");
  const parsed = place.safeParse({ part, field: rest.join("."), variant: variant ?? null, locale: locale ?? null });
  if (parsed.success) return parsed.data;
  throw usageError(`“${field}” is no field: say PART.FIELD, with one of ${partNames.join(", ")} before the point.`);
}

const mentionsIn = ({ people }: Session, text: string) =>
  mentionedIn(
    text,
    [...people].map(([id, name]) => ({ id, name })),
  ).map(({ id }) => id);

async function threadOf({ api }: Session, name: string, number: number): Promise<Thread> {
  const asset = await api.assets.get({ asset: name });
  const { threads } = await api.comments.list({ assets: [asset.id], limit: 1000 });
  const found = threads.find((one) => one.number === number);
  if (found) return found;
  throw new AppError("NOT_FOUND", `${asset.name} has no thread ${number}.`, { asset: asset.id, number });
}
