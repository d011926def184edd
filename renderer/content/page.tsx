import { Check, Ellipsis, FileDown, FileUp, Plus, Rows3 } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import type { KindName } from "#shared/assets/kind.ts";
import { kindOf } from "#shared/assets/kinds.ts";
import type { AssetSummary } from "#shared/assets/model.ts";
import { AssetList } from "#renderer/assets/asset-list.tsx";
import { AssetWorkspace } from "#renderer/assets/asset-workspace.tsx";
import type { AssetEditor } from "#renderer/assets/data/asset-editor.ts";
import { type LibraryAsset, useLibrary } from "#renderer/assets/data/library.ts";
import { useScopes } from "#renderer/assets/data/scopes.ts";
import { type Order, orders } from "#renderer/assets/logic/grouping.ts";
import { useCommands } from "#renderer/app/commands.ts";
import type { PageProps } from "#renderer/app/feature.ts";
import { changeParams, hrefTo, navigate } from "#renderer/app/navigation.ts";
import { Button, Crumb, IconButton, Menu, Select } from "#renderer/ui/index.ts";
import { BlockEditor } from "./block-editor.tsx";
import { BlockTypeEditor } from "./block-type-editor.tsx";
import { typeOf, viewBlock } from "./logic/block-view.ts";
import { NewBlockDialog } from "./new-block-dialog.tsx";
import { NewBlockTypeDialog } from "./new-block-type-dialog.tsx";
import { DropPage } from "./pictures/drop-page.tsx";
import { NewPictureDialog } from "./pictures/new-picture-dialog.tsx";
import { PictureEditor } from "./pictures/picture-editor.tsx";
import { ThumbnailOf } from "./pictures/thumbnail.tsx";
import { NamingEditor } from "./naming-editor.tsx";
import { NewConventionDialog, NewVocabularyDialog } from "./new-taxonomy-dialogs.tsx";
import { viewWords } from "./strings.ts";
import { NewTemplateDialog } from "./templates/new-template-dialog.tsx";
import { TemplateEditor } from "./templates/template-editor.tsx";
import { VocabularyEditor } from "./vocabulary-editor.tsx";
import "./content.css";
import "./pictures/pictures.css";
import "./templates/templates.css";

const views = ["block", "blockType", "template", "image", "tagVocabulary", "namingConvention"] as const;
type View = (typeof views)[number];
const viewOf = (kind: string | undefined): View => views.find((one) => one === kind) ?? "block";

/** Content: blocks, and the block types that lay down their form. */
export default function ContentPage({ route }: PageProps) {
  const view = viewOf(route.params["kind"]);
  const order = orders.find((one) => one === route.params["by"]) ?? "campaign";
  const [asked, askFor] = useState(false);
  const [files, setFiles] = useState<readonly File[]>([]);
  const ask = useCallback((open: boolean) => {
    askFor(open);
    if (!open) setFiles([]);
  }, []);
  const take = (dropped: readonly File[]): void => {
    setFiles(dropped);
    ask(true);
  };
  const { library } = useLibrary();
  const scopes = useScopes();
  const selected = route.params["id"];
  const kinds = useMemo(() => [view], [view]);
  const types = useMemo(() => library.ofKind("blockType").map(typeChoice), [library]);
  useNewCommand(view, route.params["new"] !== undefined, ask);
  const select = useCallback(
    (asset: AssetSummary) => navigate("content", { ...route.params, id: asset.id }, { replace: true }),
    [route.params],
  );
  return (
    <PageOf view={view} onDrop={take}>
      <AssetWorkspace
        screen="content"
        selected={selected}
        editorFor={editorFor}
        crumbFor={crumbFor}
        onShown={followKind}
        list={
          <AssetList
            title="Content"
            route={route}
            kinds={kinds}
            order={view === "block" ? order : view === "image" ? "name" : "tier"}
            markets={scopes.markets}
            types={view === "block" ? types : undefined}
            selected={selected}
            onSelect={select}
            noteOf={noteOf}
            leadOf={view === "image" ? thumbnailOf : undefined}
            head={<ListHeadTools view={view} order={order} onNew={() => ask(true)} />}
            empty={{
              title: viewWords[view].none,
              help: viewWords[view].help,
              action: <Button onClick={() => ask(true)}>{viewWords[view].add}</Button>,
            }}
          />
        }
      />
      {asked && view === "block" && <NewBlockDialog library={library} scopes={scopes} onClose={() => ask(false)} />}
      {asked && view === "blockType" && <NewBlockTypeDialog scopes={scopes} onClose={() => ask(false)} />}
      {asked && view === "template" && (
        <NewTemplateDialog library={library} scopes={scopes} onClose={() => ask(false)} />
      )}
      {asked && view === "image" && (
        <NewPictureDialog scopes={scopes} files={files} onFiles={setFiles} onClose={() => ask(false)} />
      )}
      {asked && view === "tagVocabulary" && <NewVocabularyDialog scopes={scopes} onClose={() => ask(false)} />}
      {asked && view === "namingConvention" && <NewConventionDialog scopes={scopes} onClose={() => ask(false)} />}
    </PageOf>
  );
}

