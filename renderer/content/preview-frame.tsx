import { type ReactNode, useCallback, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import type { Channel } from "#shared/rules/model.ts";
import type { PreviewWidth } from "./logic/preview-width.ts";
import { previewStyle } from "./logic/preview-style.ts";

/** Nothing may be fetched from a preview: no script, no picture of another host, no form. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const shell = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Preview</title><style>${previewStyle}</style></head><body></body></html>`;

export interface PreviewFrameProps {
  title: string;
  channel: Channel;
  width: PreviewWidth;
  /** How much smaller it is drawn than it is. */
  scale: number;
  /** The most of its height that is in sight at once, in its own pixels; the rest is scrolled to. */
  most: number;
  /** Told how tall the whole is. */
  onHeight: (height: number) => void;
  children: ReactNode;
}

const least = 40;

/**
 * A page of its own for what customers see, so that neither the studio's style reaches it nor its words the studio.
 * It runs no script (the sandbox allows none), and words come into it as text nodes, never as markup. `allow-same-origin`
 * without `allow-scripts` only lets this window draw into it, so that it changes as one types, without loading anew.
 * It is laid out at its real width and drawn smaller where there is not room for that.
 */
export function PreviewFrame({ title, channel, width, scale, most, onHeight, children }: PreviewFrameProps) {
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
    root.dataset["format"] = width.id;
    const observer = new ResizeObserver(() => {
      const whole = Math.ceil(body.getBoundingClientRect().height);
      setHeight(whole);
      onHeight(whole);
    });
    observer.observe(body);
    return () => observer.disconnect();
  }, [body, channel, width.id, onHeight]);
  const shown = Math.min(Math.max(height, least), most);
  return (
    <>
      <div className="preview-scaled" style={{ width: width.width * scale, height: shown * scale }}>
        <iframe
          className="preview-frame"
          title={title}
          sandbox="allow-same-origin"
          srcDoc={shell}
          style={{ width: width.width, height: shown, transform: scale < 1 ? `scale(${scale})` : undefined }}
          onLoad={(event) => loaded(event.currentTarget)}
        />
      </div>
      {body && createPortal(children, body)}
    </>
  );
}
