/** Where a text stops being JSON. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const space = /[\t\n\r ]*/y;
// The class is every character that stands for itself inside of a text: no quote, backslash or control character.
// Written without alternatives, so that long texts need no backtracking.
const scalar =
  /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

type Expecting = "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "next" | "end";

/**
 * Finds the first character at which a text that is not JSON cannot be read on. The parser's own message is no help: it
 * names a place only sometimes, and quotes the text, which may be anybody's.
 */
export function placeOfFault(text: string): Place {
  const open: ("[" | "{")[] = [];
  let expecting: Expecting = "value";
  let at = 0;
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? "";
  };
  const afterValue = (): Expecting => (open.length === 0 ? "end" : "next");
  for (;;) {
    at += match(space).length;
    const character = text[at] ?? "";
    const closes = character === (open.at(-1) === "[" ? "]" : "}") && open.length > 0;
    if (closes && (expecting === "next" || expecting === "valueOrEnd" || expecting === "keyOrEnd")) {
      open.pop();
      expecting = afterValue();
      at += 1;
    } else if (expecting === "next" && character === ",") {
      expecting = open.at(-1) === "[" ? "value" : "key";
      at += 1;
    } else if (expecting === "colon" && character === ":") {
      expecting = "value";
      at += 1;
    } else if ((expecting === "value" || expecting === "valueOrEnd") && (character === "[" || character === "{")) {
      open.push(character);
      expecting = character === "[" ? "valueOrEnd" : "keyOrEnd";
      at += 1;
    } else {
      const found: string = match(scalar);
      const isKey: boolean = expecting === "key" || expecting === "keyOrEnd";
      const fits: boolean = isKey ? character === '"' : expecting === "value" || expecting === "valueOrEnd";
      if (found === "" || !fits) return locate(text, at);
      expecting = isKey ? "colon" : afterValue();
      at += found.length;
    }
  }
}

function locate(text: string, at: number): Place {
  const before = text.slice(0, at);
  return { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
}
