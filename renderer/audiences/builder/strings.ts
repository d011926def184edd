import type { Closed } from "#shared/rules/builder/open.ts";
import type { EventRow, Group } from "#shared/rules/builder/model.ts";

export const words = {
  builder: "Builder",
  text: "Text",
  view: "How the condition is edited",
  empty: "Nobody is asked for yet. Add the first condition.",
  addCondition: "Condition",
  addDetail: "Detail",
  addGroup: "Group",
  emptyGroup: "Nothing stands in this group yet, so it asks for nothing.",
  remove: "Remove",
  more: "More for this row",
  pickTopic: "What it is about",
  searchTopics: "Search attributes, events, audiences",
  searchDetails: "Search properties and attributes",
  nothingFound: "Nothing of this name. New attributes and events are made in the data dictionary.",
  anything: "anything",
  noValues: "Nothing is chosen, so it never holds.",
  emptyText: "Compares with an empty text.",
  ever: "ever",
  within: "within the last",
} as const;

/** What a group says of its rows. */
export const joins = {
  all: "All of these hold",
  any: "Any of these holds",
  none: "None of these holds",
  notAll: "Not all of these hold",
} as const;
export type Join = keyof typeof joins;

export const joinOf = ({ join, not }: Group): Join => (not ? (join === "any" ? "none" : "notAll") : join);
export const withJoin = (group: Group, join: Join): Group => ({
  ...group,
  join: join === "any" || join === "none" ? "any" : "all",
  not: join === "none" || join === "notAll",
});

/** How often something happened, by the names that `timesOf` gives. */
export const times: Readonly<Record<string, string>> = {
  some: "at least once",
  "!some": "never",
  one: "exactly once",
  "!one": "not exactly once",
  ">=": "at least",
  "<=": "at most",
  "==": "exactly",
  "!=": "not exactly",
  ">": "more than",
  "<": "fewer than",
  "!>=": "not at least",
  "!<=": "not at most",
  "!==": "not exactly",
  "!!=": "not other than",
  "!>": "not more than",
  "!<": "not fewer than",
};
export const offeredTimes = ["some", "!some", "one", ">=", "<=", "=="] as const;

export const timesOf = ({ not, times: often }: EventRow): string =>
  `${not ? "!" : ""}${often.is === "counted" ? often.sign : often.is}`;

export const closedTitle = "The builder cannot show this condition";

/** Why, and what to do. */
export function closedWords(closed: Closed): string {
  switch (closed.why) {
    case "unreadable":
      return `It cannot be read yet: ${closed.message}`;
    case "remarks":
      return "It has remarks (//), which rows would lose. Take them out of the text to use the builder.";
    default:
      return closed.parts.length === 1
        ? "One part has no row. It stays as text and means what it says."
        : `${closed.parts.length} parts have no row. They stay as text and mean what they say.`;
  }
}
