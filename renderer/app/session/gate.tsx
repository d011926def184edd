import type { ReactNode } from "react";
import { Button, EmptyState, Waiting } from "#renderer/ui/index.ts";
import { session, useSession } from "#renderer/bridge/client.ts";
import { SignIn } from "./sign-in.tsx";

/** Stands before the studio until somebody is signed in at this window. */
export function Gate({ children }: { children: ReactNode }) {
  const phase = useSession((state) => state.phase);
  const status = useSession((state) => state.status);
  if (phase === "signedIn") return children;
  if (phase === "unreachable") return <Unreachable />;
  return status ? <SignIn status={status} /> : <Waiting>Opening the workspace</Waiting>;
}

function Unreachable() {
  const problem = useSession((state) => state.problem);
  return (
    <main className="outlet" role="alert">
      <EmptyState
        fill
        title="The workspace cannot be opened here"
        actions={
          <Button variant="primary" onClick={() => void session.refresh()}>
            Try again
          </Button>
        }
      >
        {problem?.message}
      </EmptyState>
    </main>
  );
}
