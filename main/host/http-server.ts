import type { AddressInfo } from "node:net";
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from "fastify";
import type { Reply, StudioEvent } from "#shared/bridge.ts";
import { AppError, errorCodes, toErrorReply } from "#shared/kernel/errors.ts";
import type { Backend } from "./backend.ts";
import { checkCallHeader, checkHost, checkOrigin } from "./http-guard.ts";
import { HttpSessions } from "./http-sessions.ts";
import { pageHeaders } from "./page-headers.ts";
import { readStatic } from "./static-files.ts";

export interface StudioServerOptions {
  readonly backend: Backend;
  /** The folder of the built page. */
  readonly page: string;
  /** 0 takes any that is free. */
  readonly port: number;
  /** Told of errors that are ours. */
  readonly log: (error: unknown, where: string) => void;
}

export interface StudioServer {
  readonly origin: string;
  /** The link to open in a browser. It lets its holder in: show it to the person at this computer alone. */
  readonly link: string;
  close(): Promise<void>;
}

const loopback = "127.0.0.1";
const bodyLimit = 4 * 2 ** 20;
/** Calls that take whole files: of 64 MiB, with room for how a call writes them (base 64, escapes). */
const largeBodies: Readonly<Record<string, number>> = {
  "content.importExport": 96 * 2 ** 20,
  "exchange.importFolder": 96 * 2 ** 20,
  "images.add": 24 * 2 ** 20,
  "images.keep": 24 * 2 ** 20,
  "exchange.importTexts": 96 * 2 ** 20,
  "exchange.readTable": 96 * 2 ** 20,
  "exchange.importTable": 96 * 2 ** 20,
};

/** A reader that is this far behind is cut off; it comes back and reads everything anew. */
const mostUnreadBytes = 2 ** 20;
const heartbeatMs = 25_000;

/**
 * The studio for a browser on this computer: the page, its calls and its events, on the loopback address alone.
 * Every request passes the Host check; calls and events need the session's cookie and an origin of our own.
 */
export async function startStudioServer(options: StudioServerOptions): Promise<StudioServer> {
  const { backend, log } = options;
  const server = fastify({ bodyLimit, forceCloseConnections: "idle", logger: false, schemaController: withoutSchemas });
  const sessions = new HttpSessions((session) => backend.release(session));
  // The only kind of body that there is.
  server.removeContentTypeParser("text/plain");
  server.setErrorHandler((error, request, reply) => answerError(error, request, reply, log));
  server.setNotFoundHandler((_request, reply) => sendReply(reply, { error: notFound.toReply() }));
  server.addHook("onRequest", async (request, reply) => {
    reply.headers(pageHeaders);
    checkHost(request.headers, portOf(server));
  });
  routePage(server, options.page, sessions);
  routeCalls(server, backend, sessions);
  const endStreams = routeEvents(server, backend, sessions);
  await server.listen({ host: loopback, port: options.port });
  const origin = `http://${loopback}:${portOf(server)}`;
  return {
    origin,
    link: origin + sessions.openPath,
    async close() {
      endStreams();
      await server.close();
      await backend.close();
    },
  };
}

/** No route has a JSON Schema, and the compiler of schemas would take a tenth of the start. Every call is parsed by its contract. */
const withoutSchemas = {
  compilersFactory: {
    buildValidator: () => () => {
      throw new TypeError("Routes have no schemas here: a call is parsed by its contract.");
    },
    buildSerializer: () => () => JSON.stringify,
  },
} satisfies FastifyServerOptions["schemaController"];

const portOf = (server: FastifyInstance): number => (server.server.address() as AddressInfo).port;

