import { UserPlus } from "lucide-react";
import { useMemo, useState } from "react";
import { everywhere } from "#shared/assets/model.ts";
import { Answer } from "#renderer/app/answer.tsx";
import { runCommand, useCommands } from "#renderer/app/commands.ts";
import type { Command, PageProps } from "#renderer/app/feature.ts";
import { changeParams, navigate } from "#renderer/app/navigation.ts";
import { counted } from "#renderer/app/words.ts";
import { Button, Face, ListHead, Seal, Tabs, VirtualList } from "#renderer/ui/index.ts";
import { PersonView } from "./person-view.tsx";
import { PolicyPanel, type PolicyChange } from "./policy-panels.tsx";
import { PolicyView } from "./policy-view.tsx";
import { RightsMatrix } from "./rights-matrix.tsx";
import { type People, type Person, usePeople } from "./store.ts";
import { words } from "./strings.ts";
import "./people.css";

const views = ["person", "rights", "policy"] as const;
type View = (typeof views)[number];

/** People: who is here, what they may do, and the policy that says so. */
export default function PeoplePage({ route }: PageProps) {
  const people = usePeople();
  const view = views.find((one) => one === route.params["view"]) ?? "person";
  return (
    <div className="page">
      <Answer query={people.state} waiting="Reading the people">
        {() => <Directory people={people} view={view} id={route.params["id"]} />}
      </Answer>
    </div>
  );
}

function Directory({ people, view, id }: { people: People; view: View; id: string | undefined }) {
  const [change, setChange] = useState<PolicyChange>();
  const person = people.find(id) ?? people.me ?? people.people[0];
  const refusal = people.refuse("access.addMember", { scope: everywhere });
  const add = useMemo(
    (): Command => ({
      id: "people.add",
      title: "Add a person",
      icon: UserPlus,
      keys: "mod+shift+n",
      disabledReason: () => refusal,
      run: () => setChange({ kind: "add" }),
    }),
    [refusal],
  );
  useCommands(
    "For people",
    useMemo(() => [add], [add]),
  );
  return (
    <div className={change ? "people has-panel" : "people"}>
      <PeopleList people={people} selected={person} view={view} />
      <div className="people-work">
        <Tabs
          head
          label="People"
          value={view}
          onChange={(next) => changeParams({ view: next })}
          tabs={[
            { value: "person", label: person?.name ?? words.person },
            { value: "rights", label: words.rights },
            { value: "policy", label: words.policy, note: people.policy && `version ${people.policy.version}` },
          ]}
          after={
            <span className="people-add">
              <Button icon={UserPlus} disabledReason={refusal} reasonIn="tooltip" onClick={() => runCommand(add)}>
                {add.title}
              </Button>
            </span>
          }
        >
          {view === "person" && person && (
            <PersonView key={person.id} person={person} people={people} onChange={setChange} />
          )}
          {view === "rights" && person && <RightsMatrix people={people} selected={person} />}
          {view === "policy" && <PolicyView people={people} onChange={setChange} />}
        </Tabs>
      </div>
      {change && (
        <PolicyPanel
          key={JSON.stringify(change)}
          change={change}
          people={people}
          onClose={() => setChange(undefined)}
        />
      )}
    </div>
  );
}

function PeopleList({ people, selected, view }: { people: People; selected: Person | undefined; view: View }) {
  return (
    <nav className="pane people-list" aria-label="People">
      <ListHead level={1} title="People" count={people.people.length} />
      <VirtualList
        label="People of this workspace"
        items={people.people}
        itemKey={(person) => person.id}
        selected={selected?.id}
        onSelect={(person) => navigate("people", { id: person.id, view }, { replace: true })}
        row={(person) => ({
          lead: person.owns > 0 ? <Seal name={person.name} state="signed" quiet /> : <Face name={person.name} quiet />,
          title: person.name,
          meta: [people.titleOf(person.id), person.owns > 0 ? `owns ${counted(person.owns, "asset")}` : ""]
            .filter(Boolean)
            .join(" · "),
        })}
      />
    </nav>
  );
}
