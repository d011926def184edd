import { Plus, X } from "lucide-react";
import { Button, IconButton, Segmented, TextField } from "#renderer/ui/index.ts";
import { GrantFields } from "./grant-fields.tsx";
import { emptyGrant, type NewPerson } from "./new-person.ts";
import { shortestPassphrase } from "./strings.ts";

const keyKinds = [
  { value: "passphrase", label: "Make one here" },
  { value: "publicKey", label: "They have one" },
] as const;

export function PersonFields({ person, onChange }: { person: NewPerson; onChange: (person: NewPerson) => void }) {
  const { name, title, key, grants } = person;
  const put = (changes: Partial<NewPerson>): void => onChange({ ...person, ...changes });
  return (
    <div className="fields">
      <TextField label="Name" value={name} onChange={(next) => put({ name: next })} />
      <TextField
        label="Title"
        rule="what they do, such as Editor, DE"
        value={title}
        onChange={(next) => put({ title: next })}
      />
      <div className="row">
        <b className="small">Their key</b>
        <Segmented
          label="Their key"
          options={keyKinds}
          value={key.kind}
          onChange={(kind) => put({ key: { kind, value: "" } })}
        />
      </div>
      {key.kind === "passphrase" ? (
        <TextField
          label="First passphrase"
          rule={`at least ${shortestPassphrase} characters`}
          type="password"
          autoComplete="new-password"
          value={key.value}
          onChange={(value) => put({ key: { kind: "passphrase", value } })}
        />
      ) : (
        <TextField
          label="Public key"
          rule="Ed25519, 64 hexadecimal digits"
          mono
          value={key.value}
          onChange={(value) => put({ key: { kind: "publicKey", value } })}
        />
      )}
      {grants.map((grant, at) => (
        <div key={at} className="people-grant">
          <GrantFields
            grant={grant}
            onChange={(next) => put({ grants: grants.map((one, index) => (index === at ? next : one)) })}
          />
          <IconButton
            icon={X}
            size="sm"
            label={`Leave out role ${at + 1}`}
            onClick={() => put({ grants: grants.filter((_, index) => index !== at) })}
          />
        </div>
      ))}
      <div>
        <Button size="sm" icon={Plus} onClick={() => put({ grants: [...grants, emptyGrant] })}>
          {grants.length === 0 ? "Give a role" : "Another role"}
        </Button>
      </div>
    </div>
  );
}
