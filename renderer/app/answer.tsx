import type { ReactNode } from "react";
import type { Query } from "#renderer/bridge/client.ts";
import { Banner, Button, EmptyState, Waiting } from "#renderer/ui/index.ts";

export interface AnswerProps<T> {
  query: Query<T>;
  /** What is on its way: “Reading the journal”. */
  waiting?: string;
  children: (data: T) => ReactNode;
}

/** Shows the answer to a question; until it is there that it is on its way, and when it fails what went wrong and what to do. */
export function Answer<T>({ query, waiting, children }: AnswerProps<T>) {
  const { data, error, reload } = query;
  const again = <Button onClick={reload}>Try again</Button>;
  if (data === undefined) {
    if (!error) return <Waiting>{waiting ?? "Reading"}</Waiting>;
    return (
      <EmptyState fill title="This could not be read" actions={again}>
        {error.message}
      </EmptyState>
    );
  }
  return (
    <>
      {error && (
        <Banner tone="attn" title="This may be out of date" actions={again}>
          {error.message}
        </Banner>
      )}
      {children(data)}
    </>
  );
}
