import type { z } from "zod";

/**
 * A contract is a value: the commands and queries of one feature, each with its input and output schema.
 * Handler and client types derive from it, so adding a call edits no IPC, preload or HTTP file.
 */
export interface Call<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  /** A query only reads; a command writes and leaves an entry in the journal. */
  readonly kind: "command" | "query";
  readonly input: Input;
  readonly output: Output;
}

export type Calls = Readonly<Record<string, Call>>;
export interface Contract<Feature extends string = string, C extends Calls = Calls> {
  readonly feature: Feature;
  readonly calls: C;
}

export const command = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ kind: "command", input, output }) as const satisfies Call;

export const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ kind: "query", input, output }) as const satisfies Call;

export const contract = <const F extends string, const C extends Calls>(feature: F, calls: C): Contract<F, C> => ({
  feature,
  calls,
});

/** What a client may call: `api.assets.revise({...})`. */
export type Client<All extends readonly Contract[]> = {
  readonly [K in All[number] as K["feature"]]: {
    readonly [N in keyof K["calls"]]: (
      input: z.input<K["calls"][N]["input"]>,
    ) => Promise<z.output<K["calls"][N]["output"]>>;
  };
};

/** `feature.call`: the one name of a call, the same over IPC, HTTP and in the permission table. */
export type CallName<All extends readonly Contract[]> = {
  [K in All[number] as K["feature"]]: `${K["feature"]}.${Extract<keyof K["calls"], string>}`;
}[All[number]["feature"]];

/** Carries one call to wherever the app runs. Rejects with an AppError. */
export type Transport = (name: string, input: unknown) => Promise<unknown>;

/** Builds a client over a transport from the contracts alone. */
export function createClient<const All extends readonly Contract[]>(contracts: All, transport: Transport): Client<All> {
  const client: Record<string, Record<string, (input: unknown) => Promise<unknown>>> = {};
  for (const { feature, calls } of contracts) {
    const names = Object.keys(calls);
    client[feature] = Object.fromEntries(
      names.map((name) => [name, (input) => transport(`${feature}.${name}`, input)]),
    );
  }
  return client as Client<All>;
}