/** Pictures take files that are dropped anywhere on them. */
const PageOf = ({
  view,
  onDrop,
  children,
}: {
  view: View;
  onDrop: (files: readonly File[]) => void;
  children: ReactNode;
}) => (view === "image" ? <DropPage onDrop={onDrop}>{children}</DropPage> : <div className="page">{children}</div>);

const thumbnailOf = (asset: AssetSummary) => <ThumbnailOf id={asset.id} />;

const typeChoice = ({ id, name, body }: LibraryAsset) => ({ id, label: kindOf("blockType").title(body) || name });

/** The label beside the owner: what people call the block. */
const noteOf = (asset: AssetSummary): string | undefined => asset.label || undefined;

/** A link names an asset and not its kind: the list then follows. */
const followKind = (kind: KindName): void => changeParams({ kind: viewOf(kind) === "block" ? undefined : kind });

function editorFor(editor: AssetEditor) {
  switch (editor.detail.kind) {
    case "image":
      return <PictureEditor editor={editor} />;
    case "blockType":
      return <BlockTypeEditor editor={editor} />;
    case "template":
      return <TemplateEditor editor={editor} />;
    case "tagVocabulary":
      return <VocabularyEditor editor={editor} />;
    case "namingConvention":
      return <NamingEditor editor={editor} />;
    default:
      return <BlockEditor editor={editor} />;
  }
}

function crumbFor(editor: AssetEditor) {
  if (editor.detail.kind !== "block") return undefined;
  const type = typeOf(viewBlock(editor.body), editor.library);
  return type && <Crumb href={hrefTo("content", { id: type.id, kind: "blockType" })}>{type.body.settings.label}</Crumb>;
}

function ListHeadTools({ view, order, onNew }: { view: View; order: Order; onNew: () => void }) {
  return (
    <>
      <Select<View>
        label="What the list shows"
        value={view}
        onChange={(kind) => navigate("content", kind === "block" ? {} : { kind })}
        options={views.map((value) => ({ value, label: viewWords[value].title }))}
      />
      <ListMenu order={view === "block" ? order : undefined} />
      <IconButton icon={Plus} label={viewWords[view].add} keys="n" onClick={onNew} />
    </>
  );
}

const orderWords: Readonly<Record<Order, string>> = {
  campaign: "By campaign",
  tier: "By tier",
  name: "By name alone",
  changed: "Newest first",
  expires: "Soonest to expire first",
  status: "By status",
};

/** What else can be done with the list: its order, where there is a choice, and the way in and out. */
function ListMenu({ order }: { order: Order | undefined }) {
  const label = order ? `Order: ${orderWords[order].toLowerCase()}; import, export` : "Import, export";
  const orderItems = orders.map((by) => ({
    id: by,
    label: orderWords[by],
    ...(by === order ? { icon: Check } : {}),
    run: () => changeParams({ by: by === "campaign" ? undefined : by }),
  }));
  return (
    <Menu
      align="end"
      trigger={<IconButton icon={order ? Rows3 : Ellipsis} label={label} size="sm" />}
      sections={[
        ...(order ? [{ label: "Order", items: orderItems }] : []),
        { label: "In and out", items: exchangeItems },
      ]}
    />
  );
}

const exchangeItems = [
  { id: "import", label: "Import…", icon: FileDown, run: () => navigate("exchange") },
  { id: "export", label: "Export…", icon: FileUp, run: () => navigate("exchange", { way: "out" }) },
];

function useNewCommand(view: View, asked: boolean, ask: (open: boolean) => void): void {
  const commands = useMemo(
    () => [
      {
        id: "content.new.here",
        title: viewWords[view].add,
        icon: Plus,
        keys: "n",
        run: () => ask(true),
      },
    ],
    [view, ask],
  );
  useCommands("In Content", commands);
  useEffect(() => {
    // A command from elsewhere asks for a new block by the place.
    if (!asked) return;
    ask(true);
    changeParams({ new: undefined });
  }, [asked, ask]);
}
