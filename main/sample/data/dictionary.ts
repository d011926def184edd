import { type AttributeData, type EventData, type IdentifierData, type PurposeData, say } from "../shapes.ts";
import { elena, mara, tomasz } from "./people.ts";

const personalization = "consent.personalization";
const messages = "consent.marketing-messages";
const storeVisits = "consent.store-visits";
const service = "consent.service-messages";
const minors = "consent.protection-of-minors";

export const purposes: readonly PurposeData[] = [
  {
    name: personalization,
    owner: tomasz,
    label: "Personalization",
    settings: {
      key: "personalization",
      basis: "consent",
      jurisdictions: ["DE", "UK", "JP"],
      expiresAfterDays: 730,
      // Profiles for content, and content chosen by them.
      tcf: { purposes: [5, 6] },
    },
    text: say(
      "Halden Outdoor darf meine Einkäufe und die Seiten, die ich ansehe, nutzen, um mir passende Inhalte zu zeigen. Ich kann das jederzeit widerrufen.",
      "Halden Outdoor may use what I buy and the pages I look at to show me content that fits. I can withdraw this at any time.",
      "ハルデンアウトドアが、私の購入履歴と閲覧したページを、私に合った内容を表示するために利用することに同意します。同意はいつでも撤回できます。",
    ),
  },
  {
    name: messages,
    owner: tomasz,
    label: "Offers by e-mail, SMS and push",
    settings: { key: "marketing_messages", basis: "consent", jurisdictions: ["DE", "UK", "JP"], expiresAfterDays: 365 },
    text: say(
      "Halden Outdoor darf mir Angebote per E-Mail, SMS und Push schicken, höchstens zwei in der Woche. Abmelden geht in jeder Nachricht.",
      "Halden Outdoor may send me offers by e-mail, SMS and push, two a week at most. Every message says how to opt out.",
      "ハルデンアウトドアが、メール、SMS、プッシュ通知でご案内を送ること(週2通まで)に同意します。配信停止の方法はすべての通知に記載されます。",
    ),
  },
  {
    name: storeVisits,
    owner: tomasz,
    label: "Visits to our stores",
    settings: { key: "store_visits", basis: "consent", jurisdictions: ["DE", "UK"], expiresAfterDays: 365 },
    text: say(
      "Halden Outdoor darf sich merken, welche Filialen ich besuche, wenn ich dort meine Ridge-Club-Karte zeige.",
      "Halden Outdoor may remember which stores I visit when I show my Ridge Club card there.",
      "リッジクラブのカードを店舗で提示したとき、ハルデンアウトドアがその来店を記録することに同意します。",
    ),
  },
  {
    name: service,
    owner: tomasz,
    label: "Messages about an order or repair",
    settings: { key: "service_messages", basis: "contract", jurisdictions: ["DE", "UK", "JP"] },
    text: say(
      "Zu einer Bestellung oder Reparatur schreiben wir dir, was du dafür wissen musst. Das gehört zum Vertrag.",
      "About an order or a repair we write what you need to know. That is part of the contract.",
      "ご注文や修理について必要なご連絡をお送りします。これは契約の一部です。",
    ),
  },
  {
    name: minors,
    owner: tomasz,
    label: "Protection of minors",
    settings: { key: "protection_of_minors", basis: "legitimateInterest", jurisdictions: ["DE", "UK", "JP"] },
    text: say(
      "Dein Alter nutzen wir nur, um Minderjährigen keine Kredite anzubieten.",
      "We use your age only to keep offers of credit from minors.",
      "年齢は、未成年の方に分割払いをご案内しないためにのみ利用します。",
    ),
  },
];

type Settings = AttributeData["settings"];
const attribute = (
  key: string,
  label: string,
  owner: string,
  uses: readonly string[],
  settings: Omit<Settings, "key" | "aliases"> & { aliases?: string[] },
): AttributeData => ({
  name: `attr.${key.replaceAll("_", "-")}`,
  owner,
  label,
  purposes: uses,
  settings: { key, aliases: [], ...settings },
});

