import type { AssetDetail } from "#shared/assets/model.ts";
import { type AssetId, isAssetId } from "#shared/kernel/ids.ts";
import { valueFor } from "#shared/taxonomy/locales.ts";
import type { BlockTypeBody, Field, FieldValue } from "#shared/taxonomy/model.ts";
import { topicOf } from "#renderer/assets/data/asset-editor.ts";
import type { Rights } from "#renderer/assets/data/rights.ts";
import { TokenText } from "#renderer/assets/token-text.tsx";
import { navigate } from "#renderer/app/navigation.ts";
import { CommentMark } from "#renderer/comments/comment-mark.tsx";
import { askToWrite } from "#renderer/comments/store.ts";
import { LockedField, TierLabel } from "#renderer/ui/index.ts";
import { PictureLine } from "./pictures/picture-line.tsx";
import { localeLabel } from "./strings.ts";

interface FixedFieldProps {
  field: Field;
  type: { id: AssetId; body: BlockTypeBody };
  typeDetail: AssetDetail | undefined;
  locale: string;
  /** The block that carries it. */
  block: AssetId;
  rights: Rights;
}

/** A field whose value stands in the block type: to be read, never to be changed here. */
export function FixedField({ field, type, typeDetail, locale, block, rights }: FixedFieldProps) {
  const values = type.body[field.part]?.[field.name];
  const own = valueFor(values, field.localized ? locale : "*");
  const [otherLocale, other] = own === undefined ? (Object.entries(values ?? {})[0] ?? []) : [];
  const owner = typeDetail ? rights.nameOf(typeDetail.owner) : "";
  const label = type.body.settings.label.toLowerCase();
  const place = { part: field.part, field: field.name, variant: null, locale: field.localized ? locale : null };
  // Whoever may change the type is led there; everybody else asks its owner.
  const mayChange = typeDetail !== undefined && rights.refuse("assets.revise", typeDetail) === undefined;
  const shown = own ?? other;
  return (
    <div className="content-field is-wide">
      <LockedField
        label={field.label}
        rule={`fixed in every ${label}${otherLocale ? `, shown in ${localeLabel(otherLocale)}` : ""}`}
        aside={
          typeDetail && (
            <>
              <CommentMark
                topic={topicOf(typeDetail)}
                place={place}
                label={field.label}
                text={typeof shown === "string" ? shown : undefined}
                from={block}
              />
              <TierLabel tier={typeDetail.tier} />
            </>
          )
        }
        owner={{ name: owner, seal: typeDetail?.status === "live" ? "signed" : "missing" }}
        reason={reasonOf(field, owner)}
        onRequestChange={() =>
          mayChange ? navigate("content", { id: type.id, kind: "blockType" }) : askToWrite(type.id, place)
        }
        {...(mayChange ? { requestLabel: "Open the block type" } : {})}
      >
        <FixedValue field={field} value={shown} />
      </LockedField>
    </div>
  );
}

function reasonOf(field: Field, owner: string): string {
  const owns = owner
    ? `${owner} owns this ${field.type === "image" ? "picture" : "text"}.`
    : "It belongs to the block type.";
  return field.reason ? `${owns} ${field.reason}` : owns;
}

function FixedValue({ field, value }: { field: Field; value: FieldValue | undefined }) {
  if (field.type === "image" && typeof value === "string" && isAssetId(value)) return <PictureLine id={value} />;
  if (value === undefined) return <span className="dim">No value yet</span>;
  if (typeof value === "string") return <TokenText text={value} />;
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "boolean" ? (value ? "Yes" : "No") : String(value);
}
