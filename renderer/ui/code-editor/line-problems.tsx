import { CircleX, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { Button } from "../button.tsx";
import { classes } from "../classes.ts";
import { Kbd } from "../kbd.tsx";
import type { editor } from "./monaco.ts";
import type { Diagnostic, Fix } from "./types.ts";

interface LineProblemsProps {
  instance: editor.IStandaloneCodeEditor;
  diagnostics: readonly Diagnostic[];
  onFix: (diagnostic: Diagnostic, fix: Fix) => void;
}

/** Each error and warning as a card under its own line; the lines below move down, so that it covers nothing. */
export function LineProblems({ instance, diagnostics, onFix }: LineProblemsProps) {
  return diagnostics
    .filter((found) => found.severity !== "info")
    .map((found) => (
      <LineProblem
        key={`${found.from}-${found.to}-${found.message}`}
        instance={instance}
        diagnostic={found}
        onFix={(fix) => onFix(found, fix)}
      />
    ));
}

interface LineProblemProps {
  instance: editor.IStandaloneCodeEditor;
  diagnostic: Diagnostic;
  onFix: (fix: Fix) => void;
}

function LineProblem({ instance, diagnostic, onFix }: LineProblemProps) {
  const host = useLineCard(instance, diagnostic);
  const warning = diagnostic.severity === "warning";
  const Icon = warning ? TriangleAlert : CircleX;
  if (!host) return null;
  return createPortal(
    <div className={classes("code-problem", warning && "is-warning")}>
      <div>
        <Icon
          className={`icon tone-${warning ? "attn" : "danger"}`}
          role="img"
          aria-label={warning ? "Warning" : "Error"}
        />
        <span>{diagnostic.message}</span>
        {(diagnostic.fixes?.length ?? 0) > 0 && (
          <span className="code-problem-fixes">
            {diagnostic.fixes?.map((fix, at) => (
              <Button key={fix.title} size="sm" variant={at === 0 ? "primary" : "normal"} onClick={() => onFix(fix)}>
                {fix.title}
              </Button>
            ))}
            <Kbd keys="mod+." />
          </span>
        )}
      </div>
    </div>,
    host,
  );
}

/**
 * A zone keeps the room under the line; the card itself lies over the zone as an overlay,
 * because Monaco takes the pointer away from what stands inside a zone.
 */
function useLineCard(
  instance: editor.IStandaloneCodeEditor,
  { from, to, message }: Diagnostic,
): HTMLElement | undefined {
  const [host, setHost] = useState<HTMLElement>();
  useEffect(() => {
    const model = instance.getModel();
    if (!model) return;
    const card = document.createElement("div");
    const line = model.getPositionAt(to).lineNumber;
    card.dataset["line"] = String(line);
    const widget: editor.IOverlayWidget = {
      getId: () => `problem-${from}-${to}-${message}`,
      getDomNode: () => card,
      getPosition: () => null,
    };
    const zone: editor.IViewZone = {
      afterLineNumber: line,
      heightInPx: 40,
      domNode: document.createElement("div"),
      onDomNodeTop: (top) => {
        card.style.top = `${top}px`;
      },
    };
    const place = (): void => {
      const { contentLeft, contentWidth } = instance.getLayoutInfo();
      card.style.left = `${contentLeft}px`;
      card.style.width = `${contentWidth}px`;
    };
    let zoneId: string | undefined;
    instance.addOverlayWidget(widget);
    instance.changeViewZones((zones) => (zoneId = zones.addZone(zone)));
    place();
    const layout = instance.onDidLayoutChange(place);
    const size = new ResizeObserver(() => {
      if (zoneId === undefined || zone.heightInPx === card.offsetHeight) return;
      zone.heightInPx = card.offsetHeight;
      instance.changeViewZones((zones) => zoneId !== undefined && zones.layoutZone(zoneId));
    });
    size.observe(card);
    setHost(card);
    return () => {
      size.disconnect();
      layout.dispose();
      instance.removeOverlayWidget(widget);
      instance.changeViewZones((zones) => zoneId !== undefined && zones.removeZone(zoneId));
    };
  }, [instance, from, to, message]);
  return host;
}
