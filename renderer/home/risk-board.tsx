import { CircleCheck, Megaphone, ShieldAlert, TriangleAlert } from "lucide-react";
import type { Home } from "#shared/insight/model.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { Card } from "#renderer/ui/index.ts";
import { boards } from "./strings.ts";

const icons = { privacy: ShieldAlert, offBrand: Megaphone } as const;

/** Where personalization may go wrong, by the way in which it goes wrong. */
export function RiskBoard({ risks }: { risks: Home["risks"] }) {
  return (
    <section className="home-risks" aria-label="Risk board">
      <h2 className="section-title">
        Risk board <span className="count">{risks.length} open</span>
        <span className="grow" />
        <a href={hrefTo("lint")}>What has drifted</a>
      </h2>
      <div className="home-boards">
        {boards.map(({ id, title, none }) => {
          const open = risks.filter((risk) => risk.board === id);
          const Icon = icons[id];
          return (
            <Card
              key={id}
              flush
              title={title}
              count={`${open.length} open`}
              action={<Icon className="icon dim" aria-hidden />}
            >
              {open.length === 0 && (
                <p className="home-none row">
                  <CircleCheck className="icon tone-ok" aria-hidden />
                  {none}
                </p>
              )}
              <ul>
                {open.map(({ asset, name, message }) => (
                  <li key={asset + message}>
                    <a className="home-risk" href={hrefTo("assets", { id: asset })}>
                      <TriangleAlert className="icon tone-attn" aria-hidden />
                      <span className="home-text">
                        <b title={name}>{name}</b>
                        <small>{message}</small>
                      </span>
                    </a>
                  </li>
                ))}
              </ul>
            </Card>
          );
        })}
      </div>
    </section>
  );
}
