import { useEffect, useMemo } from "react";
import { kindOf, type NeededPurpose } from "#shared/assets/kinds.ts";
import type { AssetDetail, Problem } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { api, type QueryState, useQuery } from "#renderer/bridge/client.ts";
import type { Topic } from "#renderer/comments/store.ts";
import { type Path, sameBody } from "../logic/body-path.ts";
import { changeDraft, type DraftState, editDraft, openDraft, useDraft } from "../store.ts";
import { type Library, useLibraryWith } from "./library.ts";
import { type Rights, useRights } from "./rights.ts";

/** All that an editor and an inspector need of the asset that is open. */
export interface AssetEditor {
  readonly detail: AssetDetail;
  readonly draft: DraftState;
  readonly body: Body;
  /** It differs from the newest revision that the draft was made from. */
  readonly changed: boolean;
  /** Somebody revised the asset after the draft was begun. */
  readonly overtaken: boolean;
  /** Everything to mend in the body as it stands, checked at every key. */
  readonly problems: readonly Problem[];
  readonly needs: readonly NeededPurpose[];
  readonly library: Library;
  readonly libraryReady: boolean;
  readonly rights: Rights;
  /** Why nothing can be changed here, in words; undefined where it can. */
  readonly readOnly: string | undefined;
  readonly set: (path: Path, value: Parameters<typeof editDraft>[2]) => void;
  readonly change: (key: string, change: (body: Body) => Body) => void;
}

/** An asset by its id, kept up to date. */
export function useAsset(id: string | undefined): QueryState<AssetDetail> {
  return useQuery(id ? ["assets.get", id] : null, () => api.assets.get({ asset: id as AssetId }));
}

/** An asset as what is talked about. */
export const topicOf = ({ id, kind, name, tier, scope, owner, status }: AssetDetail): Topic => ({
  ...{ id, kind, name, tier, scope, owner },
  retired: status === "retired",
});

/** Ties an asset to its draft, its checks and the person who edits it. */
export function useAssetEditor(detail: AssetDetail): AssetEditor {
  const draft = useDraft(detail);
  const rights = useRights();
  useEffect(() => openDraft(detail), [detail]);
  const body = draft.history.present;
  const kind = kindOf(detail.kind);
  const references = useMemo(() => kind.references(body).map((one) => one.asset), [kind, body]);
  const { library, ready } = useLibraryWith(references);
  const context = useMemo(
    () => library.contextFor({ id: detail.id, name: detail.name, tier: detail.tier, scope: detail.scope }),
    [library, detail.id, detail.name, detail.tier, detail.scope],
  );
  const problems = useMemo(
    // Of a picture's file the page knows nothing but what the studio told.
    () =>
      ready
        ? [...kind.check(body, context), ...(kind.name === "image" ? problemsAt(detail.problems, "visual.file") : [])]
        : detail.problems,
    [kind, body, context, ready, detail],
  );
  const needs = useMemo(() => kind.needs(body, context), [kind, body, context]);
  const readOnly = readOnlyReason(detail, rights);
  return useMemo(
    () => ({
      detail,
      draft,
      body,
      changed:
        draft.baseBody === null
          ? detail.draft !== null || draft.history.past.length > 0
          : !sameBody(body, draft.baseBody),
      overtaken: detail.revision > draft.revision || draft.base !== detail.head,
      problems,
      needs,
      library,
      libraryReady: ready,
      rights,
      readOnly,
      set: (path, value) => editDraft(detail.id, path, value),
      change: (key, change) => changeDraft(detail.id, key, change),
    }),
    [detail, draft, body, problems, needs, library, ready, rights, readOnly],
  );
}

function readOnlyReason(detail: AssetDetail, rights: Rights): string | undefined {
  if (detail.status === "retired") return `${detail.name} is retired. Make a new one instead.`;
  return rights.refuse("assets.revise", detail);
}

/** The problems of one field: those at its place and below it. */
export const problemsAt = (problems: readonly Problem[], at: string): Problem[] =>
  problems.filter((problem) => problem.at === at || problem.at.startsWith(`${at}.`));

export const errorsOf = (problems: readonly Problem[]): Problem[] =>
  problems.filter((problem) => problem.severity === "error");
