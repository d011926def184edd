import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { everywhere } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import type { StudioApi } from "#shared/contracts.ts";
import type { MemberId } from "#shared/kernel/ids.ts";
import { type AppOptions, openApp } from "#main/app.ts";
import { createSampleWorkspace } from "#main/sample/create.ts";
import { samplePassphrase } from "#main/sample/data/people.ts";
import { createWorkspace, foldersBeside } from "#main/workspace.ts";

export interface BenchWorkspace {
  readonly options: AppOptions;
  readonly person: string;
  readonly passphrase: string;
  dispose(): void;
}

/** Cheap to open: the price of a passphrase is chosen, not measured. */
const scryptCost = 16;

function place(name: string): { options: AppOptions; dispose: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "imprimatur-bench-"));
  const path = join(folder, `${name}.imprimatur`);
  const options = { path, folders: foldersBeside(path), scryptCost };
  return { options, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The sample that `npm start` makes. */
export async function sampleWorkspace(): Promise<BenchWorkspace> {
  const made = place("sample");
  await createSampleWorkspace(made.options);
  return { ...made, person: "Jonas Brandt", passphrase: samplePassphrase };
}

/** One block type and blocks of it, written through the same calls that a person makes. */
export async function largeWorkspace(assets: number): Promise<BenchWorkspace> {
  const made = place(`assets-${assets}`);
  const passphrase = "a bench has no secrets";
  await createWorkspace(made.options, {
    name: "Large",
    administrator: { name: "Ada Admin", title: "", passphrase },
    environments: [{ id: "production", maxStalenessDays: 30 }],
  });
  const app = openApp(made.options);
  const api = app.clientFor(app.newSender());
  const ada = (await api.access.status({})).members[0]!.id;
  await api.access.signIn({ member: ada, passphrase });
  await api.access.grantRole({ member: ada, role: "brandApprover", scope: everywhere });
  await writeBlocks(api, ada, assets - 1);
  app.close();
  return { ...made, person: "Ada Admin", passphrase };
}

const campaigns = ["alpine-season", "hut-weekends", "repair-weeks", "winter-clearance", "trail-running"];
const markets = ["de", "uk", "jp", "fr", "it"];

async function writeBlocks(api: StudioApi, owner: MemberId, count: number): Promise<void> {
  const shared = { tier: "campaign", owner } as const;
  const type = await api.assets.create({
    ...shared,
    kind: "blockType",
    name: "type.hero",
    scope: everywhere,
    body: typeBody,
  });
  for (let index = 0; index < count; index++) {
    const market = markets[index % markets.length]!;
    const campaign = campaigns[index % campaigns.length]!;
    await api.assets.create({
      ...shared,
      kind: "block",
      name: `hero.${campaign}-${index}.web.${market}`,
      scope: { brand: "*", market, channel: "web" },
      body: {
        settings: { label: `${campaign} ${index}`, type: type.id, variants: [] },
        copy: {
          base: {
            headline: { "*": `Up to hut ${index}` },
            body: { "*": `Boots and shells for the way, tested on ${index} metres.` },
          },
        },
      },
    });
  }
}

const text = { type: "text", part: "copy", mode: "flexible", localized: true } as const;
const typeBody: Body = {
  settings: {
    label: "Hero",
    fields: [
      { ...text, name: "headline", label: "Headline", required: true, limits: { maxLength: 48 } },
      { ...text, name: "body", label: "Body", required: false, limits: { maxLength: 120 } },
    ],
  },
};
