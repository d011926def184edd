import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { everywhere } from "#shared/assets/model.ts";
import { folderTransport } from "#runtime/bundle-source/transport.ts";
import { pull } from "#runtime/bundle-source/tuf.ts";
import { readTrust, trustPath } from "#main/publishing/trust.ts";
import { publishHero } from "#test/support/content.ts";
import { makeWorkspace, makeClock, refused, type TestWorkspace } from "#test/support/workspace.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  // The service's client goes by the machine's clock.
  workspace = await makeWorkspace({ clock: makeClock(Date.now()) });
});
afterEach(() => workspace.dispose());

const environment = "production";
const administrator = (person: "ada" | "egon") => ({
  member: workspace.people[person],
  role: "administrator" as const,
  scope: everywhere,
});

/** The number of the release that a service is offered which was given the workspace's first trust file. */
async function offered(): Promise<number> {
  const { folders, path } = workspace.options;
  const trust = await readTrust(trustPath(folders));
  const transport = folderTransport(folders.repository);
  const scratch = join(path, "..", "scratch");
  const offer = await pull({ transport, trust, environment, accepted: null, at: Date.now(), scratch });
  return offer.number;
}

test("PB-6 an administrator who was made one later signs for the repository like the first", async () => {
  await publishHero(workspace);
  const [ada, egon] = [await workspace.as("ada"), await workspace.as("egon")];
  await ada.access.grantRole(administrator("egon"));
  await egon.access.setReleaseOwner({ environment, owner: workspace.people.egon });
  expect((await egon.releases.publish({ environment })).number).toBe(2);
  expect(await offered()).toBe(2);
});

test("PB-6 an administrator whose role was taken by another does not sign any more", async () => {
  await publishHero(workspace);
  const [ada, egon] = [await workspace.as("ada"), await workspace.as("egon")];
  await ada.access.grantRole(administrator("egon"));
  await egon.access.revokeRole(administrator("ada"));
  expect((await refused(ada.access.setReleaseOwner({ environment, owner: workspace.people.egon }))).code).toBe(
    "FORBIDDEN",
  );
  expect(await offered()).toBe(1);
});

test("PB-6 nobody lays the role down without another one's signature: the repository would be left to keys that never signed", async () => {
  const ada = await workspace.as("ada");
  await ada.access.grantRole(administrator("egon"));
  const { version } = (await ada.access.people({})).policy;
  const { code, message } = await refused(ada.access.revokeRole(administrator("ada")));
  expect(code).toBe("FORBIDDEN");
  expect(message).toContain("another administrator");
  expect((await ada.access.people({})).policy.version).toBe(version);
});
