import type { Closed } from "#shared/rules/builder/open.ts";
import { closedTitle, closedWords } from "./strings.ts";

/** Why a condition stays text, part by part. */
export function ClosedNotice({ closed }: { closed: Closed }) {
  return (
    <div className="builder-closed" role="status">
      <p>
        <b>{closedTitle}.</b> {closedWords(closed)}
      </p>
      {closed.why === "unshown" && (
        <ul>
          {closed.parts.map(({ from, part, what }) => (
            <li key={from}>
              <code>{part}</code> <span className="dim">is {what}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
