import { useMemo } from "react";
import { useLibrary } from "./library.ts";
import { useRights } from "./rights.ts";

/** The brands and markets that are in use somewhere: in roles and in assets. */
export interface Scopes {
  readonly brands: readonly string[];
  readonly markets: readonly string[];
}

export function useScopes(): Scopes {
  const { grants } = useRights();
  const { library } = useLibrary();
  return useMemo(() => {
    const scopes = [...grants, ...library.assets.values()].map((one) => one.scope);
    const named = (values: readonly string[]) => [...new Set(values)].filter((value) => value !== "*").toSorted();
    return { brands: named(scopes.map((one) => one.brand)), markets: named(scopes.map((one) => one.market)) };
  }, [grants, library]);
}
