import { Suspense } from "react";
import { Waiting } from "#renderer/ui/index.ts";
import { lazily } from "./lazy.ts";
import { Gate } from "./session/gate.tsx";

/**
 * The studio itself. A page begins with its front door alone; this is fetched while a person types their passphrase.
 */
export const Studio = lazily(() => import("./studio.tsx"));

/** The front door, and the studio behind it. */
export function App() {
  return (
    <Gate>
      <Suspense fallback={<Waiting>Opening the workspace</Waiting>}>
        <Studio />
      </Suspense>
    </Gate>
  );
}
