import { basename, extname, resolve } from "node:path";
import { readFileSync } from "node:fs";
import { type Tier, tiers } from "#shared/assets/model.ts";
import { mostPictureBytes } from "#shared/images/contract.ts";
import { toBase64 } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import { sayBytes } from "#shared/taxonomy/checks/pictures.ts";
import { type Cli, collect, oneOf, type ScopeOptions, scopeOf, withScope } from "./command.ts";
import { type Answer, usageError } from "./output.ts";
import { findByName, type Session } from "./session.ts";

/** `image add`. */
export function addImageCommands(cli: Cli): void {
  const image = cli.program.command("image").description("the picture library");
  withScope(
    image
      .command("add")
      .description(
        "keep a picture beside the workspace and make an asset of it, of which you or somebody else is the owner",
      )
      .argument("<file>", "PNG, JPEG, WebP, AVIF, GIF or SVG; told by its content")
      .requiredOption("--name <name>", "the asset's name, by the naming convention")
      .option("--label <label>", "what people call it; else the file's name")
      .option("--alt <text>", "what it shows, LOCALE=TEXT; may be given several times", collect)
      .option("--tier <tier>", tiers.join(", "), oneOf(tiers, "tier"), "campaign")
      .option("--owner <name>", "who will own it; else you"),
  ).action((file: string, options: AddOptions) => cli.inSession((session) => add(cli, session, file, options)));
}

interface AddOptions extends ScopeOptions {
  readonly name: string;
  readonly label?: string;
  readonly alt?: readonly string[];
  readonly tier: Tier;
  readonly owner?: string;
}

async function add(cli: Cli, { api, me }: Session, file: string, options: AddOptions): Promise<Answer> {
  const { name, tier } = options;
  const owner = options.owner ? findByName((await api.access.people({})).people, options.owner) : me;
  const made = await api.images.add({
    bytes: toBase64(readPictureFile(resolve(cli.io.folder, file))),
    name,
    label: options.label ?? basename(file, extname(file)),
    ...(options.alt && { alt: Object.fromEntries(options.alt.map(readAlt)) }),
    tier,
    scope: scopeOf(options),
    owner: owner.id,
  });
  const { width, height, bytes, mediaType } = made.file;
  return {
    value: { name, owner: owner.id, ...made },
    lines: [`${name} is made: ${width} × ${height} px, ${sayBytes(bytes)}, ${mediaType}. The owner is ${owner.name}.`],
  };
}

function readAlt(text: string): readonly [string, string] {
  const [, locale, words] = /^([A-Za-z0-9-]+|\*)=(.*)$/s.exec(text) ?? [];
  if (locale === undefined || words === undefined)
    throw usageError(`“${text}” is not LOCALE=TEXT, such as --alt de-DE="Ein Grat im Nebel".`);
  return [locale, words];
}

function readPictureFile(path: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new AppError("NOT_FOUND", `The picture ${path} cannot be read.`, { path }, cause);
  }
  // What is far too large is not even sent to the gate, which would say the same.
  if (bytes.length > mostPictureBytes)
    throw new AppError(
      "PICTURE_REFUSED",
      `The file weighs ${sayBytes(bytes.length)}; at most ${sayBytes(mostPictureBytes)} are taken. Compress it, or choose a smaller one.`,
    );
  return bytes;
}
