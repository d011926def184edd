import { defineKind } from "../assets/define-kind.ts";
import { conditionNeeds } from "../data/needs.ts";
import { checkWhen, conditionMentions } from "../rules/cel/holders.ts";
import { type AudienceBody, audienceBody } from "./model.ts";

export const audienceKind = defineKind<AudienceBody>({
  name: "audience",
  label: "Audience",
  plural: "Audiences",
  feature: "audiences",
  schema: audienceBody,
  parts: ["settings", "logic"],
  mentions: ({ logic }) => conditionMentions(logic.when),
  check: ({ logic }, context) => checkWhen(logic.when, context),
  needs: ({ logic }, context) => conditionNeeds(logic.when, context.dictionary),
});
