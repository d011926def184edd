import type { Analysis, AnalysisFinding, Witness } from "#shared/rules/analysis/model.ts";
import type { Cli } from "./command.ts";
import { type Answer, CommandEnded, counted, moment } from "./output.ts";

/** `rules analyse`. */
export function addRuleCommands(cli: Cli): void {
  const rules = cli.program.command("rules").description("what follows from all rules together");
  rules
    .command("analyse")
    .description(
      "rules that never show, hide one another or tie, gaps, and what nothing delivers; ends with 2 on errors",
    )
    .option("--about <name>", "only what concerns this rule, audience, placement or attribute")
    .action(async ({ about }: { about?: string }) => {
      let errors = 0;
      await cli.inSession(async ({ api }) => {
        const asset = about === undefined ? undefined : (await api.assets.get({ asset: about })).id;
        const found = await api.rules.analyse(asset === undefined ? {} : { about: asset });
        errors = found.findings.filter(({ severity }) => severity === "error").length;
        return answerOf(found);
      });
      if (errors > 0) throw new CommandEnded(2);
    });
}

function answerOf(found: Analysis): Answer {
  const { looked, findings, counts } = found;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const more = total - findings.length;
  return {
    value: found,
    lines: [
      ...findings.flatMap(linesOf),
      `${counted(total, "finding")} in ${counted(looked.rules, "rule")}, ${counted(looked.audiences, "audience")} and ${counted(looked.placements, "placement")}.`,
      ...(more > 0 ? [`${more.toLocaleString("en")} of them are not listed.`] : []),
    ],
  };
}

function linesOf({ severity, about, place, message, mend, witness }: AnalysisFinding): string[] {
  const where = place ? ` (${[place.placement, ...(place.slot === null ? [] : [place.slot])].join(", ")})` : "";
  return [
    `${severity}  ${about.name}${place && about.name !== place.placement ? where : ""}`,
    `    ${message}`,
    ...(witness ? [`    For example: ${exampleOf(witness)}.`] : []),
    `    ${mend}`,
    "",
  ];
}

function exampleOf({ attributes, unreadable, events, now }: Witness): string {
  const parts = [
    ...Object.entries(attributes).map(
      ([key, value]) => `${key} ${Array.isArray(value) ? `[${value.join(", ")}]` : value}`,
    ),
    ...unreadable.map((key) => `${key} masked`),
    ...(events ?? []).map(({ name }) => `did ${name}`),
  ];
  return `${parts.length > 0 ? parts.join(", ") : "somebody of whom nothing is known"}, on ${moment(now)}`;
}
