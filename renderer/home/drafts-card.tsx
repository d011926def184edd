import type { Home } from "#shared/insight/model.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { capital } from "#renderer/app/words.ts";
import { kindIcons } from "#renderer/assets/kind-look.tsx";
import { kindWords } from "#renderer/assets/strings.ts";
import { Card } from "#renderer/ui/index.ts";
import { words } from "./strings.ts";

/** Work that was begun and is not a revision yet. */
export function DraftsCard({ drafts }: { drafts: Home["drafts"] }) {
  return (
    <Card flush title={words.drafts} count={drafts.length > 0 ? drafts.length : undefined}>
      {drafts.length === 0 && <p className="home-none">{words.nothingDrafted}</p>}
      <ul>
        {drafts.map(({ id, name, label, kind, revision }) => {
          const Icon = kindIcons[kind];
          return (
            <li key={id} className="home-row is-short">
              <Icon className="icon" aria-hidden />
              <span className="home-text">
                <b title={name}>{name}</b>
                <small>
                  {capital(kindWords[kind].one)}
                  {label && `, ${label}`}
                </small>
              </span>
              <span className="small dim">{revision > 0 ? `after revision ${revision}` : "new"}</span>
              <a className="btn btn-sm" href={hrefTo("assets", { id })}>
                Go on
              </a>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
