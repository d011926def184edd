/** The sentences of findings. Each says what is so, and what to do. */
export interface Words {
  readonly message: string;
  readonly mend: string;
}

export const listed = (names: readonly string[], most = 3): string => {
  const shown = names.slice(0, most);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : (shown[0] ?? "");
};

const keepsOut = (names: readonly string[]): string =>
  `${listed(names)} ${names.length === 1 ? "keeps" : "together keep"} out`;

export const words = {
  unreadableSelection: {
    message: "Its condition has an error, so it matches nobody.",
    mend: "Open the rule and mend what is marked.",
  },
  unreadableGuard: {
    message: "Its condition has an error, and a guardrail that cannot be read keeps everybody out.",
    mend: "Open the rule and mend what is marked.",
  },
  blocksAll: (where: string): Words => ({
    message: `It keeps everybody out, so nothing personalized is ever shown ${where}.`,
    mend: "Narrow its condition, or end the rule where that is not meant.",
  }),
  contradiction: (guards: readonly string[]): Words => ({
    message: `It is never shown: ${keepsOut(guards)} everybody for whom it is.`,
    mend: "Change whom it is for, or whom the guardrail keeps out.",
  }),
  never: {
    message: "Nobody can match: its condition contradicts itself.",
    mend: "Look for two parts that cannot hold at once, or retire the rule.",
  },
  neverInTime: {
    message: "Nobody can match while it applies.",
    mend: "Its own dates, those of its block and the times in its condition leave no moment. Change one of them.",
  },
  over: (day: string): Words => ({
    message: `Its time was over on ${day}.`,
    mend: "Retire it, or give it or its block a later end.",
  }),
  shadowed: (names: readonly string[]): Words => ({
    message:
      names.length === 1
        ? `It is never shown: everybody for whom it is gets ${names[0]}, which comes first.`
        : `It is never shown: everybody for whom it is gets one of ${listed(names, 5)}, which come first.`,
    mend: "Raise its priority, narrow the other, or retire this one.",
  }),
  concealed: (names: readonly string[]): Words => ({
    message: `It is never shown: everybody for whom it is is either kept out or gets another block first, by ${listed(names, 5)}.`,
    mend: "Raise its priority, or change whom it or the others are for.",
  }),
  tie: (names: readonly string[], priority: number): Words => ({
    message: `Its name alone decides that ${listed(names)} ${names.length === 1 ? "comes" : "come"} first: some people are in both, and both have priority ${priority.toLocaleString("en")}.`,
    mend: "Give one of them another priority.",
  }),
  neverBlocks: {
    message: "It keeps nobody out: its condition is false of everybody.",
    mend: "Change its condition, or retire it.",
  },
  blocksUnknownAlone: {
    message:
      "Its condition can be true of nobody: it keeps out only people of whom something that it asks for is not known.",
    mend: "Look for two parts that cannot hold at once.",
  },
  requiresNothing: {
    message: "It keeps nobody out: what it requires holds of everybody.",
    mend: "Change its condition, or retire it.",
  },
  emptyAudience: {
    message: "Nobody can be in it: its condition contradicts itself.",
    mend: "Look for two parts that cannot hold at once, or retire it.",
  },
  everybodyAudience: { message: "Everybody is in it.", mend: "Leave it out of conditions, or narrow it." },
  everybodyKnownAudience: (keys: readonly string[]): Words => ({
    message: `Everybody of whom ${listed(keys)} ${keys.length === 1 ? "is" : "are"} known is in it.`,
    mend: `Write ${keys.map((key) => `has(profile.${key})`).join(" && ")} where that is meant, or narrow it.`,
  }),
  equalAudiences: (other: string): Words => ({
    message: `The same people are in it and in ${other}, always.`,
    mend: "Use one of them everywhere, and retire the other.",
  }),
  undelivered: (users: readonly string[]): Words => ({
    message: `No source is named that delivers it, and ${listed(users)} ${users.length === 1 ? "reads" : "read"} it.`,
    mend: "Name its source, or take it out of the conditions.",
  }),
  always: {
    message: "It matches everybody.",
    mend: "Write true where that is meant, so that it can be seen.",
  },
  alwaysKnown: (keys: readonly string[]): Words => ({
    message: `It matches everybody of whom ${listed(keys)} ${keys.length === 1 ? "is" : "are"} known.`,
    mend: `Write ${keys.map((key) => `has(profile.${key})`).join(" && ")} where that is meant, or narrow it.`,
  }),
  gap: {
    message: "Some people get the generic content alone although all that its rules ask for is known of them.",
    mend: "Add a rule for them, or let it be where the generic content is meant for them.",
  },
  strangers: {
    message: "Everybody gets something of whom all is known that its rules ask for. Strangers get the generic content.",
    mend: "Nothing, where that is meant; else add a rule that asks for nothing.",
  },
  noRules: { message: "No rule shows anything here: everybody gets the generic content.", mend: "Add a rule." },
  unusedAttribute: {
    message: "No condition and no text reads it.",
    mend: "Retire it, or use it.",
  },
  unusedEvent: { message: "No condition looks for it.", mend: "Retire it, or use it." },
  undecidedShowing: {
    message: "Whether it is ever shown could not be decided.",
    mend: "Try it on somebody it is for. Simpler conditions can be decided.",
  },
  undecidedAudience: {
    message: "Whether anybody can be in it could not be decided.",
    mend: "Try it on somebody. Simpler conditions can be decided.",
  },
  undecidedGuard: {
    message: "Whether it ever keeps anybody out could not be decided.",
    mend: "Try it on somebody. Simpler conditions can be decided.",
  },
  undecidedGap: {
    message: "Whether anybody gets the generic content alone could not be decided.",
    mend: "Try it on somebody. Simpler conditions can be decided.",
  },
} as const;
