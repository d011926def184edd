import type { GuardrailData } from "../shapes.ts";
import { elena, mara } from "./people.ts";

/** Guardrails that ask for more than who somebody is. They hold where they cannot surprise whoever looks at the home page. */
export const guardrails: readonly GuardrailData[] = [
  {
    name: "rule.quiet-at-night",
    owner: elena,
    label: "Quiet at night",
    logic: {
      effect: "suppress",
      channels: ["sms", "push"],
      windows: [{ hours: { from: "21:00", until: "08:00" } }],
      zone: "Europe/Berlin",
      when: "true",
      reason: "Nobody is woken by us.",
    },
  },
  {
    name: "rule.no-offers-in-quiet",
    owner: mara,
    label: "No offers to those who asked for quiet",
    types: ["type.offer"],
    logic: {
      effect: "suppress",
      windows: [],
      when: "has(profile.suppressed_until) && profile.suppressed_until > now",
      reason: "Who asked for quiet gets help with what they do, and no offer on top.",
    },
  },
  {
    name: "rule.three-mails-a-week",
    owner: elena,
    label: "Three mails a week",
    logic: {
      effect: "cap",
      channels: ["email"],
      most: 3,
      period: { in: "calendar", unit: "week", zone: "Europe/Berlin" },
      when: "true",
      reason: "Three mails a week are enough from anybody.",
    },
  },
  {
    name: "rule.not-beside-accidents",
    owner: mara,
    label: "Not beside accidents",
    logic: {
      effect: "brandSafety",
      avoid: ["news/accidents", "news/avalanches", "mountain-rescue"],
      contextRequired: false,
      when: "true",
      reason: "Nothing is sold beside news of people who were hurt in the mountains.",
    },
  },
];
