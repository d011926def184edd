import type { AssetId } from "#shared/kernel/ids.ts";
import { areApart, attributesOf, coreOf, inOrder, isHeldBy, type ReadGuard, type ReadSelection } from "./claims.ts";
import type { Claim, Prover } from "./prover.ts";
import type { RuleView, TargetView } from "./view.ts";
import type { Made } from "./witness.ts";

/** What keeps a selection from ever being shown, or somebody to whom it is. */
export type Showing =
  | { readonly is: "shown"; readonly made: Made }
  | {
      readonly is: "hidden";
      readonly how: "never" | "time" | "guards" | "selections" | "both";
      readonly by: readonly RuleView[];
    }
  | { readonly is: "undecided"; readonly why: "computed" | "spent" };

/** Another selection of equal priority that comes first by its name, and somebody for whom both are. */
export interface Tie {
  readonly first: RuleView;
  readonly made: Made;
}

/** Who of a placement gets the generic content. `stranger`: only people of whom something is not known. */
export type Gap =
  | { readonly is: "none" | "noRules" }
  | { readonly is: "known" | "stranger"; readonly made: Made }
  | { readonly is: "undecided" };

/** More ties than this are not listed for one rule. */
const mostTies = 5;

/** What was found out about one target, with what it stands on, so that an edit asks anew only what it touches. */
export class TargetAnalysis {
  readonly target: TargetView;
  readonly #prover: Prover;
  #selections: readonly ReadSelection[] = [];
  #guards: readonly ReadGuard[] = [];
  readonly #showings = new Map<AssetId, Showing>();
  readonly #ties = new Map<AssetId, readonly Tie[]>();
  #gap: Gap | null = null;

  constructor(target: TargetView, prover: Prover) {
    this.target = target;
    this.#prover = prover;
  }

  get selections(): readonly ReadSelection[] {
    return this.#selections;
  }

  showing(id: AssetId): Showing {
    return this.#showings.get(id)!;
  }

  ties(id: AssetId): readonly Tie[] {
    return this.#ties.get(id) ?? [];
  }

  get gap(): Gap {
    return this.#gap!;
  }

  /**
   * Looks again at what the rules that are no longer the same can have changed.
   * @param guards those that guard the placement
   */
  update(selections: readonly ReadSelection[], guards: readonly ReadGuard[]): void {
    const before = { selections: this.#selections, guards: this.#guards };
    this.#selections = selections.toSorted((a, b) => inOrder(a.rule, b.rule));
    this.#guards = guards;
    const change = changeOf(before, { selections: this.#selections, guards });
    if (change.isNone && this.#gap) return;
    for (const id of change.goneIds) {
      this.#showings.delete(id);
      this.#ties.delete(id);
    }
    const passing = this.#passing(change);
    for (const selection of this.#selections) {
      const { id } = selection.rule;
      const known = this.#showings.get(id);
      if (!known || !this.#stillShows(selection, known, change))
        this.#showings.set(id, this.#stillShown(selection, known, passing) ?? this.#findShowing(selection));
      const ties = this.#ties.get(id);
      if (!ties || !this.#stillTied(selection, ties, change)) this.#ties.set(id, this.#findTies(selection));
    }
    if (!this.#gap || !this.#stillGap(this.#gap, change)) this.#gap = this.#findGap();
  }

  /** A proof holds as long as all it names does; an example as long as no rule that is new gets in its way. */
  #stillShows(selection: ReadSelection, known: Showing, { isNew, gone, coverage }: Change): boolean {
    if (isNew.has(selection.rule.id) || known.is === "undecided") return false;
    if (known.is === "hidden") return !coverage && !known.by.some((rule) => gone.has(rule));
    return this.#prover.fits(this.#obstacles(selection, coverage ? undefined : isNew), known.made);
  }

  /** Somebody for each guardrail that is new, whom it lets pass. */
  #passing({ isNew }: Change): Made[] {
    return this.#guards.flatMap(({ rule, passes }) => {
      const outcome = isNew.has(rule.id) ? this.#prover.ask([passes]) : null;
      return outcome?.is === "example" ? [outcome.made] : [];
    });
  }

  /** The last example, with what guardrails that are new ask for: mostly that does, and nothing has to be searched. */
  #stillShown(selection: ReadSelection, known: Showing | undefined, passing: readonly Made[]): Showing | null {
    if (known?.is !== "shown" || passing.length === 0) return null;
    const asked = Object.assign({}, ...passing.map(({ attributes }) => attributes)) as Made["attributes"];
    const made = { ...known.made, attributes: { ...asked, ...known.made.attributes } };
    return this.#prover.fits([selection.matches, ...this.#obstacles(selection)], made) ? { is: "shown", made } : null;
  }

  /** What rules must not do, so that a selection shows; of those that are new alone where asked for. */
  #obstacles(selection: ReadSelection, only?: ReadonlySet<AssetId>): Claim[] {
    const guards = this.#steady(selection).filter(({ rule }) => !only || only.has(rule.id));
    const first = this.#ahead(selection, only);
    return [...guards.map((guard) => guard.passes), ...first.map((other) => this.#leaves(other, selection))];
  }

  /** The guardrails that a selection's block can be counted on to meet. */
  #steady({ rule }: ReadSelection): ReadGuard[] {
    return this.#guards.filter((guard) => guard.rule.steady && isHeldBy(rule, guard.rule));
  }

  /** Selections that are tried before, and can be for the same person. */
  #ahead(selection: ReadSelection, only?: ReadonlySet<AssetId>): ReadSelection[] {
    const ahead: ReadSelection[] = [];
    for (const other of this.#selections) {
      if (other === selection) break;
      if (only && !only.has(other.rule.id)) continue;
      if (!areApart(other, selection) && this.#canTake(other, selection)) ahead.push(other);
    }
    return ahead;
  }

  /** A guardrail that keeps back the block of the one and not of the other, now and then, lets the other through. */
  #canTake(other: ReadSelection, selection: ReadSelection): boolean {
    return !this.#guards.some(
      ({ rule }) => !rule.steady && isHeldBy(other.rule, rule) && !isHeldBy(selection.rule, rule),
    );
  }

