import { type KindName, kindNames } from "#shared/assets/kind.ts";
import { everywhere } from "#shared/assets/model.ts";
import { missingPaths } from "#shared/access/defaults.ts";
import { roleLabels } from "#shared/access/model.ts";
import { sayExactly } from "#renderer/app/dates.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { capital, counted, listed } from "#renderer/app/words.ts";
import { kindWords, partLabels } from "#renderer/assets/strings.ts";
import { ApprovalPath, Button, KeyValue, OwnerChip, Reason, TierLabel } from "#renderer/ui/index.ts";
import type { PolicyChange } from "./policy-panels.tsx";
import type { People } from "./store.ts";
import { words } from "./strings.ts";

/** The kinds of a path; one for all of them catches what no other fits. */
const pathWords = (kinds: readonly KindName[]): string =>
  kinds.length === kindNames.length
    ? "Everything else"
    : capital(
        listed(
          kinds.map((kind) => kindWords[kind].many),
          { most: 9 },
        ),
      );

/** The policy in force: its version, who publishes where, and the approvals that each kind needs. */
export function PolicyView({ people, onChange }: { people: People; onChange: (change: PolicyChange) => void }) {
  const { policy } = people;
  if (!policy) return null;
  const missing = missingPaths(policy).flatMap(({ kinds }) => kinds);
  const refusal = people.refuse("access.setReleaseOwner", { scope: everywhere });
  return (
    <section className="people-person scroll" tabIndex={0} aria-label="Policy">
      <KeyValue
        wide
        rows={[
          ["Version", String(policy.version)],
          ["Signed", sayExactly(policy.at)],
          ["The next one takes", counted(policy.threshold, "administrator’s signature", "administrators’ signatures")],
          [
            "History",
            <a key="history" className="link" href={hrefTo("audit", { act: "policy.signed" })}>
              Every version in the journal
            </a>,
          ],
        ]}
      />
      <Reason>{words.reason}</Reason>
      <section className="people-section" aria-label="Environments">
        <h2 className="section-title">Environments</h2>
        <ul className="people-environments">
          {policy.environments.map(({ id, releaseOwner, maxStalenessDays }) => (
            <li key={id}>
              <b>{id}</b>
              <OwnerChip name={people.nameOf(releaseOwner)} seal="signed" note="release owner" />
              <span className="dim">stale {maxStalenessDays} days after its last release</span>
              <Button
                size="sm"
                reasonIn="tooltip"
                disabledReason={refusal}
                onClick={() => onChange({ kind: "releaseOwner", environment: id })}
              >
                Name another
              </Button>
            </li>
          ))}
        </ul>
      </section>
      <section className="people-section" aria-label="Approval paths">
        <h2 className="section-title">Approval paths</h2>
        <p className="dim">
          The first that fits an asset’s kind and tier is its path. Last of all, its owner signs exactly what was
          approved.
        </p>
        {missing.length > 0 && (
          <div className="row">
            <span>
              {capital(
                listed(
                  missing.map((kind) => kindWords[kind].many),
                  { most: 9 },
                ),
              )}{" "}
              came with a later version: the policy does not say yet who approves them.
            </span>
            <Button
              size="sm"
              reasonIn="tooltip"
              disabledReason={people.refuse("access.adoptPaths", { scope: everywhere })}
              onClick={() => onChange({ kind: "paths" })}
            >
              Add their paths
            </Button>
          </div>
        )}
        <ol className="people-paths">
          {policy.paths.map((path) => (
            <li key={`${path.kinds.join()} ${path.tiers.join()}`}>
              <div className="row">
                <b>{pathWords(path.kinds)}</b>
                {path.tiers.length < 3 && path.tiers.map((tier) => <TierLabel key={tier} tier={tier} short />)}
              </div>
              <ApprovalPath
                direction="down"
                steps={path.steps.map((step) => ({
                  key: step.id,
                  title: step.label,
                  state: "todo",
                  note: `${roleLabels[step.role]}: ${listed(
                    step.covers.map((part) => partLabels[part]),
                    { most: 9 },
                  )}`,
                }))}
              />
            </li>
          ))}
        </ol>
      </section>
    </section>
  );
}
