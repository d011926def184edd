import { ShieldCheck } from "lucide-react";
import { useMemo } from "react";
import type { RequestItem } from "#shared/approvals/model.ts";
import { neededPurposes } from "#shared/assets/kinds.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import type { Library } from "#renderer/assets/data/library.ts";
import { kindIcons } from "#renderer/assets/kind-look.tsx";
import { screenOf } from "#renderer/assets/strings.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import { Badge, UsedLine, Waiting } from "#renderer/ui/index.ts";
import { effectWords } from "./effect-words.ts";

/** What the revision does once it is live: to whom, where, and with which consent. */
export function Effect({ item, library }: { item: RequestItem; library: Library }) {
  const detail = useQuery(["assets.get", item.asset], () => api.assets.get({ asset: item.asset }));
  const words = useMemo(
    () => (detail.data ? effectWords(item, detail.data.usedBy, library) : []),
    [detail.data, item, library],
  );
  return (
    <section className="review-section" aria-label="Effect">
      <h2 className="section-title">Effect</h2>
      {detail.data ? (
        <>
          {words.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {detail.data.usedBy.length > 0 && (
            <div className="review-uses">
              {detail.data.usedBy.map(({ id, name, kind, live }) => (
                <UsedLine
                  key={id}
                  icon={kindIcons[kind]}
                  note={live ? "live" : "not live"}
                  href={hrefTo(screenOf[kind], { id })}
                >
                  {name}
                </UsedLine>
              ))}
            </div>
          )}
        </>
      ) : (
        <Waiting />
      )}
      <Consents item={item} library={library} />
    </section>
  );
}

/** The consents without which it does not take its full effect; those that this change adds are marked. */
function Consents({ item, library }: { item: RequestItem; library: Library }) {
  const needs = useMemo(() => {
    const context = library.contextFor({ id: item.asset, name: item.name });
    const before = new Set<string>(
      item.before ? neededPurposes(item.kind, item.before.body, context).map((need) => need.purpose) : [],
    );
    return neededPurposes(item.kind, item.body, context).map((need) => ({
      ...need,
      label: library.dictionary.purposes.find((purpose) => purpose.id === need.purpose)?.label ?? need.purpose,
      isNew: item.before !== null && !before.has(need.purpose),
    }));
  }, [item, library]);
  if (needs.length === 0) return <p className="dim">It reads nothing that needs a consent.</p>;
  return (
    <ul className="review-consents" aria-label="Consents that it needs">
      {needs.map(({ purpose, label, because, isNew }) => (
        <li key={purpose}>
          <ShieldCheck className="icon icon-sm" aria-hidden />
          <span>
            Needs the consent <b>{label}</b> {isNew && <Badge tone="attn">new with this change</Badge>}
            <small>{because.join("; ")}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}