  /** That another takes the person: it matches, and nothing keeps back its block alone. */
  #takes(other: ReadSelection, selection: ReadSelection): Claim {
    const own = this.#guards.filter(
      ({ rule }) => rule.steady && isHeldBy(other.rule, rule) && !isHeldBy(selection.rule, rule),
    );
    return own.length === 0 ? other.matches : this.#prover.both(other.matches, ...own.map((guard) => guard.passes));
  }

  #leaves(other: ReadSelection, selection: ReadSelection): Claim {
    const takes = this.#takes(other, selection);
    return takes === other.matches ? other.misses : this.#prover.not(takes);
  }

  #findShowing(selection: ReadSelection): Showing {
    const outcome = this.#prover.ask([selection.matches, ...this.#obstacles(selection)]);
    if (outcome.is === "example") return { is: "shown", made: outcome.made };
    return outcome.is === "undecided" ? outcome : this.#whyHidden(selection);
  }

  #whyHidden(selection: ReadSelection): Showing {
    const prover = this.#prover;
    const hidden = (
      how: Extract<Showing, { is: "hidden" }>["how"],
      by: readonly { rule: RuleView }[] = [],
    ): Showing => ({
      is: "hidden",
      how,
      by: by.map(({ rule }) => rule),
    });
    if (prover.excludes([prover.isTrue(selection.read)])) return hidden("never");
    if (prover.excludes([selection.matches])) return hidden("time");
    const guards = this.#steady(selection);
    const ahead = this.#ahead(selection);
    const passes = (guard: ReadGuard) => guard.passes;
    const leaves = (other: ReadSelection) => this.#leaves(other, selection);
    const fixed = [selection.matches];
    if (prover.excludes([...fixed, ...guards.map(passes)]))
      return hidden("guards", coreOf(fixed, guards, passes, prover));
    if (prover.excludes([...fixed, ...ahead.map(leaves)]))
      return hidden("selections", coreOf(fixed, ahead, leaves, prover));
    const obstacles = [
      ...guards.map((guard) => ({ rule: guard.rule as RuleView, claim: guard.passes })),
      ...ahead.map((other) => ({ rule: other.rule as RuleView, claim: leaves(other) })),
    ];
    return hidden(
      "both",
      coreOf(fixed, obstacles, ({ claim }) => claim, prover),
    );
  }

  /** What is found stands while its people still fit; what is not found, while no rule that changed can have to do with it. */
  #stillTied(selection: ReadSelection, ties: readonly Tie[], { isNew, gone, readGone, coverage }: Change): boolean {
    if (coverage || isNew.has(selection.rule.id)) return false;
    if (this.#rivals(selection).length === 0) return ties.length === 0;
    if (ties.some(({ first }) => gone.has(first))) return false;
    const known = ties.every(({ first, made }) => {
      const other = this.#selections.find(({ rule }) => rule === first);
      return other && this.#prover.fits(this.#loses(selection, other, isNew), made);
    });
    if (!known) return false;
    if (ties.length === mostTies) return true;
    return ![
      ...readGone,
      ...this.#selections.filter(({ rule }) => isNew.has(rule.id)),
      ...this.#guards.filter(({ rule }) => isNew.has(rule.id)),
    ].some((other) => this.#concerns(other, selection));
  }

  #concerns(other: ReadSelection | ReadGuard, selection: ReadSelection): boolean {
    if ("matches" in other) return other.rule.priority >= selection.rule.priority && !areApart(other, selection);
    return !this.#prover.excludes([selection.matches, other.blocks]);
  }

  /** That another is what somebody gets, for whom a selection is too. */
  #loses(selection: ReadSelection, other: ReadSelection, only?: ReadonlySet<AssetId>): Claim[] {
    const guards = this.#steady(selection).filter(({ rule }) => !only || only.has(rule.id));
    return [...guards.map((guard) => guard.passes), ...this.#obstacles(other, only)];
  }

  /** Selections of equal priority that come first by their name, for some of the same people, with another block. */
  #rivals(selection: ReadSelection): ReadSelection[] {
    const { priority, block } = selection.rule;
    const rivals: ReadSelection[] = [];
    for (let at = this.#selections.indexOf(selection) - 1; at >= 0; at--) {
      const other = this.#selections[at]!;
      if (other.rule.priority !== priority) break;
      if (other.rule.block !== block && !areApart(other, selection) && this.#canTake(other, selection))
        rivals.push(other);
    }
    return rivals;
  }

  #findTies(selection: ReadSelection): Tie[] {
    const ties: Tie[] = [];
    for (const other of this.#rivals(selection)) {
      if (ties.length === mostTies) break;
      const outcome = this.#prover.ask([selection.matches, other.matches, ...this.#loses(selection, other)]);
      if (outcome.is === "example") ties.push({ first: other.rule, made: outcome.made });
    }
    return ties;
  }

  #stillGap(gap: Gap, { isNew }: Change): boolean {
    if (gap.is !== "known") return false;
    // A rule that is new may read what is not known of the one who was found.
    return isNew.size === 0 || this.#prover.fits([this.#allKnown(), ...this.#misses()], gap.made);
  }

  #allKnown(): Claim {
    const keys = new Set(this.#selections.flatMap(({ read }) => [...attributesOf(read, this.#prover)]));
    return this.#prover.areKnown([...keys]);
  }

  /** That no guardrail keeps somebody out, and no selection takes them. */
  #misses(): Claim[] {
    const guards = this.#guards.filter(({ rule }) => rule.steady && rule.blocksHeld === null);
    return [...guards.map((guard) => guard.passes), ...this.#selections.map((selection) => selection.misses)];
  }

  #findGap(): Gap {
    if (this.#selections.length === 0) return { is: "noRules" };
    const prover = this.#prover;
    const misses = this.#misses();
    const known = prover.ask([this.#allKnown(), ...misses]);
    if (known.is === "example") return { is: "known", made: known.made };
    const any = prover.ask(misses);
    if (any.is === "example" && known.is === "never") return { is: "stranger", made: any.made };
    return any.is === "never" ? { is: "none" } : { is: "undecided" };
  }
}

interface Rules {
  readonly selections: readonly ReadSelection[];
  readonly guards: readonly ReadGuard[];
}

interface Change {
  readonly isNone: boolean;
  /** Ids of rules that are new or no longer the same. */
  readonly isNew: ReadonlySet<AssetId>;
  /** The rules, as they were, that are gone or no longer the same. */
  readonly gone: ReadonlySet<RuleView>;
  readonly readGone: readonly (ReadSelection | ReadGuard)[];
  readonly goneIds: readonly AssetId[];
  /** Whether a guardrail that keeps back some blocks alone is among them: it decides between selections. */
  readonly coverage: boolean;
}

/** Rules are the same where they are the same object: whoever reads them keeps those that did not change. */
function changeOf(before: Rules, after: Rules): Change {
  const was: readonly (ReadSelection | ReadGuard)[] = [...before.selections, ...before.guards];
  const is: readonly (ReadSelection | ReadGuard)[] = [...after.selections, ...after.guards];
  const wasSet = new Set(was);
  const isSet = new Set(is);
  const readGone = was.filter((each) => !isSet.has(each));
  const readNew = is.filter((each) => !wasSet.has(each));
  const isNew = new Set(readNew.map(({ rule }) => rule.id));
  const ids = new Set(is.map(({ rule }) => rule.id));
  return {
    isNone: readGone.length === 0 && isNew.size === 0,
    isNew,
    gone: new Set(readGone.map(({ rule }) => rule)),
    readGone,
    goneIds: was.map(({ rule }) => rule.id).filter((id) => !ids.has(id)),
    coverage: [...readGone, ...readNew].some(({ rule }) => rule.acts === "guard" && rule.blocksHeld !== null),
  };
}
