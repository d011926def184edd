import type { Gate, RequestDetail, RequestStatus, RequestSummary } from "#shared/approvals/model.ts";
import type { CoveredPart } from "#shared/assets/parts.ts";
import type {
  ConsentPurposeBody,
  Freshness,
  IdentifierBody,
  Normalisation,
  personalDataClasses,
  ValueType,
} from "#shared/data/model.ts";
import type { AppError } from "#shared/kernel/errors.ts";
import type { Channel } from "#shared/rules/model.ts";
import { sayBytes } from "#shared/taxonomy/checks/pictures.ts";
import type { fieldTypes, Limits, Mark, PictureLimits } from "#shared/taxonomy/model.ts";
import type { StepState } from "#renderer/ui/index.ts";

/** The classes of fields, as people say them. */
export const partWords: Readonly<Record<CoveredPart, string>> = {
  identity: "Name and scope",
  copy: "Copy",
  visual: "Visual",
  disclosure: "Disclosure",
  claim: "Claim",
  logic: "Logic",
  settings: "Settings",
};

export const fieldTypeWords: Readonly<Record<(typeof fieldTypes)[number], string>> = {
  text: "text",
  richText: "formatted text",
  link: "link",
  image: "picture",
  choice: "choice",
  number: "number",
  price: "price",
  date: "date",
  boolean: "yes or no",
  token: "personal value",
  reference: "another block",
  list: "list",
};

export const valueTypeWords: Readonly<Record<ValueType, string>> = {
  string: "text",
  number: "a number",
  boolean: "yes or no",
  timestamp: "a moment",
  list: "a list of texts",
};

export const personalDataWords: Readonly<Record<(typeof personalDataClasses)[number], string>> = {
  none: "none",
  pseudonymous: "about a person, without a name",
  identifying: "names or identifies a person",
  special: "of a special category (Article 9 GDPR)",
};

export const normalisationWords: Readonly<Record<Normalisation, string>> = {
  opaque: "as it is",
  lowercase: "without capitals",
  email: "as an e-mail address",
  phone: "as a telephone number",
};

export const matchWords: Readonly<Record<IdentifierBody["settings"]["match"], string>> = {
  deterministic: "surely one person",
  probabilistic: "likely one person",
};

export const undatedWords: Readonly<Record<Freshness["undated"], string>> = {
  fresh: "counts as seen now",
  unknown: "is not known",
};

export const basisWords: Readonly<Record<ConsentPurposeBody["settings"]["basis"], string>> = {
  consent: "consent",
  contract: "contract",
  legitimateInterest: "legitimate interest",
};

export const channelWords: Readonly<Record<Channel, string>> = {
  web: "web",
  app: "app",
  email: "e-mail",
  sms: "SMS",
  push: "push message",
  paid: "paid media",
  video: "video end card",
};

/** A field's limits, one sentence each. */
export function limitWords(limits: Limits): string[] {
  return [
    range(limits.minLength, limits.maxLength, "characters"),
    range(limits.min, limits.max, ""),
    limits.decimals !== undefined && `At most ${limits.decimals} digits behind the point`,
    limits.currencies && `In ${limits.currencies.join(" or ")}`,
    limits.earliest && `Not before ${limits.earliest}`,
    limits.latest && `Not after ${limits.latest}`,
    limits.width && widthWords(limits.width),
    limits.marks && (limits.marks.length > 0 ? `Marks: ${limits.marks.map(markWord).join(", ")}` : "No marks"),
    ...pictureWords(limits.picture ?? {}),
    limits.allowedWords && `Only the words: ${limits.allowedWords.join(", ")}`,
    limits.pattern && `Matches ${limits.pattern}`,
    limits.values && `One of: ${limits.values.join(", ")}`,
    limits.tokens && (limits.tokens.length > 0 ? `Tokens: ${limits.tokens.join(", ")}` : "No tokens"),
    limits.linkHosts && `Links to: ${limits.linkHosts.join(", ") || "its own site alone"}`,
    ...(limits.forbidden ?? []).map(
      ({ word, reason, suggestions }) =>
        `Not “${word}”${reason ? `, ${reason}` : ""}${suggestions.length > 0 ? `; rather ${suggestions.join(", ")}` : ""}`,
    ),
  ].filter((words): words is string => Boolean(words));
}

