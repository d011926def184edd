import { resolve } from "node:path";
import { z } from "zod";
import { compile } from "#shared/decision/compile.ts";
import type { Counter } from "#shared/decision/counter.ts";
import { decide } from "#shared/decision/decide.ts";
import {
  type AssembledContent,
  type AssembledSlot,
  type Decision,
  decision as decisionSchema,
  decisionRequest,
  type TraceStep,
} from "#shared/decision/model.ts";
import { AppError, isErrorCode } from "#shared/kernel/errors.ts";
import { type Cli, collect } from "./command.ts";
import { readText } from "./io.ts";
import { type Answer, facts, table, usageError } from "./output.ts";
import { type RepositoryOptions, verifyRepository, withRepository } from "./release.ts";

interface DecideOptions extends RepositoryOptions {
  readonly service?: string;
  readonly request?: string;
  readonly locale?: string;
  readonly market?: string;
  readonly person?: string;
  readonly timeZone?: string;
  readonly beside?: readonly string[];
  readonly seen?: string;
  readonly attribute?: readonly string[];
  readonly event?: readonly string[];
  readonly events: boolean;
  readonly consent?: readonly string[];
  readonly withdrawn?: readonly string[];
  readonly tcf?: string;
  readonly jurisdiction?: string;
  readonly observed?: readonly string[];
  readonly trace?: boolean;
}

/** `decide`. */
export function addDecideCommand(cli: Cli): void {
  withRepository(
    cli.program
      .command("decide")
      .description("what a person may see in a placement now, and why: from a verified repository, or from a service")
      .argument("[placement]", "the placement")
      .option("--service <url>", "ask this decision service; without it, decide here from the published repository")
      .option("-e, --environment <id>", "the environment, where there are several")
      .option("--request <file>", "the whole request as JSON; what else is given stands above it")
      .option("--locale <locale>", "such as de-DE")
      .option("--market <market>", "where the person is, for a placement that serves several markets")
      .option("--person <id>", "the person's pseudonymous identifier")
      .option("--time-zone <zone>", "where the clock of the person is, such as Europe/Berlin")
      .option(
        "--beside <label>",
        "a label of what it would stand beside, such as news/accidents; may be given several times",
        collect,
      )
      .option(
        "--seen <count>",
        "how often the person got something before, under every cap; without it caps block here",
      )
      .option("--attribute <key=value>", "KEY=TEXT or KEY:=JSON; may be given several times", collect)
      .option(
        "--event <name>",
        'an event that is known of the person: NAME, or {"name": …} with its properties; may be given several times',
        collect,
      )
      .option("--no-events", "it is known that there are no events")
      .option("--consent <purpose>", "a purpose that the person has agreed to; may be given several times", collect)
      .option("--withdrawn <purpose>", "a purpose whose consent was withdrawn; may be given several times", collect)
      .option("--tcf <string>", "an IAB TCF v2 consent string")
      .option("--jurisdiction <code>", "the law that protects the person: DE, US-CA, EU")
      .option("--observed <key=time>", "when an attribute was observed; may be given several times", collect)
      .option("--trace", "show each step"),
  ).action((placement: string | undefined, options: DecideOptions) =>
    cli.answer(async () => {
      const request = readRequest(cli, placement, options);
      const decision = options.service
        ? await askService(options.service, request)
        : await decideHere(cli, request, options);
      return { value: decision, lines: decisionLines(decision) } satisfies Answer;
    }),
  );
}

type Request = z.infer<typeof decisionRequest>;

/** @throws INPUT_INVALID */
function readRequest({ io }: Cli, placement: string | undefined, options: DecideOptions): Request {
  const file: unknown = options.request
    ? parseJson(readText(resolve(io.folder, options.request), "request"), "The request")
    : {};
  const at = new Date((io.now ?? Date.now)()).toISOString();
  const consents = [
    ...(options.consent ?? []).map((purpose) => ({ purpose, granted: true, at })),
    ...(options.withdrawn ?? []).map((purpose) => ({ purpose, granted: false, at })),
  ];
  const attributes = (options.attribute ?? []).map(readAttribute);
  const given = {
    placement,
    locale: options.locale,
    market: options.market,
    person: options.person,
    timeZone: options.timeZone,
    context: options.beside,
    attributes: attributes.length > 0 ? Object.fromEntries(attributes) : undefined,
    events: options.event?.map((event) => readEvent(event, at)) ?? (options.events ? undefined : []),
    consents: consents.length > 0 ? consents : undefined,
    tcf: options.tcf,
    jurisdiction: options.jurisdiction,
    observed: options.observed && Object.fromEntries(options.observed.map(readAttribute)),
    trace: options.trace,
  };
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  const parsed = decisionRequest.safeParse({ ...(file as object), ...Object.fromEntries(known) });
  if (parsed.success) return parsed.data;
  throw usageError(`The request cannot be read. ${z.prettifyError(parsed.error)}`);
}

