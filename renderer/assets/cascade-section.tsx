import { useState } from "react";
import type { Ending, Replacement } from "#shared/insight/model.ts";
import type { KindName } from "#shared/assets/kind.ts";
import type { AssetDetail } from "#shared/assets/model.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { sayDay } from "#renderer/app/dates.ts";
import { counted } from "#renderer/app/words.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import { LinkButton, Section } from "#renderer/ui/index.ts";

/** How many are shown before somebody asks for all. */
const fewEndings = 5;

/** What ends with an asset, where that is live, and what is served there instead. */
export function CascadeSection({ detail }: { detail: AssetDetail }) {
  const [all, showAll] = useState(false);
  const asks = detail.kind === "block" || detail.kind === "image";
  const { data } = useQuery(asks ? ["insight.cascade", detail.id] : null, () =>
    api.insight.cascade({ asset: detail.id }),
  );
  const shown = data?.endings.filter((one) => one.places.length > 0 || one.through !== null) ?? [];
  if (!data || (shown.length === 0 && !data.endsWith)) return null;
  const when = data.ends ? `When it ends on ${sayDay(data.ends)}` : "If it ends";
  return (
    <Section title={when} {...(shown.length > 0 ? { count: shown.length } : {})}>
      {data.endsWith && (
        <p className="small dim">
          That is the end of its {endsWithWords(data.endsWith.kind)}{" "}
          <a href={hrefTo("content", { id: data.endsWith.asset, kind: placeOfKind(data.endsWith.kind) })}>
            {data.endsWith.name}
          </a>
          , the first of all that it shows and carries.
        </p>
      )}
      <ul className="cascade">
        {(all ? shown : shown.slice(0, fewEndings)).map((one) => (
          <li key={one.asset}>
            {one.through !== null && <a href={hrefTo("content", { id: one.asset })}>{one.name}</a>}
            <small>{endingWords(one)}</small>
          </li>
        ))}
      </ul>
      {!all && shown.length > fewEndings && (
        <LinkButton onClick={() => showAll(true)}>Show {counted(shown.length - fewEndings, "other")}</LinkButton>
      )}
    </Section>
  );
}

const endsWithWords = (kind: KindName): string => (kind === "image" ? "picture" : "claim or disclosure");

/** Blocks are what Content shows unless another list is asked for. */
const placeOfKind = (kind: KindName): KindName | undefined => (kind === "block" ? undefined : kind);

function endingWords({ places, through }: Ending): string {
  if (places.length === 0) return "It is shown nowhere.";
  return `${through === null ? "" : "It ends with this. "}${places.map(placeWords).join(" ")}`;
}

/** “home-hero.web then shows what the next rule finds, or hero.generic.web.” */
function placeWords({ placement, rule, instead, generic, slot }: Replacement): string {
  if (instead === "nothing")
    return slot === undefined
      ? `In ${placement} nothing is sent then.`
      : `In ${placement} nothing at all is shown then: “${slot}” must be there.`;
  const next = rule === null ? "" : "what the next rule finds, or ";
  if (instead === "leftOut")
    return next
      ? `${placement} then shows ${next}nothing in “${slot}”.`
      : `${placement} is then shown without “${slot}”.`;
  if (instead === "fixed") return `${placement} then shows its fixed elements alone.`;
  const where = slot === undefined ? placement : `${placement}, “${slot}”,`;
  return `${where} then shows ${next}${generic ?? "nothing"}.`;
}
