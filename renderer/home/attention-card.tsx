import { Clock, TriangleAlert } from "lucide-react";
import type { Home } from "#shared/insight/model.ts";
import { sayDistance } from "#renderer/app/dates.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { Card } from "#renderer/ui/index.ts";
import { words } from "./strings.ts";

/** What this person owns and what runs out or no longer holds. */
export function AttentionCard({ home: { attention, owned } }: { home: Home }) {
  return (
    <Card flush title={words.attention} count={attention.length > 0 ? `${attention.length} of ${owned}` : undefined}>
      {attention.length === 0 && <p className="home-none">{words.nothingBreaks(owned)}</p>}
      <ul>
        {attention.map(({ asset, name, message, severity, until }) => {
          const tone = severity === "error" ? "danger" : "attn";
          const Icon = until ? Clock : TriangleAlert;
          return (
            <li key={asset + message} className="home-row is-short">
              <Icon
                className={`icon tone-${tone}`}
                role="img"
                aria-label={severity === "error" ? "Error" : "Warning"}
              />
              <span className="home-text">
                <b title={name}>{name}</b>
                <small title={message}>{message}</small>
              </span>
              <span className={`small tone-${tone}`}>{until ? sayDistance(until) : "Broken"}</span>
              <a className="btn btn-sm" href={hrefTo("assets", { id: asset })}>
                {until ? "Open it" : "Mend it"}
              </a>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
