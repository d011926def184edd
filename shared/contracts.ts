import { access } from "./access/contract.ts";
import { approvals } from "./approvals/contract.ts";
import { assets } from "./assets/contract.ts";
import { audit } from "./audit/contract.ts";
import { comments } from "./comments/contract.ts";
import { content } from "./content/contract.ts";
import { data } from "./data/contract.ts";
import { exchange } from "./exchange/contract.ts";
import { images } from "./images/contract.ts";
import { insight } from "./insight/contract.ts";
import type { CallName, Client } from "./kernel/contract.ts";
import { releases } from "./releases/contract.ts";
import { rules } from "./rules/contract.ts";
import { spelling } from "./spelling/contract.ts";

/** Every feature's contract, one line each. */
export const contracts = [
  access,
  assets,
  content,
  images,
  approvals,
  releases,
  audit,
  insight,
  exchange,
  data,
  comments,
  spelling,
  rules,
] as const;

export type StudioCall = CallName<typeof contracts>;
/** The studio's API, as the renderer and the CLI see it: `api.assets.revise({...})`. */
export type StudioApi = Client<typeof contracts>;
