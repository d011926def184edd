import type { AudienceData } from "../shapes.ts";
import { elena, mara } from "./people.ts";

export const audiences: readonly AudienceData[] = [
  {
    name: "returning-hikers",
    owner: mara,
    label: "Returning hikers",
    description: "Ordered at least twice in a year, and told us that they hike.",
    when: 'profile.orders_12m >= 2 && profile.favourite_activity == "hiking"',
  },
  {
    name: "club-gold",
    owner: mara,
    label: "Ridge Club gold",
    description: "Members at the highest tier.",
    when: 'profile.loyalty_tier == "gold"',
  },
  {
    name: "club-silver",
    owner: mara,
    label: "Ridge Club silver",
    description: "Members on the way to gold.",
    when: 'profile.loyalty_tier == "silver"',
  },
  {
    name: "boot-browsers",
    owner: elena,
    label: "Looked at boots",
    description: "Looked at boots at least twice in two weeks and has ordered nothing since.",
    when: 'count(events.filter(e, e.name == "Product_Viewed" && e.category == "boots" && e.at > now - duration("336h"))) >= 2 && !events.exists(e, e.name == "Order_Placed" && e.at > now - duration("336h"))',
  },
  {
    name: "trail-runners",
    owner: elena,
    label: "Trail runners",
    description: "Told us so, or reads our guides to trail running.",
    when: 'profile.favourite_activity == "trail_running" || events.exists(e, e.name == "Guide_Read" && e.topic == "trail_running")',
  },
  {
    name: "lapsed-customers",
    owner: mara,
    label: "Not here for half a year",
    description: "Last ordered more than 180 days ago.",
    when: 'profile.last_order_at < now - duration("4320h")',
  },
  {
    name: "munich-locals",
    owner: elena,
    label: "Munich locals",
    description: "Home store in Munich, and there at least once in 90 days.",
    when: 'profile.home_store == "muenchen" && profile.store_visits_90d >= 1',
  },
  {
    name: "repair-waiting",
    owner: mara,
    label: "A repair waits in the store",
    description: "A repair was finished in the last seven days.",
    when: 'events.exists(e, e.name == "Repair_Updated" && e.status == "ready" && e.at > now - duration("168h"))',
  },
];
