import type { SavedView } from "#shared/assets/model.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { Instant, MemberId } from "#shared/kernel/ids.ts";
import type { ReadDb, WriteDb } from "../db/database.ts";

/** More than anybody finds their way in. */
const mostViews = 100;

/** A person's views of a list, by name. */
export const listViews = (db: ReadDb, member: MemberId, list: string): SavedView[] =>
  db
    .all<{ id: string; name: string; look: string }>(
      "SELECT id, name, look FROM saved_view WHERE member = @member AND list = @list ORDER BY name COLLATE NOCASE",
      { member, list },
    )
    .map(({ id, name, look }) => ({ id, name, look: JSON.parse(look) as SavedView["look"] }));

interface View extends SavedView {
  readonly member: MemberId;
  readonly list: string;
  readonly at: Instant;
}

/** Saves a new view, or changes one of the person's own. @throws NAME_TAKEN, NOT_FOUND, INPUT_INVALID when there are too many */
export function putView(db: WriteDb, { id, member, list, name, look, at }: View, isNew: boolean): void {
  const views = listViews(db, member, list);
  if (views.some((view) => view.name === name && view.id !== id))
    throw new AppError("NAME_TAKEN", `You have a view named ${name} already. Choose another name.`, { name });
  const known = db.get<{ member: string }>("SELECT member FROM saved_view WHERE id = @id", { id });
  if (!isNew && known?.member !== member) throw new AppError("NOT_FOUND", "You have no such view.", { id });
  if (isNew && views.length >= mostViews)
    throw new AppError("INPUT_INVALID", `There is room for ${mostViews} views of a list. Delete one first.`);
  db.run(
    `INSERT INTO saved_view (id, member, list, name, look, saved_at) VALUES (@id, @member, @list, @name, @look, @at)
     ON CONFLICT (id) DO UPDATE SET name = @name, look = @look, saved_at = @at`,
    { id, member, list, name, look: JSON.stringify(look), at },
  );
}

/** @throws NOT_FOUND */
export function deleteView(db: WriteDb, member: MemberId, id: string): void {
  if (db.run("DELETE FROM saved_view WHERE id = @id AND member = @member", { id, member }) === 0)
    throw new AppError("NOT_FOUND", "You have no such view.", { id });
}
