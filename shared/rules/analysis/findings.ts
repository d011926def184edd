import type { KindName } from "#shared/assets/kind.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import type { AudienceResult } from "./audiences.ts";
import { attributesOf, type ReadGuard, type ReadSelection } from "./claims.ts";
import type { AnalysisCode, AnalysisFinding, NamedAsset, Witness } from "./model.ts";
import type { Prover } from "./prover.ts";
import type { Showing, TargetAnalysis } from "./target.ts";
import type { GuardView, RuleSet, RuleView, SelectionView } from "./view.ts";
import { type Words, words } from "./words.ts";
import type { Made } from "./witness.ts";

type Severity = AnalysisFinding["severity"];
interface More {
  readonly others?: readonly NamedAsset[];
  readonly place?: AnalysisFinding["place"];
  readonly witness?: Witness | null;
}

const finding = (
  code: AnalysisCode,
  severity: Severity,
  about: NamedAsset,
  said: Words,
  more: More = {},
): AnalysisFinding => ({
  code,
  severity,
  about,
  message: said.message,
  mend: said.mend,
  others: [...(more.others ?? [])],
  place: more.place ?? null,
  witness: more.witness ?? null,
});

const named = (kind: KindName, { id, name }: { readonly id: AssetId; readonly name: string }): NamedAsset => ({
  asset: id,
  name,
  kind,
});
const rule = (view: RuleView): NamedAsset => named("rule", view);
const namesOf = (rules: readonly { readonly name: string }[]): string[] => rules.map(({ name }) => name);

const witnessOf = ({ attributes, unreadable, events, now }: Made): Witness => ({
  attributes: { ...attributes } as Witness["attributes"],
  unreadable: [...unreadable],
  events: events && events.map((event) => ({ ...event })),
  now: new Date(now).toISOString(),
});

/** Whom of a placement nothing is for. */
export function targetFindings({ target, gap }: TargetAnalysis): AnalysisFinding[] {
  const about = named("placement", { id: target.placement, name: target.name });
  const place = { placement: target.name, slot: target.slot };
  switch (gap.is) {
    case "none":
      return [];
    case "noRules":
      // A slot that no rule fills shows what stands there for everyone, as it should.
      return target.slot === null ? [finding("gap", "note", about, words.noRules, { place })] : [];
    case "undecided":
      return [finding("undecided", "note", about, words.undecidedGap, { place })];
    default: {
      if (target.slot !== null) return [];
      const said = gap.is === "known" ? words.gap : words.strangers;
      return [finding("gap", "note", about, said, { place, witness: witnessOf(gap.made) })];
    }
  }
}

/** What keeps the selections of a target from being shown, and what only their names decide. */
export function selectionFindings(analysed: TargetAnalysis, prover: Prover): AnalysisFinding[] {
  const place = { placement: analysed.target.name, slot: analysed.target.slot };
  return analysed.selections.flatMap((selection) => {
    const { id, priority } = selection.rule;
    const ties = analysed.ties(id);
    const tied = ties.map(({ first }) => first);
    return [
      ...showingFindings(selection.rule, analysed.showing(id), place, prover.now),
      ...(ties.length > 0
        ? [
            finding("tie", "warning", rule(selection.rule), words.tie(namesOf(tied), priority), {
              place,
              others: tied.map(rule),
              witness: witnessOf(ties[0]!.made),
            }),
          ]
        : []),
    ];
  });
}

function showingFindings(view: SelectionView, showing: Showing, place: More["place"], now: number): AnalysisFinding[] {
  if (showing.is === "shown") return [];
  const about = rule(view);
  if (showing.is === "undecided")
    return [finding("undecided", "note", about, words.undecidedShowing, { place: place ?? null })];
  const others = showing.by.map(rule);
  const names = namesOf(showing.by);
  const more = { place: place ?? null, others };
  switch (showing.how) {
    case "never":
      return [finding("never", "error", about, words.never, more)];
    case "time":
      return view.until <= now
        ? [finding("over", "note", about, words.over(new Date(view.until).toISOString().slice(0, 10)), more)]
        : [finding("never", "error", about, words.neverInTime, more)];
    case "guards":
      return [finding("contradiction", "error", about, words.contradiction(names), more)];
    case "selections":
      return [finding("shadowed", "warning", about, words.shadowed(names), more)];
    default:
      return [finding("concealed", "warning", about, words.concealed(names), more)];
  }
}

