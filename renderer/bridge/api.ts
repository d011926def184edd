import type { contracts, StudioApi } from "#shared/contracts.ts";
import { createClient } from "#shared/kernel/contract.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { bridge } from "./index.ts";

/**
 * The studio's API: `await api.assets.revise({...})`. Every call rejects with an AppError whose message is a sentence
 * for people, so that a screen may show it as it is.
 */
export const api: StudioApi = createClient<typeof contracts>(async (name, input) => {
  const reply = await bridge.call(name, input);
  if ("value" in reply) return reply.value;
  const { code, message, details } = reply.error;
  throw new AppError(code, message, details);
});
