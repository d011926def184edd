import { Check, CircleDashed, Minus } from "lucide-react";
import { Fragment, useMemo } from "react";
import { listed } from "#renderer/app/words.ts";
import { classes, Face, Reason, Seal } from "#renderer/ui/index.ts";
import { type Answer, answerFor, forEveryone, type Right, rightsOf } from "./rights.ts";
import type { People, Person } from "./store.ts";
import { callWords } from "./strings.ts";

/** How many people stand side by side; the one that is chosen is always among them. */
const mostShown = 12;

const look = {
  yes: { icon: Check, tone: "ok", word: "yes" },
  part: { icon: CircleDashed, tone: "attn", word: "in part" },
  no: { icon: Minus, tone: "mute", word: "no" },
} as const;

/** The permission table as the gate reads it: every right, for every person, with the reason for the chosen one. */
export function RightsMatrix({ people, selected }: { people: People; selected: Person }) {
  const rights = useMemo(() => (people.policy ? rightsOf(people.policy) : []), [people.policy]);
  const shown = useMemo(() => shownPeople(people.people, selected), [people.people, selected]);
  const groups = [...Map.groupBy(rights, (right) => right.group)];
  return (
    <section className="people-rights scroll" tabIndex={0} aria-label="Who can do what">
      <table className="people-matrix">
        <thead>
          <tr>
            <th scope="col">Right</th>
            {shown.map((person) => (
              <th
                key={person.id}
                scope="col"
                className={classes(person.id === selected.id && "is-chosen")}
                title={person.name}
              >
                {person.owns > 0 ? <Seal name={person.name} state="signed" quiet /> : <Face name={person.name} quiet />}
                <span className="sr">{person.name}</span>
              </th>
            ))}
            <th scope="col">Why {selected.name}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(([group, lines]) => (
            <Fragment key={group}>
              <tr className="people-matrix-group">
                <th scope="colgroup" colSpan={shown.length + 2}>
                  {group}
                </th>
              </tr>
              {lines.map((right) => (
                <Line key={right.key} right={right} shown={shown} selected={selected} everyone={people.people} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      <div className="people-note">
        <Reason>
          Everyone who is signed in may also:{" "}
          {listed(
            forEveryone.map((call) => lower(callWords[call])),
            { most: 99 },
          )}
          .
        </Reason>
        {shown.length < people.people.length && (
          <Reason>
            {shown.length} of {people.people.length} people are shown. Choose another in the list to see them here.
          </Reason>
        )}
      </div>
    </section>
  );
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function shownPeople(everyone: readonly Person[], selected: Person): Person[] {
  const first = everyone.slice(0, mostShown);
  return first.some((person) => person.id === selected.id) ? first : [...first.slice(0, -1), selected];
}

function Line({
  right,
  shown,
  selected,
  everyone,
}: {
  right: Right;
  shown: readonly Person[];
  selected: Person;
  everyone: readonly Person[];
}) {
  return (
    <tr>
      <th scope="row">{right.words}</th>
      {shown.map((person) => (
        <Cell key={person.id} answer={answerFor(right, person, everyone)} chosen={person.id === selected.id} />
      ))}
      <td className="people-why">{answerFor(right, selected, everyone).why}</td>
    </tr>
  );
}

function Cell({ answer: { answer, why }, chosen }: { answer: Answer; chosen: boolean }) {
  const { icon: Icon, tone, word } = look[answer];
  return (
    <td className={classes(chosen && "is-chosen")} title={why}>
      <Icon className={`icon icon-sm tone-${tone}`} role="img" aria-label={`${word}. ${why}`} />
    </td>
  );
}
