import { rules } from "#shared/rules/contract.ts";
import { implement } from "../context.ts";

export const ruleHandlers = implement(rules, {
  analyse: {
    async prepare({ analyst, me, now }, { edited, about }) {
      const found = await analyst.analyse({ member: me.id, edited: edited ?? null, about: about ?? null, now: now() });
      return () => found;
    },
  },
});