/** What is so of a rule by itself. */
export function guardFindings(
  view: RuleView,
  read: ReadSelection | ReadGuard | null,
  prover: Prover,
  whereOf: (guard: GuardView) => string,
): AnalysisFinding[] {
  const about = rule(view);
  if (view.acts === "select") {
    if (!read?.read) return [finding("unreadable", "error", about, words.unreadableSelection)];
    const said = alwaysWords(view, read as ReadSelection, prover);
    return said ? [finding("always", "note", about, said)] : [];
  }
  const guard = read as ReadGuard;
  if (!guard.read) return [finding("unreadable", "error", about, words.unreadableGuard)];
  if (view.until <= prover.now)
    return [finding("over", "note", about, words.over(new Date(view.until).toISOString().slice(0, 10)))];
  if (view.steady && view.blocksHeld === null && prover.excludes([prover.isOpen(view), guard.passes]))
    return [finding("blocksAll", "error", about, words.blocksAll(whereOf(view)))];
  const outcome = prover.ask([guard.blocks]);
  if (outcome.is === "never")
    return [
      finding("neverBlocks", "warning", about, view.blocks === "notTrue" ? words.requiresNothing : words.neverBlocks),
    ];
  if (outcome.is === "undecided") return [finding("undecided", "note", about, words.undecidedGuard)];
  if (view.blocks === "notFalse" && prover.excludes([prover.isTrue(guard.read)]))
    return [finding("neverBlocks", "warning", about, words.blocksUnknownAlone, { witness: witnessOf(outcome.made) })];
  return [];
}

/** Whoever writes `true` means everybody; of other conditions it comes as news. */
function alwaysWords({ when }: SelectionView, { read }: ReadSelection, prover: Prover): Words | null {
  if (when.trim() === "true") return null;
  const others = prover.not(prover.isTrue(read));
  if (prover.excludes([others])) return words.always;
  const keys = [...attributesOf(read, prover)];
  const plain = keys.length === 0 || [...keys].every((key) => when.includes(`has(profile.${key})`));
  if (plain || !prover.excludes([prover.areKnown(keys), others])) return null;
  return prover.excludes([prover.areKnown(keys)]) ? null : words.alwaysKnown(keys);
}

export function audienceFindings(results: readonly AudienceResult[]): AnalysisFinding[] {
  return results.map((result) => {
    const about = named("audience", result.audience);
    switch (result.is) {
      case "empty":
        return finding("emptyAudience", "error", about, words.emptyAudience);
      case "everybody":
        return finding("always", "note", about, words.everybodyAudience);
      case "everybodyKnown":
        return finding("always", "note", about, words.everybodyKnownAudience(result.keys));
      case "equal":
        return finding("equalAudiences", "warning", about, words.equalAudiences(result.other.name), {
          others: [named("audience", result.other)],
        });
      default:
        return finding("undecided", "note", about, words.undecidedAudience);
    }
  });
}

/** Attributes that are read and that nothing delivers, and what of the dictionary nothing reads. */
export function dictionaryFindings({ dictionary, rules, used }: RuleSet, prover: Prover): AnalysisFinding[] {
  const found: AnalysisFinding[] = [];
  const holders = [
    ...rules.map((view) => ({ asset: rule(view), when: view.when })),
    ...dictionary.audiences.map((audience) => ({ asset: named("audience", audience), when: audience.when })),
  ].map(({ asset, when }) => ({ asset, reads: prover.translator.read(when)?.uses.attributes ?? [] }));
  for (const attribute of dictionary.attributes) {
    const about = named("attribute", attribute);
    const readers = holders.filter(({ reads }) => reads.includes(attribute.key)).map(({ asset }) => asset);
    if (attribute.source.trim() === "" && readers.length > 0)
      found.push(
        finding("undelivered", "warning", about, words.undelivered(namesOf(readers)), { others: readers.slice(0, 20) }),
      );
    if (used && !used.attributes.has(attribute.key))
      found.push(finding("unused", "note", about, words.unusedAttribute));
  }
  for (const event of dictionary.events)
    if (used && !used.events.has(event.key))
      found.push(finding("unused", "note", named("event", event), words.unusedEvent));
  return found;
}
