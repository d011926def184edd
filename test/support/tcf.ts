import { GVL, PurposeRestriction, RestrictionType, TCModel, TCString } from "@iabtcf/core";

const numbered = <T>(count: number, make: (id: number) => T): Record<string, T> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [String(index + 1), make(index + 1)]));

const purpose = (id: number) => ({ id, name: `purpose ${id}`, description: "", illustrations: [] });

/** A Global Vendor List of 400 vendors who ask for everything, so that the library writes whatever a test wants. */
const vendorList = new GVL({
  gvlSpecificationVersion: 3,
  vendorListVersion: 100,
  tcfPolicyVersion: 4,
  lastUpdated: "2026-01-01T00:00:00Z",
  purposes: numbered(11, purpose),
  specialPurposes: {},
  features: {},
  specialFeatures: numbered(2, purpose),
  stacks: {},
  dataCategories: {},
  vendors: numbered(400, (id) => ({
    id,
    name: `vendor ${id}`,
    purposes: [1, 3, 4, 5, 6],
    legIntPurposes: [2, 7, 8, 9, 10, 11],
    flexiblePurposes: [2, 7, 8, 9, 10, 11],
    specialPurposes: [],
    features: [],
    specialFeatures: [],
    policyUrl: "https://example.com",
    usesCookies: true,
    cookieRefresh: false,
    usesNonCookieAccess: false,
  })),
} as unknown as ConstructorParameters<typeof GVL>[0]);

export interface Choice {
  readonly at: string;
  readonly consents?: readonly number[];
  readonly interests?: readonly number[];
  readonly vendors?: readonly number[];
  readonly vendorInterests?: readonly number[];
  readonly restricted?: readonly {
    purpose: number;
    vendor: number;
    type: "notAllowed" | "consentOnly" | "interestOnly";
  }[];
}

const restrictionTypes = {
  notAllowed: RestrictionType.NOT_ALLOWED,
  consentOnly: RestrictionType.REQUIRE_CONSENT,
  interestOnly: RestrictionType.REQUIRE_LI,
} as const;

/** A TCF string as the IAB's own library writes it. */
export function tcfString(choice: Choice): string {
  const { at, consents = [], interests = [], vendors = [], vendorInterests = [], restricted = [] } = choice;
  const model = new TCModel(vendorList);
  model.cmpId = 10;
  model.cmpVersion = 1;
  model.isServiceSpecific = true;
  model.publisherCountryCode = "DE";
  model.purposeConsents.set([...consents]);
  model.purposeLegitimateInterests.set([...interests]);
  model.vendorConsents.set([...vendors]);
  model.vendorLegitimateInterests.set([...vendorInterests]);
  for (const { purpose: id, vendor, type } of restricted)
    model.publisherRestrictions.add(vendor, new PurposeRestriction(id, restrictionTypes[type]));
  model.created = new Date(at);
  model.lastUpdated = new Date(at);
  return TCString.encode(model);
}