export const markWords: Readonly<Record<Mark, string>> = {
  bold: "bold",
  italic: "italic",
  strike: "struck out",
  code: "code",
  link: "link",
  picture: "picture",
  heading: "heading",
  list: "list",
  quote: "quotation",
  line: "dividing line",
  table: "table",
};
const markWord = (mark: Mark): string => markWords[mark];

/** The room of a line: “420 px at 16 px, bold”. */
export const widthWords = ({ pixels, size, weight }: NonNullable<Limits["width"]>): string =>
  `${pixels} px wide at ${size} px${weight === "bold" ? ", bold" : ""}`;

/** What a picture must be, one sentence each. */
export function pictureWords({ ratio, minWidth, minHeight, maxBytes, mediaTypes, alt }: PictureLimits): string[] {
  return [
    ratio && `Ratio ${ratio}`,
    minWidth && `At least ${minWidth} px wide`,
    minHeight && `At least ${minHeight} px high`,
    maxBytes && `At most ${sayBytes(maxBytes)}`,
    mediaTypes && `As ${mediaTypes.map((type) => type.replace("image/", "")).join(" or ")}`,
    alt && "With alternative text",
  ].filter((words): words is string => Boolean(words));
}

function range(low: number | undefined, high: number | undefined, unit: string): string | undefined {
  if (low === undefined && high === undefined) return undefined;
  const words = low === undefined ? `At most ${high}` : high === undefined ? `At least ${low}` : `${low} to ${high}`;
  return `${words} ${unit}`.trim();
}

export const statusWords: Readonly<Record<RequestStatus, string>> = {
  open: "In review",
  approved: "Approved",
  sentBack: "Sent back",
  withdrawn: "Withdrawn",
};

export const groupWords = { mine: "Yours to decide", others: "Waiting for others", closed: "Closed" } as const;

export const words = {
  waitingForYou: (count: number): string => `${count === 1 ? "1 waits" : `${count} wait`} for you`,
  nothingWaits: "nothing waits for you",
} as const;

/** A gate as a step of the path: whose turn it is follows from the request. */
export function stepStateOf(request: Pick<RequestSummary, "waitingFor">, gate: Gate): StepState {
  if (gate.state === "given") return "done";
  if (gate.state === "void") return "void";
  return gate.step === request.waitingFor ? "now" : "todo";
}

export const pipsOf = (request: RequestSummary): StepState[] => request.gates.map((gate) => stepStateOf(request, gate));

const lower = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);

/** The approval whose turn it is: “Brand usage”, “Brand usage, again”. */
export function turnWords(request: RequestSummary): string {
  const gate = request.gates.find((one) => one.step === request.waitingFor);
  if (!gate) return "";
  return gate.state === "void" ? `${gate.label}, again` : gate.label;
}

/** What a request waits for, in a few words. */
export function waitsFor(request: RequestSummary): string {
  if (request.status !== "open") return statusWords[request.status];
  const turn = lower(turnWords(request));
  if (turn === "") return "Waits for nobody";
  return request.mine ? `Your turn: ${turn}` : `Waits for ${turn}`;
}

/** “Approve brand usage”. */
export const approveTitle = (label: string): string => `Approve ${lower(label)}`;

/** Why an approval waits: a signature is for what was read. */
export const lookWords = (unseen: number, all: number): string =>
  all === 1
    ? "Look at the revision first."
    : `${unseen === all ? "None" : `Only ${all - unseen}`} of ${all} revisions looked at yet. J shows the next.`;

/** The field's class, its variant and its language, after its label. */
export const fieldAbout = ({ part, where }: { part: CoveredPart; where: string | undefined }): string =>
  where === undefined ? partWords[part] : `${partWords[part]} · ${where}`;

/** What an approval leads to, and what not. */
export function whatFollows(request: RequestDetail, gate: Gate): string {
  const after = request.gates.slice(request.gates.indexOf(gate) + 1).filter((one) => one.state !== "given");
  const next = [...after.map((one) => one.label), "the owner"];
  const chain = next.length > 1 ? `${next.slice(0, -1).join(", ")} and ${next.at(-1)} come` : "The owner comes";
  return `It does not publish anything. ${chain} after me.`;
}

/** What a failed signature means to the person who tried. */
export function signErrorWords(error: AppError | undefined): string {
  if (!error) return "It was not signed. Try again.";
  if (error.code === "PASSPHRASE_WRONG") return `${error.message} Nothing was signed.`;
  return error.message;
}
