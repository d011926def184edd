import { join } from "node:path";
import type { AddressInfo } from "node:net";
import { createServer } from "#runtime/http/server.ts";
import { Service } from "#runtime/service.ts";
import type { ServiceStatus } from "#runtime/status.ts";
import { openCounts } from "#runtime/state/counts.ts";
import { openStore } from "#runtime/state/store.ts";
import { folderTransport, transportTo } from "#runtime/bundle-source/transport.ts";
import { pull } from "#runtime/bundle-source/tuf.ts";
import { environment } from "./release-fixture.ts";
import type { Repository } from "./repository-fixture.ts";

/** A decision service over HTTP, in this process, whose checks the test asks for instead of waiting for them. */
export interface RunningService {
  readonly url: string;
  readonly events: Readonly<Record<string, unknown>>[];
  refresh(): Promise<void>;
  status(): Promise<ServiceStatus>;
  decide(body: unknown): Promise<{ status: number; type: string; body: Record<string, unknown> }>;
  close(): Promise<void>;
}

export async function startTestService(
  repository: Repository,
  { state = join(repository.folder, "state"), source = repository.place.published, now = Date.now } = {},
): Promise<RunningService> {
  const { trust } = repository;
  const events: Readonly<Record<string, unknown>>[] = [];
  const log = (event: Readonly<Record<string, unknown>>) => void events.push(event);
  const store = openStore(state, trust, environment);
  const counts = openCounts(state);
  const service = await Service.start({ trust, environment, transport: transportTo(source), store, counts, now, log });
  const server = createServer(service, log);
  await server.listen({ host: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  await service.refresh();
  return {
    url,
    events,
    refresh: () => service.refresh(),
    status: async () => (await (await fetch(`${url}/v1/status`)).json()) as ServiceStatus,
    async decide(body) {
      const response = await fetch(`${url}/v1/decisions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      return {
        status: response.status,
        type: response.headers.get("content-type") ?? "",
        body: (await response.json()) as Record<string, unknown>,
      };
    },
    async close() {
      await server.close();
      await service.close();
    },
  };
}

/** What a service that trusts the first root and has no history is offered: the number of a release whose every byte it has checked. */
export async function offeredBy({ folder, place, trust }: Repository): Promise<number> {
  const transport = folderTransport(place.published);
  const offer = await pull({
    transport,
    trust,
    environment,
    accepted: null,
    at: Date.now(),
    scratch: join(folder, "scratch"),
  });
  await offer.read();
  return offer.number;
}

/** A gold member who agreed to personalization. */
export const goldMember = {
  placement: "placement.home-hero",
  locale: "en",
  person: "p-1",
  attributes: { loyalty_tier: "gold", open_complaint: false },
  consents: [{ purpose: "personalization", granted: true, at: "2026-02-01T00:00:00.000Z" }],
};