const readEvent = (text: string, at: string): unknown =>
  text.startsWith("{") ? { at, ...(parseJson(text, `The event “${text}”`) as object) } : { name: text, at };

function readAttribute(text: string): [string, unknown] {
  const at = text.indexOf("=");
  if (at < 1) throw usageError(`“${text}” is no attribute: write KEY=TEXT or KEY:=JSON.`);
  const isJson = text[at - 1] === ":";
  const value = text.slice(at + 1);
  return [text.slice(0, isJson ? at - 1 : at), isJson ? parseJson(value, `The value of “${text}”`) : value];
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw usageError(`${what} is not JSON.`);
  }
}

/** Decides from the repository alone, once everything in it has held. @throws what verification throws, PLACEMENT_UNKNOWN */
async function decideHere(cli: Cli, request: Request, options: DecideOptions): Promise<Decision> {
  const { bundle } = await verifyRepository(cli.io, cli.globals(), options);
  const release = compile(bundle);
  if (!release.placements.has(request.placement)) {
    throw new AppError(
      "PLACEMENT_UNKNOWN",
      `Release ${bundle.number} has no placement “${request.placement}”. It has: ${[...release.placements.keys()].join(", ")}.`,
      { placement: request.placement },
    );
  }
  const counter = counterOf(options.seen);
  return decide(release, request, { now: (cli.io.now ?? Date.now)(), stale: false, ...(counter ? { counter } : {}) });
}

/** Only a service knows what people got before; here it is told, and nothing is kept. @throws INPUT_INVALID */
function counterOf(seen: string | undefined): Counter | undefined {
  if (seen === undefined) return undefined;
  if (!/^\d+$/.test(seen)) throw usageError(`“${seen}” is no count: write a whole number.`);
  return { count: () => Number(seen), add: () => {} };
}

/** An RFC 9457 problem, as the service answers with. */
const problem = z.looseObject({ code: z.string(), detail: z.string() });

/** @throws REPOSITORY_UNREACHABLE, and whatever the service answers */
async function askService(service: string, request: Request): Promise<Decision> {
  const answer = await post(service, request);
  const refused = problem.safeParse(answer);
  if (refused.success) {
    const { code, detail } = refused.data;
    throw new AppError(isErrorCode(code) ? code : "INTERNAL", detail, { service });
  }
  const parsed = decisionSchema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw unreachable(service, "does not answer as a decision service does");
}

async function post(service: string, request: Request): Promise<unknown> {
  try {
    const response = await fetch(new URL("/v1/decisions", service), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(10_000),
    });
    return await response.json();
  } catch (cause) {
    throw unreachable(service, "does not answer", cause);
  }
}

const unreachable = (service: string, what: string, cause?: unknown): AppError =>
  new AppError("REPOSITORY_UNREACHABLE", `The service at ${service} ${what}.`, { service }, cause);

function decisionLines(decision: Decision): string[] {
  const { outcome, content, slots, reason, rule, trace } = decision;
  return [
    `${outcome[0]!.toUpperCase()}${outcome.slice(1)}: ${reason}`,
    "",
    ...facts([
      ["Placement", decision.placement],
      ["Release", decision.release],
      ["Rule", rule],
      ["Block", content?.block],
      ["Variant", content?.variant],
      ["Locale", content?.locale],
      ["Label", content?.label],
    ]),
    ...(slots ? slots.flatMap(slotLines) : content ? ["", ...fieldLines(content)] : []),
    ...(trace ? ["", ...trace.flatMap(stepLines)] : []),
  ];
}

const fieldLines = ({ fields }: AssembledContent): string[] =>
  table(
    ["Field", "Value", ""],
    fields.map(({ name, value, fixed }) => [name, shown(value), fixed ? "fixed" : ""]),
  );

function slotLines({ key, fixed, chosen, content }: AssembledSlot): string[] {
  const by = fixed ? "fixed" : chosen ? `chosen by ${chosen}` : "as everyone sees it";
  return ["", `${key}: ${content.block}, variant ${content.variant}, ${by}`, ...fieldLines(content)];
}

const shown = (value: string | number | boolean | readonly string[]): string =>
  typeof value === "string" ? value.replaceAll(/\s+/g, " ").slice(0, 100) : JSON.stringify(value);

function stepLines({ step, result, says, looked }: TraceStep): string[] {
  return [
    `${step.padEnd(11)} ${result.padEnd(4)}  ${says}`,
    ...looked.map(({ name, value, why }) => `${" ".repeat(18)}${name}: ${value}${why ? `, ${why}` : ""}`),
  ];
}
