import { hrefTo } from "#renderer/app/navigation.ts";
import { Checkbox, Kbd } from "#renderer/ui/index.ts";
import { switchSpelling, useChecksSpelling } from "./store.ts";
import { words } from "./strings.ts";

/** The part of Settings that is about writing. */
export function SpellingSettings() {
  const on = useChecksSpelling();
  return (
    <section>
      <h2>Writing</h2>
      <div className="settings-row">
        <span>Spelling</span>
        <div className="stack">
          <Checkbox label={words.switch} note={words.switchNote} checked={on} onChange={switchSpelling} />
          <a href={hrefTo("spelling", {})}>{words.title}</a>
        </div>
      </div>
      <div className="settings-row">
        <span>{words.nextTitle}</span>
        <span>
          <Kbd keys="f7" />
        </span>
      </div>
    </section>
  );
}
