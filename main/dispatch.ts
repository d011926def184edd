import { z } from "zod";
import { permissions, refusal, type Subject } from "#shared/access/policy.ts";
import { everywhere } from "#shared/assets/model.ts";
import type { Reply } from "#shared/bridge.ts";
import { contracts, type StudioCall } from "#shared/contracts.ts";
import type { Call } from "#shared/kernel/contract.ts";
import { AppError, toErrorReply } from "#shared/kernel/errors.ts";
import type { Instant } from "#shared/kernel/ids.ts";
import { currentPolicy } from "./access/store.ts";
import type { PrepareContext, ReadContext, Sender, Services, WriteContext } from "./context.ts";
import type { ReadDb, WriteDb } from "./db/database.ts";
import { recordAct } from "./projections.ts";

/** What the gate needs of a handler, without its types. */
interface AnyHandler {
  subject?(db: ReadDb, input: unknown, context: ReadContext): Subject;
  run?(context: ReadContext, input: unknown): unknown;
  prepare?(context: PrepareContext, input: unknown): Promise<(context: ReadContext) => unknown>;
}

interface Route {
  readonly name: StudioCall;
  readonly call: Call;
  readonly handler: AnyHandler;
}

/** A feature's contract with its handlers, as `implement` ties them. */
export interface Implementation {
  readonly contract: { readonly feature: string; readonly calls: Readonly<Record<string, Call>> };
  readonly handlers: Readonly<Record<string, unknown>>;
}

export type Dispatch = (sender: Sender, name: string, input: unknown) => Promise<Reply>;
export interface Committed {
  readonly sequence: number;
  readonly acts: readonly string[];
}

/** Whoever wants to know what became of calls beyond their replies. */
export interface Observers {
  /** Told of every commit that wrote to the journal. */
  committed(what: Committed): void;
  /** Told when something is committed but could not leave the machine; it is tried again at the next commit and the next start. */
  undelivered(error: unknown): void;
  /** Told of errors that are ours, with the call that met them. */
  failed(error: unknown, call: string): void;
}

/**
 * The one gate. Every call of every door goes through it, in this order:
 * sender → parse → permission → prepare → BEGIN IMMEDIATE → permission again → handler and journal → COMMIT → parse output → reply.
 * It always answers, and never with anything but a value or an error of the closed list.
 */
export function createDispatch(
  services: Services,
  implementations: readonly Implementation[],
  observers: Observers,
): Dispatch {
  const routes = routesOf(implementations);
  return async (sender, name, input) => {
    try {
      const route = routes.get(name);
      if (!route) throw new AppError("CALL_UNKNOWN", `There is no call named ${name}.`, { name });
      return { value: await passGate(services, route, sender, input, observers) };
    } catch (error) {
      const reply = toErrorReply(error);
      if (reply.code === "INTERNAL") observers.failed(error, name);
      return { error: reply };
    }
  };
}

function routesOf(implementations: readonly Implementation[]): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>();
  for (const { contract, handlers } of implementations) {
    for (const [call, spec] of Object.entries(contract.calls)) {
      const name = `${contract.feature}.${call}` as StudioCall;
      if (routes.has(name)) throw new Error(`Two calls are named ${name}.`);
      routes.set(name, { name, call: spec, handler: handlers[call] as AnyHandler });
    }
  }
  const missing = contracts
    .flatMap((one) => Object.keys(one.calls).map((call) => `${one.feature}.${call}`))
    .filter((name) => !routes.has(name));
  if (missing.length > 0) throw new Error(`Calls without a handler: ${missing.join(", ")}.`);
  return routes;
}

async function passGate(
  services: Services,
  route: Route,
  sender: Sender,
  raw: unknown,
  observers: Observers,
): Promise<unknown> {
  const input = parseInput(route, raw);
  const at: Instant = new Date(services.now()).toISOString();
  const finish = await prepare(services, route, sender, input, at);
  const output =
    route.call.kind === "query"
      ? readIn(services, route, sender, input, finish)
      : writeIn(services, route, sender, input, at, finish, observers);
  return parseOutput(route, output);
}

type Finish = (context: ReadContext) => unknown;

