import { Plus, X } from "lucide-react";
import { everywhere } from "#shared/assets/model.ts";
import type { Grant } from "#shared/access/model.ts";
import { hrefTo } from "#renderer/app/navigation.ts";
import { capital, counted } from "#renderer/app/words.ts";
import { BigSeal, Button, EmptyState, IconButton, KeyValue, shortDigest } from "#renderer/ui/index.ts";
import { OwnKey } from "./own-key.tsx";
import type { PolicyChange } from "./policy-panels.tsx";
import type { People, Person } from "./store.ts";
import { grantWords } from "./strings.ts";

export interface PersonViewProps {
  person: Person;
  people: People;
  onChange: (change: PolicyChange) => void;
}

/** One person: their seal and key, their roles, and, for oneself, the key’s passphrase and lock. */
export function PersonView({ person, people, onChange }: PersonViewProps) {
  const environments = people.policy?.environments.filter((one) => one.releaseOwner === person.id) ?? [];
  const me = people.me?.id === person.id;
  return (
    <section className="people-person scroll" tabIndex={0} aria-label={person.name}>
      <header className="people-head">
        <BigSeal
          name={person.name}
          publicKey={person.publicKey}
          state={person.owns > 0 ? "signed" : "missing"}
          size={84}
        />
        <div>
          <h2 className="people-name">{person.name}</h2>
          <p className="dim">{person.title || "no title"}</p>
        </div>
      </header>
      <KeyValue
        wide
        rows={[
          [
            "Key",
            <code key="key" title={person.publicKey}>
              {shortDigest(person.publicKey)}
            </code>,
          ],
          ["Owns", person.owns > 0 ? counted(person.owns, "asset") : "nothing, so the seal is not in use"],
          [
            "Release owner",
            environments.length > 0
              ? environments.map(({ id }) => (
                  <a key={id} className="link people-environment" href={hrefTo("releases", { environment: id })}>
                    {id}
                  </a>
                ))
              : "of no environment",
          ],
          ["Standing", person.active ? undefined : "has left; what they signed still counts for then"],
        ]}
      />
      <Roles person={person} people={people} onChange={onChange} />
      {me && <OwnKey />}
    </section>
  );
}

function Roles({ person, people, onChange }: PersonViewProps) {
  const give = people.refuse("access.grantRole", { scope: everywhere });
  const take = people.refuse("access.revokeRole", { scope: everywhere });
  const revoke = ({ member, role, scope }: Grant): void => onChange({ kind: "revoke", member, role, scope });
  return (
    <section className="people-section" aria-label="Roles">
      <h2 className="section-title">
        Roles <span className="count">{person.grants.length}</span>
      </h2>
      {person.grants.length === 0 && (
        <EmptyState title="No roles">
          Everyone reads everything. A role lets them write, approve or administer.
        </EmptyState>
      )}
      <ul className="people-roles">
        {person.grants.map((grant) => {
          const words = grantWords(grant.role, grant.scope);
          return (
            <li key={words}>
              <span>{capital(words)}</span>
              <IconButton
                icon={X}
                size="sm"
                label={`Take away: ${words}`}
                disabledReason={take}
                onClick={() => revoke(grant)}
              />
            </li>
          );
        })}
      </ul>
      <div>
        <Button
          icon={Plus}
          disabledReason={give ?? (person.active ? undefined : `${person.name} has left.`)}
          onClick={() => onChange({ kind: "grant", member: person.id })}
        >
          Give a role
        </Button>
      </div>
    </section>
  );
}
