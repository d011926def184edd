import type { StepId } from "#shared/access/model.ts";
import { approvalStep } from "#shared/access/model.ts";
import type { Gate, RequestSummary } from "#shared/approvals/model.ts";
import { requestStatus } from "#shared/approvals/model.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { type Cli, collect, oneOf, wholeNumber } from "./command.ts";
import { type Answer, counted, facts, moment, table, usageError } from "./output.ts";
import type { Session } from "./session.ts";

const step = oneOf(approvalStep.shape.id.options, "step");

/** `propose`, `reviews`, `review`, `approve`, `send-back`, `withdraw`. */
export function addReviewCommands(cli: Cli): void {
  cli.program
    .command("propose")
    .description("send the newest revisions of assets for review, together")
    .argument("[names...]", "the assets")
    .option("--all", "every draft of this workspace")
    .requiredOption("--title <title>", "what the change is about")
    .option("--note <note>", "what reviewers should know", "")
    .action((names: string[], options: ProposeOptions) => cli.inSession((session) => propose(session, names, options)));

  cli.program
    .command("reviews")
    .description("change requests, newest first")
    .option("--status <status>", requestStatus.options.join(", "), collect)
    .action((options: { status?: readonly string[] }) => cli.inSession((session) => listReviews(session, options)));

  cli.program
    .command("review")
    .description("one change request: its assets, its gates, what happened to it")
    .argument("<number>", "its number", wholeNumber)
    .action((number: number) => cli.inSession((session) => showReview(session, number)));

  cli.program
    .command("approve")
    .description("sign a step of the approval path over the exact parts that the request shows")
    .argument("<number>", "the change request", wholeNumber)
    .option("--step <step>", "brand or legal; without it, the step whose turn it is", step)
    .action((number: number, options: { step?: StepId }) =>
      cli.inSession((session) => approve(session, number, options.step)),
    );

  cli.program
    .command("send-back")
    .description("end a review and say why")
    .argument("<number>", "the change request", wholeNumber)
    .requiredOption("--reason <reason>", "what has to change")
    .action((number: number, { reason }: { reason: string }) =>
      cli.inSession(async ({ api }) => {
        const { id, title } = await api.approvals.get({ request: number });
        await api.approvals.sendBack({ request: id, reason });
        return { value: { request: id, number }, lines: [`Change request ${number}, “${title}”, is sent back.`] };
      }),
    );

  cli.program
    .command("withdraw")
    .description("take back a change request of your own")
    .argument("<number>", "the change request", wholeNumber)
    .action((number: number) =>
      cli.inSession(async ({ api }) => {
        const { id, title } = await api.approvals.get({ request: number });
        await api.approvals.withdraw({ request: id });
        return { value: { request: id, number }, lines: [`Change request ${number}, “${title}”, is withdrawn.`] };
      }),
    );
}

interface ProposeOptions {
  readonly all?: boolean;
  readonly title: string;
  readonly note: string;
}

async function propose(session: Session, names: readonly string[], options: ProposeOptions): Promise<Answer> {
  if ((names.length === 0) === !options.all)
    throw usageError("Name the assets to propose, or give --all for every draft.");
  const { api } = session;
  const assets = options.all ? await allDrafts(session) : await Promise.all(names.map((name) => idOf(session, name)));
  const opened = await api.approvals.open({ title: options.title, note: options.note, assets });
  const request = await api.approvals.get({ request: opened.id });
  return {
    value: {
      request: opened.id,
      number: opened.number,
      assets: assets.length,
      status: request.status,
      waitingFor: request.waitingFor,
    },
    lines: [
      `Change request ${opened.number}, “${options.title}”, with ${counted(assets.length, "asset")}: ${waiting(request)}.`,
    ],
  };
}

const idOf = async ({ api }: Session, name: string): Promise<AssetId> => (await api.assets.get({ asset: name })).id;

async function allDrafts({ api }: Session): Promise<AssetId[]> {
  const found: AssetId[] = [];
  for (;;) {
    const page = await api.assets.list({ filter: { status: ["draft"] }, offset: found.length, limit: 500 });
    found.push(...page.rows.map(({ id }) => id));
    if (page.rows.length === 0 || found.length >= page.total) break;
  }
  if (found.length === 0)
    throw new AppError("NOTHING_CHANGED", "There is no draft to propose: all assets are approved or in review.");
  return found;
}

const gateText = ({ label, state }: Gate): string =>
  state === "given" ? `${label} given` : state === "void" ? `${label} void` : `${label} missing`;

const waiting = ({ status, gates, waitingFor }: RequestSummary): string =>
  status === "open" ? `waits for ${gates.find((gate) => gate.step === waitingFor)?.label ?? "nobody"}` : words[status];

const words = { open: "open", approved: "approved", sentBack: "sent back", withdrawn: "withdrawn" } as const;

async function listReviews(session: Session, options: { status?: readonly string[] }): Promise<Answer> {
  const status = options.status?.map(oneOf(requestStatus.options, "status"));
  const { requests } = await session.api.approvals.list({ status });
  return {
    value: { requests },
    lines: table(
      ["Number", "Title", "By", "Assets", "Opened", "Stands"],
      requests.map((request) => [
        request.number,
        request.title,
        session.nameOf(request.author),
        request.assets,
        moment(request.openedAt),
        waiting(request),
      ]),
    ),
  };
}

async function showReview(session: Session, number: number): Promise<Answer> {
  const request = await session.api.approvals.get({ request: number });
  return {
    value: request,
    lines: [
      `Change request ${request.number}, “${request.title}”`,
      "",
      ...facts([
        ["By", session.nameOf(request.author)],
        ["Opened", moment(request.openedAt)],
        ["Stands", waiting(request)],
        ["Note", request.note],
      ]),
      "",
      ...table(
        ["Asset", "Kind", "Revision", "Compared with", "Owner", "Gates"],
        request.items.map((item) => [
          item.name,
          item.kind,
          item.revisionNumber,
          item.before ? `revision ${item.before.number}` : "new",
          session.nameOf(item.owner),
          item.gates.map(gateText).join(", "),
        ]),
      ),
      "",
      ...request.events.map((event) => `${moment(event.at)}  ${session.nameOf(event.by)}: ${event.text}`),
    ],
  };
}

async function approve({ api, me }: Session, number: number, given: StepId | undefined): Promise<Answer> {
  const request = await api.approvals.get({ request: number });
  const wanted = given ?? request.waitingFor;
  if (!wanted)
    throw new AppError("REQUEST_CLOSED", `Change request ${number} is ${words[request.status]}.`, {
      request: request.id,
    });
  const after = await api.approvals.approve({ request: request.id, step: wanted });
  const label = request.gates.find((gate) => gate.step === wanted)?.label ?? wanted;
  return {
    value: { request: request.id, number, step: wanted, status: after.status, waitingFor: after.waitingFor },
    lines: [
      `${me.name} has signed ${label} for change request ${number}: it ${after.status === "open" ? waiting(after) : `is ${words[after.status]}`}.`,
    ],
  };
}
