import type { ReactNode } from "react";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";

export interface PanesProps {
  /** Sizes are remembered under this name. */
  id: string;
  list?: ReactNode;
  inspector?: ReactNode;
  /** The work between them; it takes the room that is left. */
  children: ReactNode;
  listSize?: number;
  inspectorSize?: number;
}

/** Choose → do → know: a list, the work, an inspector, on 1 px lines that can be dragged or moved with ← →. */
export function Panes({ id, list, inspector, children, listSize = 304, inspectorSize = 272 }: PanesProps) {
  const names = { list: `${id}-list`, work: `${id}-work`, inspector: `${id}-inspector` };
  const panelIds = [list && names.list, names.work, inspector && names.inspector].filter(
    (name) => typeof name === "string",
  );
  const layout = useDefaultLayout({ id: `panes.${id}`, panelIds, onlySaveAfterUserInteractions: true });
  return (
    <Group className="panes" defaultLayout={layout.defaultLayout} onLayoutChanged={layout.onLayoutChanged}>
      {list && (
        <>
          <Panel
            id={names.list}
            className="pane pane-list"
            defaultSize={listSize}
            minSize={224}
            maxSize={480}
            groupResizeBehavior="preserve-pixel-size"
          >
            {list}
          </Panel>
          <Separator className="pane-split" aria-label="Width of the list" />
        </>
      )}
      <Panel id={names.work} className="pane pane-work" minSize={360}>
        {children}
      </Panel>
      {inspector && (
        <>
          <Separator className="pane-split" aria-label="Width of the inspector" />
          <Panel
            id={names.inspector}
            className="pane pane-inspector"
            defaultSize={inspectorSize}
            minSize={224}
            maxSize={440}
            groupResizeBehavior="preserve-pixel-size"
          >
            {inspector}
          </Panel>
        </>
      )}
    </Group>
  );
}
