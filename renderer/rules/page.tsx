import { FileDown, Plus, ScanSearch } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { KindName } from "#shared/assets/kind.ts";
import type { AssetSummary } from "#shared/assets/model.ts";
import { AssetList } from "#renderer/assets/asset-list.tsx";
import { AssetWorkspace } from "#renderer/assets/asset-workspace.tsx";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { type Scopes, useScopes } from "#renderer/assets/data/scopes.ts";
import { useCommands } from "#renderer/app/commands.ts";
import type { PageProps } from "#renderer/app/feature.ts";
import { changeParams, navigate } from "#renderer/app/navigation.ts";
import { AttributeEditor, EventEditor, IdentifierEditor } from "#renderer/data/editors.tsx";
import { PurposeEditor } from "#renderer/data/purpose-editor.tsx";
import { Button, IconButton, Select } from "#renderer/ui/index.ts";
import { AnalysisView } from "./analysis-view.tsx";
import { PlacementEditor } from "./data-editors.tsx";
import { NewDialog } from "./new-dialogs.tsx";
import { RuleEditor } from "./rule-editor.tsx";
import { useRuleOrder } from "./store.ts";
import { analysisTexts, type View, viewWords, views } from "./strings.ts";
import "./rules.css";

/** Rules, and what they stand on: placements, the data dictionary, and the consents that people give. */
export default function RulesPage({ route }: PageProps) {
  const view = views.find((one) => one === route.params["kind"]) ?? "rule";
  const [asked, ask] = useState(false);
  const scopes = useScopes();
  const selected = route.params["id"];
  const onShown = useCallback((kind: KindName) => {
    // A link names an asset and not its kind: the list then follows.
    if (views.includes(kind as View)) changeParams({ kind: kind === "rule" ? undefined : kind });
  }, []);
  useNewCommand(view, route.params["new"] !== undefined, ask);
  if (route.params["view"] === "analysis") return <AnalysisView />;
  return (
    <div className="page">
      <AssetWorkspace
        screen="rules"
        selected={selected}
        editorFor={editorFor}
        onShown={onShown}
        list={<List key={view} view={view} route={route} scopes={scopes} onNew={() => ask(true)} />}
      />
      {asked && <NewDialog view={view} scopes={scopes} onClose={() => ask(false)} />}
    </div>
  );
}

function List({ view, route, scopes, onNew }: PageProps & { view: View; scopes: Scopes; onNew: () => void }) {
  const kinds = useMemo(() => [view], [view]);
  const arrange = useRuleOrder(view === "rule");
  const { label, make, empty, help } = viewWords[view];
  const select = useCallback(
    (asset: AssetSummary) => navigate("rules", { ...route.params, id: asset.id }, { replace: true }),
    [route.params],
  );
  return (
    <AssetList
      title={label}
      route={route}
      kinds={kinds}
      order={view === "rule" ? "name" : "tier"}
      arrange={arrange}
      markets={scopes.markets}
      selected={route.params["id"]}
      onSelect={select}
      noteOf={(asset) => asset.label || undefined}
      head={
        <>
          <Select
            label="What the list shows"
            value={view}
            onChange={(kind) => navigate("rules", kind === "rule" ? {} : { kind })}
            options={views.map((value) => ({ value, label: viewWords[value].label }))}
          />
          {(view === "attribute" || view === "event") && (
            <IconButton icon={FileDown} label={`Import ${label.toLowerCase()}`} onClick={() => navigate("data")} />
          )}
          {view === "rule" && <IconButton icon={ScanSearch} label={analysisTexts.show} onClick={showAnalysis} />}
          <IconButton icon={Plus} label={make} keys="n" onClick={onNew} />
        </>
      }
      empty={{ title: empty, help, action: <Button onClick={onNew}>{make}</Button> }}
    />
  );
}

const showAnalysis = (): void => navigate("rules", { view: "analysis" });

function editorFor(editor: AssetEditor) {
  switch (editor.detail.kind) {
    case "placement":
      return <PlacementEditor editor={editor} />;
    case "attribute":
      return <AttributeEditor editor={editor} />;
    case "event":
      return <EventEditor editor={editor} />;
    case "identifier":
      return <IdentifierEditor editor={editor} />;
    case "consentPurpose":
      return <PurposeEditor editor={editor} />;
    default:
      return <RuleEditor editor={editor} />;
  }
}

function useNewCommand(view: View, asked: boolean, ask: (open: boolean) => void): void {
  const commands = useMemo(
    () => [
      { id: "rules.new.here", title: viewWords[view].make, icon: Plus, keys: "n", run: () => ask(true) },
      ...views
        .filter((other) => other !== view)
        .map((kind) => ({
          id: `rules.show.${kind}`,
          title: `Show ${viewWords[kind].label.toLowerCase()}`,
          run: () => navigate("rules", kind === "rule" ? {} : { kind }),
        })),
    ],
    [view, ask],
  );
  useCommands("In Rules", commands);
  useEffect(() => {
    // A command from elsewhere asks for a new one by the place.
    if (!asked) return;
    ask(true);
    changeParams({ new: undefined });
  }, [asked, ask]);
}
