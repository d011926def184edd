import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultPaths, missingPaths } from "#shared/access/defaults.ts";
import type { ApprovalPath } from "#shared/access/model.ts";
import type { KindName } from "#shared/assets/kind.ts";
import { everywhere } from "#shared/assets/model.ts";
import { publishHero } from "#test/support/content.ts";
import { makeWorkspace, refused, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
/** A workspace of a time in which these kinds were not thought of. */
async function makeOld(...unknown: KindName[]): Promise<TestWorkspace> {
  const today = defaultPaths.splice(0);
  const known = ({ kinds, ...path }: ApprovalPath) => ({
    ...path,
    kinds: kinds.filter((kind) => !unknown.includes(kind)),
  });
  defaultPaths.push(...today.map(known).filter(({ kinds }) => kinds.length > 0));
  try {
    return await makeWorkspace();
  } finally {
    defaultPaths.splice(0, Number.POSITIVE_INFINITY, ...today);
  }
}

beforeEach(async () => {
  workspace = await makeOld("template", "namingConvention");
});
afterEach(() => workspace.dispose());

/** A template whose one fixed slot shows a block that is approved. */
async function makeTemplate(): Promise<{ propose: () => Promise<unknown> }> {
  const { block, type } = await publishHero(workspace);
  const bea = await workspace.as("bea");
  const { id } = await bea.assets.create({
    kind: "template",
    name: "template.web",
    tier: "campaign",
    scope: everywhere,
    owner: workspace.people.bea,
    body: {
      settings: {
        label: "Web",
        channel: "web",
        slots: [
          { key: "main", label: "Main", mode: "flexible", types: [type] },
          { key: "foot", label: "Foot", mode: "fixed", types: [type], block },
        ],
      },
    },
  });
  return { propose: () => bea.approvals.open({ title: "A template", note: "", assets: [id] }) };
}

test("TE-9 AC-15 what a policy knows no path for cannot be proposed, until an administrator has added the path", async () => {
  const { propose } = await makeTemplate();
  const refusal = await refused(propose());
  expect(refusal.code).toBe("PATH_MISSING");
  expect(refusal.message).toContain("older than templates");

  const ada = await workspace.as("ada");
  const before = (await ada.access.people({})).policy;
  const { paths } = await ada.access.adoptPaths({});
  expect(paths.flatMap(({ kinds }) => kinds).toSorted()).toEqual(["namingConvention", "template"]);
  const after = (await ada.access.people({})).policy;
  expect(after.version).toBe(before.version + 1);
  expect(after.paths).toEqual([...before.paths, ...paths]);

  await propose();
  const [request] = (await ada.approvals.list({ status: ["open"] })).requests;
  for (const person of ["bruno", "leo"] as const) {
    const { waitingFor } = await ada.approvals.get({ request: request!.id });
    await (await workspace.as(person)).approvals.approve({ request: request!.id, step: waitingFor! });
  }
  expect((await ada.approvals.get({ request: request!.id })).status).toBe("approved");
  await (await workspace.as("bea")).releases.sign({ environment: "production" });
  expect((await ada.releases.publish({ environment: "production" })).number).toBe(2);
  expect(await ada.releases.verify({ environment: "production" })).toMatchObject({ number: 2 });
});

test("AC-15 paths that were agreed on are never touched, and a second time there is nothing to add", async () => {
  const ada = await workspace.as("ada");
  await ada.access.adoptPaths({});
  expect((await refused(ada.access.adoptPaths({}))).code).toBe("NOTHING_CHANGED");
  expect(missingPaths({ paths: defaultPaths })).toEqual([]);
});

test("AC-15 a kind that has a path for some tiers gets one for the others alone", () => {
  const partly = defaultPaths.map((path) =>
    path.kinds.includes("template") ? { ...path, kinds: path.kinds.filter((kind) => kind !== "template") } : path,
  );
  const own: ApprovalPath = { kinds: ["template"], tiers: ["foundation"], steps: defaultPaths[0]!.steps };
  const found = missingPaths({ paths: [own, ...partly] });
  expect(found.map(({ kinds, tiers }) => ({ kinds, tiers }))).toEqual([
    { kinds: ["template"], tiers: ["campaign", "variable"] },
  ]);
});
