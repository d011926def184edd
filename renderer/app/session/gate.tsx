import { type ReactNode, useEffect } from "react";
import { Button, EmptyState, Waiting } from "#renderer/ui/index.ts";
import { session, useSession } from "#renderer/bridge/client.ts";
import { SessionCommands } from "./session-commands.tsx";
import { SignIn } from "./sign-in.tsx";
import { useStatusFeed } from "./status-feed.ts";

/** Stands before the studio until somebody is signed in at this window. */
export function Gate({ children }: { children: ReactNode }) {
  const phase = useSession((state) => state.phase);
  const status = useSession((state) => state.status);
  useEffect(() => void session.refresh(), []);
  if (phase === "signedIn") return <SignedIn>{children}</SignedIn>;
  if (phase === "unreachable") return <Unreachable />;
  return status ? <SignIn status={status} /> : <Waiting>Opening the workspace</Waiting>;
}

function SignedIn({ children }: { children: ReactNode }) {
  useStatusFeed();
  return (
    <>
      {children}
      <SessionCommands />
    </>
  );
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
