/** What people do, as it is said of a thing to which it was done. */
const actions: Readonly<Record<string, string>> = {
  abandon: "Abandoned",
  accept: "Accepted",
  add: "Added",
  apply: "Applied",
  book: "Booked",
  buy: "Bought",
  cancel: "Cancelled",
  change: "Changed",
  check: "Checked",
  click: "Clicked",
  close: "Closed",
  complete: "Completed",
  confirm: "Confirmed",
  create: "Created",
  decline: "Declined",
  delete: "Deleted",
  deliver: "Delivered",
  download: "Downloaded",
  end: "Ended",
  fail: "Failed",
  finish: "Finished",
  install: "Installed",
  join: "Joined",
  leave: "Left",
  like: "Liked",
  list: "Listed",
  load: "Loaded",
  open: "Opened",
  order: "Ordered",
  pay: "Paid",
  place: "Placed",
  play: "Played",
  purchase: "Purchased",
  read: "Read",
  receive: "Received",
  redeem: "Redeemed",
  refund: "Refunded",
  register: "Registered",
  remove: "Removed",
  rename: "Renamed",
  renew: "Renewed",
  return: "Returned",
  save: "Saved",
  search: "Searched",
  select: "Selected",
  send: "Sent",
  share: "Shared",
  ship: "Shipped",
  start: "Started",
  submit: "Submitted",
  subscribe: "Subscribed",
  unsubscribe: "Unsubscribed",
  update: "Updated",
  upload: "Uploaded",
  view: "Viewed",
  visit: "Visited",
  watch: "Watched",
};
/** Actions whose plain form more often names a thing: “order done”, “product list”. */
const things = new Set(["order", "list", "place", "search", "ship", "play", "return"]);

const pastOf = new Map([
  ...Object.entries(actions).filter(([word]) => !things.has(word)),
  ...Object.values(actions).map((past) => [past.toLowerCase(), past] as const),
]);

const canonical = /^[A-Z][A-Za-z0-9]*(_[A-Z][A-Za-z0-9]*)+$/;

/** Words that tell nothing of the thing. */
const fillers = new Set(["a", "an", "the", "to", "from", "of"]);

/** Whether a key is named `Object_Action`, in title case. */
export const isCanonicalEvent = (key: string): boolean => canonical.test(key);

/**
 * The canonical name for whatever a source calls an event: `page_view`, `pageView` and `view page` become `Page_Viewed`.
 * A proposal for people: words that it does not know stay as they are.
 */
export function canonicalEvent(raw: string): string {
  const words = raw
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replaceAll(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "" && !fillers.has(word.toLowerCase()));
  if (words.length === 0) return "";
  const action = (word: string | undefined): string | undefined => pastOf.get(word?.toLowerCase() ?? "");
  const last = action(words.at(-1));
  const first = words.length > 1 ? action(words[0]) : undefined;
  const ordered = last ? [...words.slice(0, -1), last] : first ? [...words.slice(1), first] : words;
  return startingWithLetter(ordered.map(titled).join("_"));
}

const titled = (word: string): string => {
  // Short abbreviations stay as people know them: PDP, SMS, FAQ.
  const isAbbreviation = word.length <= 4 && word === word.toUpperCase();
  return isAbbreviation ? word : word[0]!.toUpperCase() + word.slice(1).toLowerCase();
};

const startingWithLetter = (key: string): string => (/^[A-Za-z]/.test(key) ? key : `Event_${key}`);

/** The key of an attribute, property or identifier for whatever a source calls it: `Loyalty Tier` becomes `loyalty_tier`. */
export function keyFrom(raw: string): string {
  const key = raw
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, "$1_$2")
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .replaceAll("ß", "ss")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .toLowerCase();
  if (key === "") return "";
  return /^[a-z]/.test(key) ? key : `x_${key}`;
}
