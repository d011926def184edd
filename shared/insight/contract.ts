import { z } from "zod";
import { contract, query } from "../kernel/contract.ts";
import { home } from "./model.ts";

export const insight = contract("insight", {
  home: query(z.strictObject({}), home),
});
