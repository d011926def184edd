import type { Role } from "#shared/access/model.ts";
import type { Scope, Tier } from "#shared/assets/model.ts";
import type { VocabularyBody } from "#shared/taxonomy/vocabulary.ts";
import type { NamingBody } from "#shared/taxonomy/naming.ts";
import type { AttributeBody, ConsentPurposeBody, EventBody, IdentifierBody } from "#shared/data/model.ts";
import type { GuardrailLogic } from "#shared/rules/effects.ts";
import type { Channel } from "#shared/rules/model.ts";
import type { Field, FieldValue, TypeRole } from "#shared/taxonomy/model.ts";
import type { Slot } from "#shared/templates/model.ts";

/**
 * The sample workspace as data. Everything names everything else by name; ids exist only once the workspace does.
 * Bodies are made of it in bodies.ts, and the story of how it came to be is told in story.ts.
 */

export const markets = ["de", "uk", "jp"] as const;
export type Market = (typeof markets)[number];
export const localeOf = { de: "de-DE", uk: "en-GB", jp: "ja" } as const satisfies Record<Market, string>;

/** One text in the three languages of the company. */
export const say = (de: string, en: string, ja: string): Record<string, string> => ({ "de-DE": de, "en-GB": en, ja });
/** One value for every locale. */
export const all = <V extends FieldValue>(value: V): Record<string, V> => ({ "*": value });

export interface Person {
  readonly name: string;
  readonly title: string;
  readonly roles: readonly { readonly role: Role; readonly scope: Scope }[];
}

interface Governed {
  readonly name: string;
  readonly owner: string;
  readonly label: string;
}

export interface PurposeData extends Governed {
  readonly settings: Omit<ConsentPurposeBody["settings"], "label">;
  readonly text: Record<string, string>;
}

export interface AttributeData extends Governed {
  readonly settings: Omit<AttributeBody["settings"], "label" | "purposes">;
  readonly purposes: readonly string[];
}

export interface EventData extends Governed {
  readonly settings: Omit<EventBody["settings"], "label" | "purposes">;
  readonly purposes: readonly string[];
}

export interface IdentifierData extends Governed {
  readonly settings: Omit<IdentifierBody["settings"], "label" | "purposes">;
  readonly purposes: readonly string[];
}

export interface VocabularyData extends Governed, Omit<VocabularyBody["settings"], "label" | "tags" | "origin"> {}
export interface ConventionData extends Governed, Omit<NamingBody["settings"], "label" | "tags" | "origin"> {}

export interface BlockTypeData extends Governed {
  readonly description: string;
  readonly role?: TypeRole;
  /** Names of the disclosures that every block of the type carries. */
  readonly disclosures?: readonly string[];
  /** Names of the types that its fields may lead to, by field name. */
  readonly leadsTo?: Readonly<Record<string, readonly string[]>>;
  readonly fields: readonly Field[];
  /** Values of fixed fields by field name. */
  readonly fixed: Readonly<Record<string, Record<string, FieldValue>>>;
}

export interface PictureData extends Governed {
  /** What blocks of the sample call it by. */
  readonly address: string;
  readonly alt: Readonly<Record<string, string>>;
  readonly svg: string;
}

/** Values of a block's fields in one locale. */
export type Words = Readonly<Record<string, FieldValue>>;

export interface VariantData {
  readonly id: string;
  readonly label: string;
  readonly audience?: string;
  readonly markets?: readonly Market[];
  readonly values: Readonly<Record<string, Record<string, FieldValue>>>;
}

export interface BlockData extends Governed {
  readonly tier: Tier;
  readonly scope: Scope;
  readonly type: string;
  readonly values: Readonly<Record<string, Record<string, FieldValue>>>;
  readonly variants: readonly VariantData[];
  readonly aiLabel?: string | undefined;
  /** Keys of tags by the name of their vocabulary. */
  readonly tags?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly sources?: readonly {
    readonly title: string;
    readonly url?: string;
    /** A day, counted like the others. */
    readonly checkedDay: number;
  }[];
  readonly jurisdictions?: readonly string[];
  /** Days from the day on which the sample is made; negative ones are past. */
  readonly fromDay?: number | undefined;
  readonly untilDay?: number | undefined;
}

export interface AudienceData extends Governed {
  readonly description: string;
  readonly when: string;
}

/** A slot of a template, with the names of its types and block. */
export interface SlotData extends Omit<Slot, "types" | "block"> {
  readonly types: readonly string[];
  readonly block?: string;
}

export interface TemplateData extends Governed {
  readonly channel: Channel;
  readonly slots: readonly SlotData[];
}

export interface PlacementData extends Governed {
  readonly channel: Channel;
  readonly template?: string;
  readonly types: readonly string[];
  readonly purpose: string;
  readonly fallback: string;
}

type LogicData<L> = L extends unknown ? Omit<L, "placements" | "content"> : never;

/** A guardrail of all placements; the block types that it keeps back are named, none means all. */
export interface GuardrailData extends Governed {
  readonly types?: readonly string[];
  readonly logic: LogicData<GuardrailLogic>;
}

export type RuleData = Governed & { readonly untilDay?: number } & (
    | {
        readonly effect: "exclude";
        readonly placements: readonly string[];
        readonly when: string;
        readonly reason: string;
      }
    | {
        readonly effect: "select";
        readonly market: Market;
        readonly placement: string;
        /** Of the placement's template; absent means the main one. */
        readonly slot?: string;
        readonly block: string;
        readonly when: string;
        readonly priority: number;
      }
  );
