import { defineKind, problem } from "../assets/define-kind.ts";
import type { Problem } from "../assets/model.ts";
import { localeChain } from "../taxonomy/locales.ts";
import { countGraphemes } from "../taxonomy/text.ts";
import { type ImageBody, imageBody } from "./model.ts";

/** Longer descriptions are read out at a stretch and not followed; WCAG's guidance is a sentence or two. */
const longestAlt = 250;

export const imageKind = defineKind<ImageBody>({
  name: "image",
  label: "Picture",
  plural: "Pictures",
  feature: "images",
  schema: imageBody,
  parts: ["settings", "visual", "copy"],
  check: (body) => checkAlt(body),
  expires: ({ settings }) => settings.licence?.until ?? null,
});

function checkAlt({ copy }: ImageBody): Problem[] {
  return Object.entries(copy?.alt ?? {}).flatMap(([locale, text]) => {
    const at = `copy.alt.${locale}`;
    if (typeof text !== "string") return [problem(at, "form", "Say what the picture shows, in words.")];
    const used = countGraphemes(text);
    if (used > longestAlt)
      return [
        problem(at, "limit", `Shorten the alternative text: it has ${used} of at most ${longestAlt} characters.`),
      ];
    return text.includes("{{") ? [problem(at, "rule", "Remove the token: a picture shows everybody the same.")] : [];
  });
}

/** The words for a picture in a locale: its own, a parent's, or those for all. Undefined where there are none. */
export function altFor({ copy }: ImageBody, locale: string): string | undefined {
  const values = copy?.alt ?? {};
  const found = [...localeChain(locale), "*"].map((each) => values[each]).find((text) => typeof text === "string");
  return typeof found === "string" && found.trim() !== "" ? found : undefined;
}
