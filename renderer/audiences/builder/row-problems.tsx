import type { Diagnostic } from "#shared/rules/cel/diagnostics.ts";
import { Button, ProblemLine } from "#renderer/ui/index.ts";
import { useBuilder } from "./context.ts";

/** What is wrong with a row, under it, with the ways to mend it. */
export function RowProblems({ found }: { found: readonly Diagnostic[] | undefined }) {
  const { fix } = useBuilder();
  if (!found || found.length === 0) return null;
  return (
    <div className="builder-problems" role="status">
      {found.map(({ from, message, severity, fixes }) => (
        <ProblemLine
          key={`${from}-${message}`}
          severity={severity}
          action={
            fixes.length > 0 && (
              <span className="builder-fixes">
                {fixes.slice(0, 3).map((one) => (
                  <Button key={one.title} size="sm" onClick={() => fix(one)}>
                    {one.title}
                  </Button>
                ))}
              </span>
            )
          }
        >
          {message}
        </ProblemLine>
      ))}
    </div>
  );
}
