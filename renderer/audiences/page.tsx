import { Plus } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { AssetSummary } from "#shared/assets/model.ts";
import { AssetList } from "#renderer/assets/asset-list.tsx";
import { AssetWorkspace } from "#renderer/assets/asset-workspace.tsx";
import { useScopes } from "#renderer/assets/data/scopes.ts";
import { useCommands } from "#renderer/app/commands.ts";
import type { PageProps } from "#renderer/app/feature.ts";
import { changeParams, navigate } from "#renderer/app/navigation.ts";
import { Button, IconButton } from "#renderer/ui/index.ts";
import { AudienceEditor } from "./audience-editor.tsx";
import { NewAudienceDialog } from "./new-audience-dialog.tsx";
import { words } from "./strings.ts";

const kinds = ["audience"] as const;

/** Audiences: conditions with a name, that rules and variants share. */
export default function AudiencesPage({ route }: PageProps) {
  const [asked, ask] = useState(false);
  const scopes = useScopes();
  const selected = route.params["id"];
  const select = useCallback(
    (asset: AssetSummary) => navigate("audiences", { ...route.params, id: asset.id }, { replace: true }),
    [route.params],
  );
  useNewCommand(route.params["new"] !== undefined, ask);
  return (
    <div className="page">
      <AssetWorkspace
        screen="audiences"
        selected={selected}
        editorFor={(editor) => <AudienceEditor editor={editor} />}
        list={
          <AssetList
            title="Audiences"
            route={route}
            kinds={kinds}
            order="tier"
            markets={scopes.markets}
            selected={selected}
            onSelect={select}
            noteOf={(asset) => asset.label || undefined}
            head={<IconButton icon={Plus} label={words.make} keys="n" onClick={() => ask(true)} />}
            empty={{
              title: words.none,
              help: words.noneHelp,
              action: <Button onClick={() => ask(true)}>{words.make}</Button>,
            }}
          />
        }
      />
      {asked && <NewAudienceDialog scopes={scopes} onClose={() => ask(false)} />}
    </div>
  );
}

function useNewCommand(asked: boolean, ask: (open: boolean) => void): void {
  const commands = useMemo(
    () => [{ id: "audiences.new.here", title: words.make, icon: Plus, keys: "n", run: () => ask(true) }],
    [ask],
  );
  useCommands("In Audiences", commands);
  useEffect(() => {
    // A command from elsewhere asks for a new one by the place.
    if (!asked) return;
    ask(true);
    changeParams({ new: undefined });
  }, [asked, ask]);
}
