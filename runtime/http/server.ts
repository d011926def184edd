import Fastify, { type FastifyError, type FastifyInstance } from "fastify";
import { z } from "zod";
import { type Decision, decisionRequest } from "#shared/decision/model.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { answer } from "../decide.ts";
import { pictureHeaders } from "../pictures.ts";
import type { Service } from "../service.ts";
import { type Problem, problemOf } from "./problems.ts";

/** The largest body that is read: a hundred requests with all their events fit. */
const bodyLimit = 4 * 1024 * 1024;

const batch = z.strictObject({ requests: z.array(z.unknown()).min(1).max(100) });

/** What stands in the place of a decision in a batch. */
type Result = { readonly decision: Decision } | { readonly problem: Problem };

/**
 * The service's HTTP interface: `POST /v1/decisions`, `GET /v1/images/:name`, `GET /v1/status`, `GET /healthz`. Errors are RFC 9457 problems.
 * @param log told of defects of ours, which the answer itself does not explain
 */
export function createServer(
  service: Service,
  log: (event: Readonly<Record<string, unknown>>) => void,
): FastifyInstance {
  const server = Fastify({ bodyLimit, requestTimeout: 10_000, forceCloseConnections: "idle" });

  const decideOne = (body: unknown): Decision =>
    answer(service.served(), parse(decisionRequest, body), service.now(), service.counts);
  const tryOne = (body: unknown): Result => {
    try {
      return { decision: decideOne(body) };
    } catch (error) {
      return { problem: problemOf(error) };
    }
  };

  server.post("/v1/decisions", (request) => {
    const { body } = request;
    if (typeof body !== "object" || body === null || !("requests" in body)) return decideOne(body);
    return { results: parse(batch, body).requests.map(tryOne) };
  });

  server.get<{ Params: { name: string } }>("/v1/images/:name", async (request, reply) => {
    const { picture, bytes } = await service.picture(request.params.name);
    return reply.headers(pictureHeaders(picture, service.now())).send(bytes);
  });

  server.get("/v1/status", () => service.status());

  server.get("/healthz", () => {
    const served = service.served();
    if (!served) throw new AppError("NO_RELEASE", "The service has no verified release yet; /v1/status says why.");
    return { status: served.stale ? "stale" : "ok", release: served.release.number };
  });

  server.setNotFoundHandler(() => {
    throw new AppError(
      "CALL_UNKNOWN",
      "There is POST /v1/decisions, GET /v1/images/:name, GET /v1/status and GET /healthz, and nothing else.",
    );
  });

  server.setErrorHandler((error: FastifyError | AppError, _request, reply) => {
    const problem = error instanceof AppError ? problemOf(error) : httpProblem(error);
    if (problem.code === "INTERNAL") log({ event: "failed", error: error.stack ?? String(error) });
    return reply.code(problem.status).type("application/problem+json").send(problem);
  });
  return server;
}

/** The server's own complaints about a request (not JSON, too large, …), with their status. */
function httpProblem(error: FastifyError): Problem {
  const status = error.statusCode ?? 500;
  if (status < 400 || status >= 500) return problemOf(error);
  const says =
    status === 413
      ? `The body is larger than ${bodyLimit / 1024 / 1024} MB; send fewer requests at once.`
      : "Send a JSON body.";
  return problemOf(new AppError("INPUT_INVALID", says), status);
}

function parse<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const at = issue?.path.join(".") ?? "";
  throw new AppError(
    "INPUT_INVALID",
    `The request is not valid${at === "" ? "" : ` at ${at}`}: ${issue?.message ?? "unknown"}.`,
    { at },
  );
}
