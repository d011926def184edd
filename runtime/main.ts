import { toErrorReply, errorCodes } from "#shared/kernel/errors.ts";
import { transportTo } from "./bundle-source/transport.ts";
import { readConfig, readTrust } from "./config.ts";
import { createServer } from "./http/server.ts";
import { Service } from "./service.ts";
import { openCounts } from "./state/counts.ts";
import { openStore } from "./state/store.ts";
import { follow } from "./watch.ts";

/** Events for whoever runs the service, one JSON object a line. Standard output has the ready line alone. */
const log = (event: Readonly<Record<string, unknown>>): void => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`);
};

async function main(): Promise<void> {
  const config = readConfig(process.argv.slice(2), process.env);
  const trust = readTrust(config.trust);
  const store = openStore(config.state, trust, config.environment);
  const transport = transportTo(config.repository);
  const { environment } = config;
  const counts = openCounts(config.state);
  const service = await Service.start({ trust, environment, transport, store, counts, now: Date.now, log });
  const server = createServer(service, log);
  const address = await server.listen({ host: config.host, port: config.port });
  await service.refresh();
  const stop = follow(config.repository, config.pollSeconds, () => void service.refresh());

  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    stop();
    // Calls in flight are answered; a check in flight is completed.
    void server.close().then(() => service.close());
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  const { release } = service.status();
  process.stdout.write(
    `${JSON.stringify({ ready: true, address, environment: config.environment, release: release?.number ?? null })}\n`,
  );
}

main().catch((error: unknown) => {
  const { code, message } = toErrorReply(error);
  log({ event: "failed", code, message, ...(code === "INTERNAL" ? { error: String(error) } : {}) });
  process.exitCode = errorCodes[code].exit;
});
