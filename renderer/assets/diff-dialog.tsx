import { useMemo } from "react";
import type { KindName } from "#shared/assets/kind.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { blockTypeBody } from "#shared/taxonomy/model.ts";
import { type DiffNames, fieldsOf } from "#renderer/reviews/diff-rows.ts";
import { EmptyState, WordDiff } from "#renderer/ui/index.ts";
import type { Library } from "./data/library.ts";
import { TokenText } from "./token-text.tsx";

/** How bodies name what they refer to by id. */
export function diffNames(library: Library): DiffNames {
  return {
    nameOf: (id) => library.assets.get(id as AssetId)?.name,
    typeOf(id) {
      const parsed = blockTypeBody.safeParse(library.assets.get(id as AssetId)?.body);
      return parsed.success ? parsed.data : undefined;
    },
  };
}

interface BodySide {
  words: string;
  body: Body | null;
}

/** Two bodies of one kind side by side, in words. */
export function BodyDiff(props: {
  kind: KindName;
  library: Library;
  before: BodySide;
  after: BodySide & { body: Body };
}) {
  const { kind, library, before, after } = props;
  const rows = useMemo(
    () => fieldsOf(kind, before.body, after.body, diffNames(library)),
    [kind, before.body, after.body, library],
  );
  if (rows.every((row) => row.before === row.after)) return <EmptyState title="Nothing differs" />;
  return (
    <WordDiff
      before={before.words}
      after={after.words}
      renderText={(text) => <TokenText text={text} />}
      fields={rows.map((row) => ({
        key: row.key,
        label: row.where ? `${row.label} · ${row.where}` : row.label,
        before: row.before,
        after: row.after,
        fixed: row.fixed,
        language: row.language,
      }))}
    />
  );
}
