import { Bookmark, Check, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { SavedView } from "#shared/assets/model.ts";
import { changeParams } from "#renderer/app/navigation.ts";
import type { Route } from "#renderer/app/route.ts";
import { api, useQuery } from "#renderer/bridge/client.ts";
import {
  Button,
  Dialog,
  IconButton,
  Menu,
  type MenuItem,
  ProblemLine,
  Reason,
  showToast,
  TextField,
} from "#renderer/ui/index.ts";
import { lookOf, viewParams } from "./logic/list-filter.ts";
import { useAct } from "./revise-dialog.tsx";

const sameLook = (a: SavedView["look"], b: SavedView["look"]): boolean =>
  Object.keys({ ...a, ...b }).every((name) => a[name] === b[name]);

/** One's own views of a list: go to one, save what stands, rename it, delete it. */
export function SavedViews({ list, route }: { list: string; route: Route }) {
  const { data, reload } = useQuery(["assets.views", list], () => api.assets.views({ list }));
  const [naming, setNaming] = useState<SavedView | "new">();
  const views = data?.views ?? [];
  const look = lookOf(route.params);
  const current = views.find((view) => sameLook(view.look, look));
  const go = (view: SavedView): void => changeParams({ ...viewParams, ...view.look });
  const remove = (view: SavedView): void => {
    const act = api.assets.removeView({ id: view.id }).then(reload);
    void act.then(() =>
      showToast({
        text: `The view ${view.name} is deleted`,
        action: {
          label: "Bring it back",
          run: () => void api.assets.saveView({ list, name: view.name, look: view.look }).then(reload),
        },
      }),
    );
  };
  const own: MenuItem[] = current
    ? [
        { id: "rename", label: `Rename ${current.name}…`, icon: Pencil, run: () => setNaming(current) },
        { id: "remove", label: `Delete ${current.name}`, icon: Trash2, danger: true, run: () => remove(current) },
      ]
    : [
        {
          id: "save",
          label: "Save this view…",
          icon: Plus,
          disabledReason: Object.keys(look).length === 0 ? "Filter, search or sort first." : undefined,
          run: () => setNaming("new"),
        },
      ];
  return (
    <>
      <Menu
        trigger={<IconButton icon={Bookmark} label={current ? `View: ${current.name}` : "Views"} size="sm" />}
        sections={[
          {
            label: "Views",
            items: [
              {
                id: "all",
                label: "Everything",
                ...(Object.keys(look).length === 0 ? { icon: Check } : {}),
                run: () => changeParams(viewParams),
              },
              ...views.map((view) => ({
                id: view.id,
                label: view.name,
                ...(view === current ? { icon: Check } : {}),
                run: () => go(view),
              })),
            ],
          },
          { items: own },
        ]}
      />
      {naming && (
        <NameView
          list={list}
          view={naming === "new" ? { name: "", look } : naming}
          onClose={() => setNaming(undefined)}
          onSaved={reload}
        />
      )}
    </>
  );
}

interface NameViewProps {
  list: string;
  view: Omit<SavedView, "id"> & { id?: string };
  onClose: () => void;
  onSaved: () => void;
}

function NameView({ list, view: { id, name: before, look }, onClose, onSaved }: NameViewProps) {
  const [name, setName] = useState(before);
  const { busy, failure, run } = useAct(onClose);
  const save = async (): Promise<void> => {
    await api.assets.saveView({ ...(id === undefined ? {} : { id }), list, name: name.trim(), look });
    onSaved();
  };
  return (
    <Dialog
      open
      title={id === undefined ? "Save this view" : `Rename ${before}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabledReason={name.trim() === "" ? "Give it a name." : undefined}
            onClick={busy ? undefined : () => run(save)}
          >
            {id === undefined ? "Save" : "Rename"}
          </Button>
        </>
      }
    >
      <TextField label="Name" value={name} onChange={setName} max={60} />
      <Reason>Its filters, words and order. Only you see your views.</Reason>
      {failure && <ProblemLine severity="error">{failure}</ProblemLine>}
    </Dialog>
  );
}
