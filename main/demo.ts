import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  audiencesGetTheirVariants,
  cast,
  environment,
  excludedVisitors,
  importExport,
  makeExclusion,
  makeWorkspace,
  prove,
  publishingIsRefused,
  review,
  signAndPublish,
  threeVisitors,
} from "./demo/chapters.ts";
import { type RunningService, startService } from "./demo/programs.ts";
import { Story } from "./demo/story.ts";

/**
 * `npm run demo [-- EXPORT]`: the whole path, headless, on a Contentful export (a small one of our own, unless another is named).
 * It runs the product's own programs and checks what they answer; it ends with 1 where anything is not as it should be.
 */
async function main(file: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "imprimatur-demo-"));
  const story = new Story(folder);
  console.log(`The whole path, on ${file}`);
  let service: RunningService | null = null;
  try {
    const place = await makeWorkspace(story);
    await importExport(story, file);
    story.step("Review: brand and legal sign the exact parts that they are shown");
    await review(story, cast.ines, "Import from Contentful", []);
    await publishingIsRefused(story, cast.bea);
    story.step("Sign and publish: owners put their name to it, the release owner publishes, anybody can check");
    const first = await signAndPublish(story, [cast.olga], place);

    story.step("The decision service verifies the release and serves it");
    service = await startService({ ...place, environment, state: join(folder, "service") });
    story.check((await service.release()) === first.number, `It serves release ${first.number} at ${service.url}.`);
    const match = await audiencesGetTheirVariants(story, service, first);
    if (match) {
      story.step("Three visitors in one place");
      await threeVisitors(story, service, first, match);

      story.step("A guardrail: written, approved, signed and published while the service runs");
      const names = await makeExclusion(story);
      await review(story, cast.egon, "Exclude open complaints", names);
      const second = await signAndPublish(story, [cast.egon], place);
      story.check(await reaches(service, second.number), `Release ${second.number} has reached the running service.`);
      await excludedVisitors(story, service, second, match);
    }

    story.step("Proof, for whoever wants it");
    await prove(story, place);
  } finally {
    await service?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return conclude(story);
}

/** Whether the service takes the release up; it looks for one every second. */
async function reaches(service: RunningService, number: number): Promise<boolean> {
  for (let attempt = 0; attempt < 60; attempt++) {
    if ((await service.release()) === number) return true;
    await new Promise((resume) => setTimeout(resume, 250));
  }
  return false;
}

function conclude({ checks, failures }: Story): number {
  console.log(
    failures === 0
      ? `\nAll ${checks} checks hold.`
      : `\n${failures} of ${checks} checks do not hold; they are marked ✗ above.`,
  );
  return failures === 0 ? 0 : 1;
}

const ownExport = join(import.meta.dirname, "demo", "outdoor-space.json");

try {
  process.exitCode = await main(resolve(process.argv[2] ?? ownExport));
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