/** Refuses early, so that nobody is asked to sign what they may not, then lets the handler hash, sign and wait. */
async function prepare(services: Services, route: Route, sender: Sender, input: unknown, at: Instant): Promise<Finish> {
  const { handler } = route;
  if (!handler.prepare) return (context) => handler.run!(context, input);
  const context = services.database.read((db) => permitted(contextOf(services, sender, db), route, input));
  const signer = async (passphrase: string | undefined) => {
    if (passphrase !== undefined) await services.vault.unlock(context.me.id, passphrase);
    return services.vault.signer(context.me.id);
  };
  // Reads in `prepare` see the newest state each, not one snapshot; what they found is checked again inside the transaction.
  const live: ReadDb = openReads(services);
  return handler.prepare({ ...context, db: live, me: context.me, at, signer }, input);
}

function openReads(services: Services): ReadDb {
  return {
    all: (sql: string, parameters?: never) => services.database.read((db) => db.all(sql, parameters)),
    get: (sql: string, parameters?: never) => services.database.read((db) => db.get(sql, parameters)),
    values: (sql: string, parameters?: never) => services.database.read((db) => db.values(sql, parameters)),
  } as ReadDb;
}

const readIn = (services: Services, route: Route, sender: Sender, input: unknown, finish: Finish): unknown =>
  services.database.read((db) => finish(permitted(contextOf(services, sender, db), route, input)));

function writeIn(
  services: Services,
  route: Route,
  sender: Sender,
  input: unknown,
  at: Instant,
  finish: Finish,
  observers: Observers,
): unknown {
  const acts: string[] = [];
  let sequence = -1;
  const work = (db: WriteDb): unknown => {
    const context = permitted(contextOf(services, sender, db), route, input);
    const write: WriteContext = {
      ...context,
      db,
      me: context.who!,
      at,
      record(act, body) {
        sequence = recordAct(db, act, body, { device: services.device, at, actor: sender.member });
        acts.push(act);
      },
      attempt(inner) {
        const before = { sequence, acts: acts.length };
        try {
          return services.database.write(inner);
        } catch (error) {
          sequence = before.sequence;
          acts.length = before.acts;
          throw error;
        }
      },
    };
    return finish(write);
  };
  const output = commit(services, sender, work);
  if (acts.length > 0) {
    observers.committed({ sequence, acts });
    deliver(services, observers);
  }
  return output;
}

/** Runs the transaction. Who is signed in changes together with the journal, or not at all. */
function commit(services: Services, sender: Sender, work: (db: WriteDb) => unknown): unknown {
  const before = sender.member;
  try {
    return services.database.write(work);
  } catch (error) {
    sender.member = before;
    throw error;
  }
}

/** Committed is committed: a delivery that fails is no error of the call, whose work is done and durable. */
function deliver(services: Services, observers: Observers): void {
  try {
    services.outbox.drain();
  } catch (error) {
    observers.undelivered(error);
  }
}

function contextOf(services: Services, sender: Sender, db: ReadDb | WriteDb): ReadContext {
  const { policy, digest } = currentPolicy(db);
  const who = policy.members.find((member) => member.id === sender.member && member.active) ?? null;
  return { ...services, db, sender, policy, policyDigest: digest, who, me: who! };
}

function permitted(context: ReadContext, route: Route, input: unknown): ReadContext {
  const { policy, who, db } = context;
  const permission = permissions[route.name];
  // Whoever is signed out learns nothing about the subject, not even whether it exists.
  if (permission.who !== "anyone" && !who) throw new AppError("SIGNED_OUT", "Sign in first.");
  const subject = route.handler.subject?.(db, input, context) ?? { scope: everywhere };
  const refused = refusal(permission, subject, who, policy.members, policy.grants);
  if (refused) throw new AppError(refused.code, refused.message, { roles: refused.roles, could: refused.could });
  return context;
}

function parseInput(route: Route, raw: unknown): unknown {
  const parsed = route.call.input.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const at = first!.path.join(".") || "the input";
  throw new AppError("INPUT_INVALID", `${route.name} cannot take this: ${at} should be ${describe(first!)}.`, {
    issues: parsed.error.issues.slice(0, 20).map((issue) => ({ at: issue.path.join("."), message: issue.message })),
  });
}

const describe = (issue: z.core.$ZodIssue): string =>
  issue.code === "unrecognized_keys" ? `without ${issue.keys.join(", ")}` : issue.message;

function parseOutput(route: Route, output: unknown): unknown {
  const parsed = route.call.output.safeParse(output);
  if (parsed.success) return parsed.data;
  throw new Error(`${route.name} answered out of contract: ${z.prettifyError(parsed.error)}`);
}
