import { z } from "zod";

/**
 * `interrupt`: e-mail, SMS, push (the person is excluded → nothing is sent). `visit`: web, app, paid media and the end card
 * of a video (→ the generic content).
 */
export const channels = {
  web: "visit",
  app: "visit",
  email: "interrupt",
  sms: "interrupt",
  push: "interrupt",
  paid: "visit",
  video: "visit",
} as const;
export const channel = z.enum(Object.keys(channels) as [keyof typeof channels, ...(keyof typeof channels)[]]);
export type Channel = z.infer<typeof channel>;
