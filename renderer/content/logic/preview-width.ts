import type { Channel } from "#shared/rules/model.ts";

/** A width in which something of a channel is seen. */
export interface PreviewWidth {
  readonly id: "phone" | "tablet" | "desktop" | "rectangle" | "square" | "player";
  readonly label: string;
  /** In CSS pixels. */
  readonly width: number;
  /** Where the format has a height as well: what does not fit is cut off there. */
  readonly height?: number;
}

const phone: PreviewWidth = { id: "phone", label: "Phone", width: 360 };
const tablet: PreviewWidth = { id: "tablet", label: "Tablet", width: 768 };
const desktop: PreviewWidth = { id: "desktop", label: "Desktop", width: 1200 };

/** The widths of each channel, narrow ones first. */
export const widths: Readonly<Record<Channel, readonly PreviewWidth[]>> = {
  web: [phone, tablet, desktop],
  // Programs that show mail keep it narrow, however wide the window.
  email: [phone, { ...desktop, width: 600 }],
  sms: [phone],
  push: [phone],
  app: [phone, tablet],
  paid: [
    { id: "rectangle", label: "Rectangle", width: 300, height: 250 },
    { id: "square", label: "Square", width: 360, height: 360 },
  ],
  video: [{ id: "player", label: "Player, 16:9", width: 640, height: 360 }],
};

/** Which one a preview begins with: the widest that can be read beside an editor without being scaled to half. */
const usual: Partial<Record<Channel, PreviewWidth["id"]>> = { web: "tablet", email: "desktop" };

/** The width that was chosen, where the channel has it. */
export function widthFor(channel: Channel, chosen: string | undefined): PreviewWidth {
  const own = widths[channel];
  return own.find(({ id }) => id === chosen) ?? own.find(({ id }) => id === usual[channel]) ?? own[0]!;
}

/**
 * How much smaller something is shown where there is not room for all of its width, or for all of a format that has a
 * height. It is never enlarged.
 */
export function scaleFor({ width, height }: PreviewWidth, room: { width: number; height: number }): number {
  if (room.width <= 0 || room.height <= 0) return 1;
  return Math.min(1, room.width / width, height === undefined ? 1 : room.height / height);
}

/** What stands under a preview: “Tablet, 768 px, shown at 85 %”. */
export function widthWords({ label, width, height }: PreviewWidth, scale: number): string {
  const size = height === undefined ? `${width.toLocaleString("en")} px` : `${width} × ${height} px`;
  const percent = Math.round(scale * 100);
  return [label, size, ...(percent < 100 ? [`shown at ${percent} %`] : [])].join(", ");
}

/** What of a format with a height does not fit into it, in words; undefined where all of it does. */
export function overflowWords({ height }: PreviewWidth, needed: number): string | undefined {
  const over = height === undefined ? 0 : Math.ceil(needed - height);
  return over > 0 ? `It is ${over} px too tall for this format: shorten the words.` : undefined;
}
