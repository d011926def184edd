import { roleLabels, roles } from "#shared/access/model.ts";
import { capital } from "#renderer/app/words.ts";
import { useScopes } from "#renderer/assets/data/scopes.ts";
import { channelWords } from "#renderer/reviews/strings.ts";
import { Field, Select, TextField } from "#renderer/ui/index.ts";
import type { GrantDraft } from "./new-person.ts";

const anyChannel = "*";

/** Which role, and where it holds. */
export function GrantFields({ grant, onChange }: { grant: GrantDraft; onChange: (grant: GrantDraft) => void }) {
  const { brands, markets } = useScopes();
  const hint = (known: readonly string[]): string =>
    known.length > 0 ? `in use: ${known.join(", ")}` : "empty: all of them";
  return (
    <div className="fields">
      <Field label="Role">
        {(control) => (
          <Select
            {...control}
            look="field"
            label="Role"
            options={roles.map((role) => ({ value: role, label: capital(roleLabels[role]) }))}
            value={grant.role}
            onChange={(role) => onChange({ ...grant, role })}
          />
        )}
      </Field>
      <div className="fields-pair">
        <TextField
          label="Brand"
          placeholder="all"
          hint={hint(brands)}
          value={grant.brand}
          onChange={(brand) => onChange({ ...grant, brand })}
        />
        <TextField
          label="Market"
          placeholder="all"
          hint={hint(markets)}
          value={grant.market}
          onChange={(market) => onChange({ ...grant, market })}
        />
      </div>
      <Field label="Channel">
        {(control) => (
          <Select
            {...control}
            look="field"
            label="Channel"
            options={[
              { value: anyChannel, label: "All channels" },
              ...Object.entries(channelWords).map(([value, label]) => ({ value, label: capital(label) })),
            ]}
            value={grant.channel}
            onChange={(channel) => onChange({ ...grant, channel })}
          />
        )}
      </Field>
    </div>
  );
}
