import { Fragment } from "react";
import { isMac } from "./platform.ts";
import { shortcutCaps } from "./shortcut.ts";

/** A shortcut as key caps: `<Kbd keys="mod+k" />`, `<Kbd keys="g r" />` shows “G then R”. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {shortcutCaps(keys, isMac).map((press, at) => (
        <Fragment key={at}>
          {at > 0 && <span className="keys-then">then</span>}
          {press.map((cap) => (
            <kbd key={cap}>{cap}</kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