/** The page is no secret, so it needs no session: without one it says which link to open. */
function routePage(server: FastifyInstance, folder: string, sessions: HttpSessions): void {
  server.get<{ Querystring: { token?: unknown } }>("/open", (request, reply) => {
    const { token } = request.query;
    const cookie = sessions.open(typeof token === "string" ? token : "", request.headers, portOf(server));
    return reply.header("set-cookie", cookie).header("cache-control", "no-store").redirect("/", 303);
  });
  server.get("/*", async (request, reply) => {
    const file = await readStatic(folder, request.url.replace(/[?#].*$/s, ""));
    if (!file) throw notFound;
    return reply.headers(file.headers).send(file.body);
  });
}

/** What every request for data must show. */
function checkSender(request: FastifyRequest, server: FastifyInstance, sessions: HttpSessions): string {
  checkOrigin(request.headers, portOf(server));
  return sessions.of(request.headers, portOf(server));
}

function routeCalls(server: FastifyInstance, backend: Backend, sessions: HttpSessions): void {
  const call = async (request: FastifyRequest, name: string, reply: FastifyReply): Promise<FastifyReply> => {
    const session = sessions.of(request.headers, portOf(server));
    return sendReply(reply, await backend.call(session, name, request.body));
  };
  // Before the body is read: who may not call does not get to fill our memory.
  const guard = async (request: FastifyRequest): Promise<void> => {
    checkSender(request, server, sessions);
    checkCallHeader(request.headers);
  };
  for (const [name, limit] of Object.entries(largeBodies))
    server.post(`/api/call/${name}`, { onRequest: guard, bodyLimit: limit }, (request, reply) =>
      call(request, name, reply),
    );
  server.post<{ Params: { name: string } }>("/api/call/:name", { onRequest: guard }, (request, reply) =>
    call(request, request.params.name, reply),
  );
  server.route({
    method: ["GET", "PUT", "PATCH", "DELETE"],
    url: "/api/call/:name",
    onRequest: guard,
    handler: (_request, reply) => sendReply(reply.header("allow", "POST"), { error: onlyPost.toReply() }, 405),
  });
}

/** News for the page as server-sent events. @returns a function that ends all streams. */
function routeEvents(server: FastifyInstance, backend: Backend, sessions: HttpSessions): () => void {
  const streams = new Set<NodeJS.WritableStream & { readonly writableLength: number; destroy(): void }>();
  const write = (text: string): void => {
    for (const stream of streams) {
      if (stream.writableLength > mostUnreadBytes) stream.destroy();
      else stream.write(text);
    }
  };
  const unsubscribe = backend.subscribe((event: StudioEvent) => write(`data: ${JSON.stringify(event)}\n\n`));
  // Finds out about readers that went away without a word.
  const heartbeat = setInterval(() => write(": still here\n\n"), heartbeatMs).unref();

  server.get("/api/events", (request, reply) => {
    checkSender(request, server, sessions);
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, { ...pageHeaders, "content-type": "text/event-stream", "cache-control": "no-store" });
    stream.write("retry: 1000\n\n");
    streams.add(stream);
    stream.once("close", () => streams.delete(stream));
  });

  return () => {
    unsubscribe();
    clearInterval(heartbeat);
    for (const stream of streams) stream.end();
  };
}

const notFound = new AppError("NOT_FOUND", "There is nothing at this address.");
const onlyPost = new AppError("CALL_UNKNOWN", "Calls are made with POST.");

function sendReply(reply: FastifyReply, answer: Reply, status?: number): FastifyReply {
  const code = status ?? ("error" in answer ? errorCodes[answer.error.code].status : 200);
  return reply.code(code).header("cache-control", "no-store").send(answer);
}

/** What is wrong with a body before it reaches the gate, by fastify's name for it. */
const bodyFaults: Readonly<Record<string, { status: number; message: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, message: "This is too large to be sent in one call." },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, message: "A call's body is JSON, sent as application/json." },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, message: "A call's body is JSON; this one is empty." },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, message: "This body is not well-formed JSON." },
};

function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: StudioServerOptions["log"],
): FastifyReply {
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  const fault =
    bodyFaults[code ?? ""] ??
    (statusCode === 400 ? { status: 400, message: "This request is not well formed." } : undefined);
  if (fault && !(error instanceof AppError))
    return sendReply(reply, { error: new AppError("INPUT_INVALID", fault.message).toReply() }, fault.status);
  const answer = toErrorReply(error);
  if (answer.code === "INTERNAL") log(error, `${request.method} ${request.routeOptions.url ?? "unknown"}`);
  return sendReply(reply, { error: answer });
}
