import type { BundleAsset } from "#shared/bundle/model.ts";
import { RuleAnalysis } from "#shared/rules/analysis/analysis.ts";
import { ruleSetOf } from "#shared/rules/analysis/view.ts";
import type { RuleBody } from "#shared/rules/model.ts";
import { decidedAt, makeRules, releaseOf } from "./engine/rules.ts";
import { type BenchModule, figure } from "./metric.ts";

/**
 * The analysis of a whole set of rules, and what it costs again after one edit of a selection, of a guardrail and of an
 * audience. The rules are those that the engine is measured with, in ten placements.
 */
export const measure: BenchModule["measure"] = async function* ({ full }) {
  for (const size of full ? [100, 1_000, 10_000] : [100, 1_000]) {
    const promised = size === 1_000;
    const name = `${size.toLocaleString("en")} rules`;
    const assets = withPriorities(releaseOf(makeRules(size)));
    // The first run pays for compiling the code as well; what people wait for is measured after it.
    analyse(new RuleAnalysis(), assets.slice(0, 200));
    const analysis = new RuleAnalysis();
    const first = timed(() => analyse(analysis, assets));
    yield figure(`${name}: all from the beginning`, first.ms, "ms", "lower", promised ? 2_000 : null);
    yield figure(`${name}: findings`, first.value.findings.length, "findings", "higher");
    const target = promised ? 200 : null;
    const selection = edited(assets, "rule-000042", 'profile.country == "c7" && profile.age >= 30');
    yield figure(
      `${name}: after an edit of a rule`,
      timed(() => analyse(analysis, selection)).ms,
      "ms",
      "lower",
      target,
    );
    const guard = edited(selection, "minors", "profile.minor || profile.age < 18");
    yield figure(
      `${name}: after an edit of a guardrail of every placement`,
      timed(() => analyse(analysis, guard)).ms,
      "ms",
      "lower",
      target,
    );
    const audience = edited(guard, "vips", 'profile.vip && profile.tier == "gold"');
    yield figure(`${name}: after an edit of an audience`, timed(() => analyse(analysis, audience)).ms, "ms", "lower");
  }
};

const analyse = (analysis: RuleAnalysis, assets: readonly BundleAsset[]) =>
  analysis.update(ruleSetOf(assets, null), decidedAt);

function timed<T>(work: () => T): { readonly ms: number; readonly value: T } {
  const started = performance.now();
  const value = work();
  return { ms: performance.now() - started, value };
}

/** Most rules of a team have a priority of their own; a few share one. */
function withPriorities(assets: readonly BundleAsset[]): BundleAsset[] {
  let place = 0;
  return assets.map((asset) => {
    if (asset.kind !== "rule") return asset;
    const { logic, settings } = asset.body as unknown as RuleBody;
    if (logic.effect !== "select") return asset;
    place += 1;
    return { ...asset, body: { settings, logic: { ...logic, priority: Math.floor(((place * 7919) % 10_000) / 3) } } };
  });
}

const edited = (assets: readonly BundleAsset[], name: string, when: string): BundleAsset[] =>
  assets.map((asset) =>
    asset.name === name ? { ...asset, body: { ...asset.body, logic: { ...asset.body.logic, when } } } : asset,
  );
