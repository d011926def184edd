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

/**
 * A client over a transport: `api.assets.revise(input)` is the call `assets.revise`. The contracts are its type alone, so
 * that a page which only asks need not load them; a name that is in none is refused where the call arrives.
 */
export function createClient<All extends readonly Contract[]>(transport: Transport): Client<All> {
  const feature = (name: string) => byName((call) => (input: unknown) => transport(`${name}.${call}`, input));
  return byName(feature) as Client<All>;
}

/** An object whose every property is made from its name, once. */
function byName<T>(make: (name: string) => T): Readonly<Record<string, T>> {
  const made = new Map<string, T>();
  return new Proxy<Record<string, T>>(
    {},
    {
      get(_target, name) {
        if (typeof name === "symbol") return undefined;
        if (!made.has(name)) made.set(name, make(name));
        return made.get(name);
      },
    },
  );
}
