import { type ReactNode, useCallback, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import type { Channel } from "#shared/rules/model.ts";
import { previewStyle } from "./logic/preview-style.ts";

/** Nothing may be fetched from a preview: no script, no picture of another host, no form. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const shell = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Preview</title><style>${previewStyle}</style></head><body></body></html>`;

/**
 * A page of its own for what customers see, so that neither the studio's style reaches it nor its words the studio.
 * It runs no script (the sandbox allows none), and words come into it as text nodes, never as markup. `allow-same-origin`
 * without `allow-scripts` only lets this window draw into it, so that it changes as one types, without loading anew.
 */
export function PreviewFrame({ title, channel, children }: { title: string; channel: Channel; children: ReactNode }) {
  const [body, setBody] = useState<HTMLElement>();
  const [height, setHeight] = useState(0);
  const loaded = useCallback(
    (frame: HTMLIFrameElement | null) => setBody(frame?.contentDocument?.body ?? undefined),
    [],
  );
  useEffect(() => {
    if (!body) return;
    const root = body.ownerDocument.documentElement;
    root.dataset["channel"] = channel;
    const observer = new ResizeObserver(() => setHeight(Math.ceil(body.getBoundingClientRect().height)));
    observer.observe(body);
    return () => observer.disconnect();
  }, [body, channel]);
  return (
    <>
      <iframe
        className={`preview-frame is-${channel}`}
        title={title}
        sandbox="allow-same-origin"
        srcDoc={shell}
        style={{ height: Math.min(Math.max(height, 40), 320) }}
        onLoad={(event) => loaded(event.currentTarget)}
      />
      {body && createPortal(children, body)}
    </>
  );
}
