import { Info } from "lucide-react";
import { useChecksSpelling, useDictionary } from "./store.ts";
import { words } from "./strings.ts";
import "./spelling.css";

/** Says once for an editor that the locale in sight cannot be checked. */
export function SpellingNote({ locale }: { locale: string }) {
  const on = useChecksSpelling();
  const dictionary = useDictionary(locale === "*" ? undefined : locale);
  if (!on || dictionary !== null) return null;
  return (
    <p className="spelling-note">
      <Info className="icon" aria-hidden />
      <span>{locale === "*" ? words.noLanguage : words.noDictionary(locale)}</span>
    </p>
  );
}