export const attributes: readonly AttributeData[] = [
  attribute("market", "Market", elena, [], {
    type: "string",
    values: ["de", "uk", "jp"],
    personalData: "none",
    source: "Shop: the site that the person uses",
  }),
  attribute("first_name", "First name", elena, [personalization], {
    type: "string",
    personalData: "identifying",
    source: "Customer account",
    aliases: ["given_name"],
  }),
  attribute("loyalty_tier", "Ridge Club tier", elena, [personalization], {
    type: "string",
    values: ["bronze", "silver", "gold"],
    personalData: "pseudonymous",
    source: "Ridge Club, nightly",
    // A night may fail once.
    freshness: { hours: 48, undated: "fresh" },
  }),
  attribute("loyalty_points", "Ridge Club points", elena, [personalization], {
    type: "number",
    unit: "points",
    personalData: "pseudonymous",
    source: "Ridge Club, nightly",
  }),
  attribute("last_order_at", "Last order", elena, [personalization], {
    type: "timestamp",
    personalData: "pseudonymous",
    source: "Order system",
  }),
  attribute("orders_12m", "Orders in twelve months", elena, [personalization], {
    type: "number",
    unit: "orders",
    personalData: "pseudonymous",
    source: "Order system",
  }),
  attribute("favourite_activity", "Favourite activity", elena, [personalization], {
    type: "string",
    values: ["hiking", "trail_running", "climbing", "camping"],
    personalData: "pseudonymous",
    source: "Customer account, chosen by the person",
  }),
  attribute("home_store", "Home store", elena, [storeVisits], {
    type: "string",
    values: ["muenchen", "freiburg", "keswick", "bristol", "matsumoto"],
    personalData: "pseudonymous",
    source: "Ridge Club card",
  }),
  attribute("store_visits_90d", "Store visits in 90 days", elena, [storeVisits], {
    type: "number",
    personalData: "pseudonymous",
    source: "Ridge Club card",
  }),
  attribute("open_complaint", "Open complaint", mara, [], {
    type: "boolean",
    personalData: "pseudonymous",
    source: "Customer service",
  }),
  attribute("age", "Age", mara, [minors], {
    type: "number",
    unit: "years",
    personalData: "identifying",
    source: "Customer account",
  }),
  attribute("suppressed_until", "No messages until", mara, [], {
    type: "timestamp",
    personalData: "pseudonymous",
    source: "Customer service, at the person's wish",
  }),
  attribute("email_bounced", "E-mail does not arrive", mara, [], {
    type: "boolean",
    personalData: "pseudonymous",
    source: "Mail gateway",
  }),
  attribute("last_message_at", "Last message sent", mara, [], {
    type: "timestamp",
    personalData: "pseudonymous",
    source: "Message log",
  }),
];

const event = (
  key: string,
  label: string,
  uses: readonly string[],
  properties: EventData["settings"]["properties"],
  aliases: string[] = [],
): EventData => ({
  name: `event.${key.toLowerCase().replaceAll("_", "-")}`,
  owner: elena,
  label,
  purposes: uses,
  settings: { key, properties, aliases },
});

export const events: readonly EventData[] = [
  event(
    "Product_Viewed",
    "Product viewed",
    [personalization],
    [
      { key: "category", type: "string" },
      { key: "product", type: "string" },
      { key: "price", type: "number" },
    ],
    ["PDP_Visit"],
  ),
  event(
    "Cart_Abandoned",
    "Cart abandoned",
    [personalization],
    [
      { key: "category", type: "string" },
      { key: "value", type: "number" },
    ],
  ),
  event("Order_Placed", "Order placed", [personalization], [{ key: "value", type: "number" }]),
  event("Store_Visited", "Store visited", [storeVisits], [{ key: "store", type: "string" }]),
  event(
    "Repair_Updated",
    "Repair updated",
    [service],
    [
      { key: "product", type: "string" },
      { key: "status", type: "string" },
    ],
  ),
  event("Guide_Read", "Guide read", [personalization], [{ key: "topic", type: "string" }]),
];

export const identifiers: readonly IdentifierData[] = [
  {
    name: "id.customer-account",
    owner: elena,
    label: "Customer account",
    purposes: [],
    settings: {
      key: "account",
      normalisation: "opaque",
      match: "deterministic",
      primary: true,
      personalData: "pseudonymous",
      source: "Customer account",
    },
  },
  {
    name: "id.email-address",
    owner: elena,
    label: "E-mail address",
    purposes: [messages],
    settings: {
      key: "email",
      normalisation: "email",
      match: "deterministic",
      primary: false,
      personalData: "identifying",
      source: "Customer account",
    },
  },
];
