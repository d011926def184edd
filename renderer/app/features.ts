import { assets } from "#renderer/assets/index.ts";
import { audit } from "#renderer/audit/index.ts";
import { audiences } from "#renderer/audiences/index.ts";
import { comments } from "#renderer/comments/index.ts";
import { content } from "#renderer/content/index.ts";
import { data } from "#renderer/data/index.ts";
import { exchange } from "#renderer/exchange/index.ts";
import { home } from "#renderer/home/index.ts";
import { lint } from "#renderer/lint/index.ts";
import { people } from "#renderer/people/index.ts";
import { releases } from "#renderer/releases/index.ts";
import { reviews } from "#renderer/reviews/index.ts";
import { rules } from "#renderer/rules/index.ts";
import { spelling } from "#renderer/spelling/index.ts";
import { settings } from "./settings-feature.ts";
import { parts } from "./parts/index.ts";
import type { Feature } from "./feature.ts";

/**
 * Every feature of the studio, in the order of the rail: Home · Content · Audiences · Rules · Experiments · Models ·
 * Playbooks · Reviews · Releases · Audit · People · Settings. A feature that is not built yet has no line here.
 */
export const features: readonly Feature[] = [
  home,
  content,
  audiences,
  rules,
  reviews,
  releases,
  audit,
  people,
  settings,
  lint,
  exchange,
  data,
  spelling,
  comments,
  assets,
  parts,
];
