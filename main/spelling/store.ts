import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, Instant, MemberId } from "#shared/kernel/ids.ts";
import type { OwnWord } from "#shared/spelling/model.ts";
import { KnownWords, wordsInName } from "#shared/spelling/policy.ts";
import { keptFor } from "../assets/found.ts";
import { headTaxonomy } from "../assets/store.ts";
import type { ReadDb, WriteDb } from "../db/database.ts";

/** More than anybody teaches; a list this long is no help any more. */
const mostWords = 10_000;

/** A person's own words, by the alphabet. */
export const ownWords = (db: ReadDb, member: MemberId): OwnWord[] =>
  db
    .all<{ word: string; asset: string; name: string | null }>(
      `SELECT word, spelling_word.asset AS asset, asset.name AS name
       FROM spelling_word LEFT JOIN asset ON asset.id = spelling_word.asset
       WHERE member = @member ORDER BY word COLLATE NOCASE, word, name`,
      { member },
    )
    .map(({ word, asset, name }) => ({ word, asset: asset === "" ? null : (asset as AssetId), name }));

/** Adds a word to a person's own. @throws INPUT_INVALID when there are too many */
export function putWord(
  db: WriteDb,
  { member, word, asset, at }: { member: MemberId; word: string; asset: AssetId | null; at: Instant },
): void {
  const { count } = db.get<{ count: number }>("SELECT COUNT(*) AS count FROM spelling_word WHERE member = @member", {
    member,
  })!;
  if (count >= mostWords)
    throw new AppError("INPUT_INVALID", `There is room for ${mostWords} words of your own. Remove some first.`);
  db.run(
    `INSERT INTO spelling_word (member, word, asset, added_at) VALUES (@member, @word, @asset, @at)
     ON CONFLICT DO NOTHING`,
    { member, word, asset: asset ?? "", at },
  );
}

/** @throws NOT_FOUND */
export function deleteWord(
  db: WriteDb,
  member: MemberId,
  { word, asset }: { word: string; asset: AssetId | null },
): void {
  const gone = db.run("DELETE FROM spelling_word WHERE member = @member AND word = @word AND asset = @asset", {
    member,
    word,
    asset: asset ?? "",
  });
  if (gone === 0) throw new AppError("NOT_FOUND", `“${word}” is not among your words.`, { word });
}

/** The words of names that the workspace itself uses: its own, its brands', those of tags and vocabularies. */
export const workspaceWords = (db: ReadDb, workspaceName: string): KnownWords =>
  keptFor(db, "spelling.names", () => {
    const brands = db.values<string>("SELECT DISTINCT brand FROM asset WHERE brand <> '*'");
    const labels = [...headTaxonomy(db).vocabularies.values()].flatMap(({ settings }) => [
      settings.label,
      ...settings.terms.map((tag) => tag.label),
    ]);
    return new KnownWords([workspaceName, ...labels, ...brands].flatMap(wordsInName));
  });
