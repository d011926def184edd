import { create } from "zustand";
import { emptyForm, type PersonForm } from "./logic/test-form.ts";

interface AudiencesState {
  /** Who a condition is tried on, by asset. Kept while the window is open and nowhere else. */
  readonly people: Readonly<Record<string, PersonForm>>;
}

export const useAudiences = create<AudiencesState>()(() => ({ people: {} }));

/** The person whom an asset is tried on; undefined until there is one. */
export const useTestPerson = (asset: string): PersonForm | undefined => useAudiences((state) => state.people[asset]);

export function setTestPerson(asset: string, changes: Partial<PersonForm>): void {
  useAudiences.setState(({ people }) => ({
    people: { ...people, [asset]: { ...(people[asset] ?? emptyForm), ...changes } },
  }));
}
