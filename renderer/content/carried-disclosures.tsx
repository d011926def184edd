import { useMemo } from "react";
import { type BlockBody, blockBody, baseVariant } from "#shared/content/model.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { disclosuresFor } from "#shared/taxonomy/disclosures.ts";
import { valueFor } from "#shared/taxonomy/locales.ts";
import { type BlockTypeBody, blockTypeBody } from "#shared/taxonomy/model.ts";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { useAsset } from "#renderer/assets/data/asset-editor.ts";
import { type Library, useLibraryWith } from "#renderer/assets/data/library.ts";
import { TokenText } from "#renderer/assets/token-text.tsx";
import { navigate } from "#renderer/app/navigation.ts";
import { LockedField, TierLabel } from "#renderer/ui/index.ts";

interface CarriedProps {
  editor: AssetEditor;
  type: { id: AssetId; body: BlockTypeBody };
  locale: string;
}

/** The disclosures that the block type puts into this block: to be read here, and changed where they are owned. */
export function CarriedDisclosures({ editor, type, locale }: CarriedProps) {
  const { scope } = editor.detail;
  const ids = useMemo(() => disclosuresFor(type.body, scope), [type.body, scope]);
  const { library } = useLibraryWith(ids);
  return ids.map((id) => (
    <Carried key={id} id={id} library={library} locale={locale} label={type.body.settings.label} editor={editor} />
  ));
}

interface OneProps {
  id: AssetId;
  library: Library;
  locale: string;
  label: string;
  editor: AssetEditor;
}

function Carried({ id, library, locale, label, editor }: OneProps) {
  const { data: detail } = useAsset(id);
  const asset = library.assets.get(id);
  const block = asset && blockBody.safeParse(asset.body).data;
  const owner = detail ? editor.rights.nameOf(detail.owner) : "";
  return (
    <div className="content-field is-wide">
      <LockedField
        label={block?.settings.label ?? library.nameOf(id)}
        rule={`demanded in every ${label.toLowerCase()} here`}
        aside={detail && <TierLabel tier={detail.tier} />}
        owner={{ name: owner, seal: detail?.status === "live" ? "signed" : "missing" }}
        reason={`${owner ? `${owner} owns these words.` : "These words have an owner of their own."} They cannot be left out.`}
        onRequestChange={() => navigate("content", { id })}
      >
        {block ? (
          <TokenText text={wordsOf(block, library, locale)} />
        ) : (
          <span className="dim">Not in this workspace</span>
        )}
      </LockedField>
    </div>
  );
}

/** What a disclosure says in a locale, field after field. */
function wordsOf(block: BlockBody, library: Library, locale: string): string {
  const type = blockTypeBody.safeParse(library.assets.get(block.settings.type)?.body).data;
  const said = (type?.settings.fields ?? []).map(({ mode, part, name }) => {
    const values = mode === "fixed" ? type?.[part]?.[name] : block[part]?.[baseVariant]?.[name];
    return valueFor(values, locale) ?? Object.values(values ?? {})[0];
  });
  return said.filter((value) => value !== undefined).join(" ");
}
