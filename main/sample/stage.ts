import type { Body } from "#shared/assets/parts.ts";
import type { StudioApi } from "#shared/contracts.ts";
import { imageBody } from "#shared/images/model.ts";
import { toBase64 } from "#shared/kernel/crypto.ts";
import { AppError } from "#shared/kernel/errors.ts";
import type { AssetId, MemberId, RequestId } from "#shared/kernel/ids.ts";
import type { SampleAsset } from "./bodies.ts";

/** The studio as the sample uses it: through the calls that a user has, and no others. */
export interface SampleStudio {
  /** The API as this member sees it, signed in and with an open key. */
  as(member: string): Promise<StudioApi>;
  /** The day of which the sample is made, in milliseconds since 1970; days of the story count from it. */
  readonly today: number;
  readonly now: () => number;
  /** Lets the clock stand at a time. Where it is left out, the whole story happens now. */
  readonly moveTo?: (time: number) => void;
}

/** A picture comes with its file, as it does from a person. */
async function addPicture(
  api: StudioApi,
  { name, tier, scope, owner, body }: Parameters<StudioApi["assets"]["create"]>[0],
  file: Uint8Array,
): Promise<{ id: AssetId }> {
  const { settings, copy } = imageBody.parse(body);
  const alt = (copy?.alt ?? {}) as Record<string, string>;
  return api.images.add({ bytes: toBase64(file), name, label: settings.label, alt, tier, scope, owner });
}

const dayMs = 24 * 3600 * 1000;

/** Plays scenes of the story: who makes, proposes, approves, signs and publishes what, and when. */
export class Stage {
  readonly today: number;
  readonly #studio: SampleStudio;
  readonly #assets = new Map<string, AssetId>();
  readonly #members = new Map<string, MemberId>();

  constructor(studio: SampleStudio) {
    this.#studio = studio;
    this.today = studio.today;
  }

  as = (member: string): Promise<StudioApi> => this.#studio.as(member);

  /** Moves to so many days from today; negative ones are past. Time never runs backwards. */
  day(days: number): void {
    this.#studio.moveTo?.(Math.max(this.today + Math.round(days * dayMs), this.#studio.now()));
  }

  idOf = (name: string): AssetId => {
    const id = this.#assets.get(name);
    if (!id) throw new Error(`The sample speaks of ${name} before it exists.`);
    return id;
  };

  async memberOf(name: string): Promise<MemberId> {
    const known = this.#members.get(name);
    if (known) return known;
    const [anyone] = this.#members.keys();
    const { people } = await (await this.as(anyone ?? name)).access.people({});
    for (const person of people) this.#members.set(person.name, person.id);
    const id = this.#members.get(name);
    if (!id) throw new Error(`The sample has nobody called ${name}.`);
    return id;
  }

  /** Makes assets as one person. Each may refer to those before it. @returns their names. */
  async make(author: string, assets: readonly SampleAsset[]): Promise<string[]> {
    const api = await this.as(author);
    for (const { file, ...asset } of assets) {
      const { name, owner } = asset;
      const made = { ...asset, owner: await this.memberOf(owner) };
      const { id } = await (file ? addPicture(api, made, file) : api.assets.create(made));
      this.#assets.set(name, id);
    }
    return assets.map(({ name }) => name);
  }

  async bodyOf(member: string, name: string): Promise<Body> {
    const { body } = await (await this.as(member)).assets.get({ asset: name });
    if (!body) throw new Error(`The sample's ${name} has no revision.`);
    return body;
  }

  async revise(author: string, name: string, body: Body, note: string): Promise<void> {
    const api = await this.as(author);
    const { head } = await api.assets.get({ asset: name });
    await api.assets.revise({ asset: this.idOf(name), base: head, body, note });
  }

  async saveDraft(author: string, name: string, body: Body): Promise<void> {
    const api = await this.as(author);
    const { head } = await api.assets.get({ asset: name });
    await api.assets.saveDraft({ asset: this.idOf(name), base: head, body, version: 1 });
  }

  /** Begins a thread of comments about a field of an asset, and answers it. */
  async discuss(
    { asset, part, field, from }: { asset: string; part: "copy" | "disclosure"; field: string; from?: string },
    ...said: readonly (readonly [member: string, text: string])[]
  ): Promise<void> {
    const [[first, text], ...answers] = said as [readonly [string, string], ...(readonly [string, string])[]];
    const place = { part, field, variant: null, locale: null };
    const purpose = from === undefined ? "remark" : "change";
    const { thread } = await (
      await this.as(first)
    ).comments.start({
      asset: this.idOf(asset),
      place,
      purpose,
      text,
      ...(from === undefined ? {} : { from: this.idOf(from) }),
    });
    for (const [member, answer] of answers)
      await (await this.as(member)).comments.reply({ thread: thread.id, text: answer });
  }

  async propose(author: string, title: string, note: string, names: readonly string[]): Promise<RequestId> {
    const { id } = await (await this.as(author)).approvals.open({ title, note, assets: names.map(this.idOf) });
    return id;
  }

  /** Gives every approval that the request still waits for, in order, until `until` would come. */
  async approve(request: RequestId, approvers: { brand: string; legal: string }, until?: "legal"): Promise<void> {
    for (;;) {
      const { waitingFor } = await (await this.as(approvers.brand)).approvals.get({ request });
      if (waitingFor === null || waitingFor === until) return;
      await (await this.as(approvers[waitingFor])).approvals.approve({ request, step: waitingFor });
    }
  }

  async sendBack(member: string, request: RequestId, reason: string): Promise<void> {
    await (await this.as(member)).approvals.sendBack({ request, reason });
  }

  /** Everybody who owns something approved and unsigned signs it; then the release owner publishes. */
  async release(releaseOwner: string, environment: string): Promise<void> {
    const api = await this.as(releaseOwner);
    const { seals, blockers } = await api.releases.candidate({ environment });
    const others = blockers.filter(({ code }) => code !== "ownerUnsigned");
    if (others.length > 0)
      throw new AppError("GATES_CLOSED", `The sample cannot be released: ${others[0]!.name}: ${others[0]!.message}`);
    const { people } = await api.access.people({});
    for (const seal of seals.filter(({ assets, signed }) => signed < assets)) {
      const owner = people.find(({ id }) => id === seal.member)!;
      await (await this.as(owner.name)).releases.sign({ environment });
    }
    await api.releases.publish({ environment });
  }
}
