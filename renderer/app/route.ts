/**
 * A place in the studio. As text it is `#/screen/id?name=value`: the second segment is `params.id`,
 * every other parameter stands in the query, so that a place can be copied, opened and gone back to.
 */
export interface Route {
  readonly screen: string;
  readonly params: Readonly<Record<string, string>>;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    // A hand-made link with a stray percent sign is still a place.
    return text;
  }
};

/** Reads a location hash. An empty one is the start screen. */
export function parseRoute(hash: string, start: string): Route {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split(/\?(.*)/s);
  const [screen, ...rest] = path.split("/").map(decoded);
  const params: Record<string, string> = Object.fromEntries(new URLSearchParams(query));
  const id = rest.join("/");
  if (id) params["id"] = id;
  return { screen: screen || start, params };
}

/** The hash of a place; `parseRoute` gives the same place back. Parameters that are empty are left out. */
export function formatRoute({ screen, params }: Route): string {
  const { id, ...rest } = params;
  const filled = Object.entries(rest).filter(([, value]) => value !== "");
  const query = new URLSearchParams(filled).toString();
  return `#/${encodeURIComponent(screen)}${id ? `/${encodeURIComponent(id)}` : ""}${query ? `?${query}` : ""}`;
}
