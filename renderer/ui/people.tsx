import { Face, Seal, type SealState } from "./seal.tsx";

export interface OwnerChipProps {
  name: string;
  seal: SealState;
  /** In grey after the name: “owner, signed”, “owner until 17 Oct”. */
  note?: string;
  size?: number;
}

/** The owner of something: seal, name, note. The same everywhere. */
export function OwnerChip({ name, seal, note, size = 20 }: OwnerChipProps) {
  return (
    <span className="person" title={note ? `${name}, ${note}` : name}>
      <Seal name={name} state={seal} size={size} quiet={note !== undefined} />
      <span className="person-name">{name}</span>
      {note && <span className="person-role">{note}</span>}
    </span>
  );
}

/** A person in any other part: circle, name, then the role. */
export function PersonChip({ name, role, size = 20 }: { name: string; role?: string; size?: number }) {
  return (
    <span className="person" title={role ? `${name}, ${role}` : name}>
      <Face name={name} size={size} quiet />
      <span className="person-name">{name}</span>
      {role && <span className="person-role">{role}</span>}
    </span>
  );
}
