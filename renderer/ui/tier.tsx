import { classes } from "./classes.ts";

/** How freely an asset changes. */
export type Tier = "foundation" | "campaign" | "variable";

/** The full name of each tier, as people say it. */
export const tierName: Readonly<Record<Tier, string>> = {
  foundation: "Brand foundation",
  campaign: "Campaign framework",
  variable: "Personalization variable",
};

/** The tier as a square: full, half or empty, by how much of it moves. */
export function TierMark({ tier, named = true }: { tier: Tier; named?: boolean }) {
  const name = named ? { role: "img", "aria-label": tierName[tier], title: tierName[tier] } : { "aria-hidden": true };
  return <span className={classes("tier-mark", `tier-${tier}`)} {...name} />;
}

/** The square with its name. `short` is for a legend: Foundation, Campaign, Variable. */
export function TierLabel({ tier, short = false }: { tier: Tier; short?: boolean }) {
  const word = tier.charAt(0).toUpperCase() + tier.slice(1);
  return (
    <span className={classes("tier", `tier-${tier}`)}>
      <TierMark tier={tier} named={false} />
      {short ? word : tierName[tier]}
    </span>
  );
}
