/** What owners sign for a release. The screen shows these words, and the signer puts the same ones into the statements. */
interface Owner {
  readonly name: string;
  readonly workspace: string;
}

const counted = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;

/** An owner's signature under revisions of theirs. */
export const ownWords = ({ name, workspace }: Owner, revisions: number): string =>
  `I, ${name}, owner, answer for ${counted(revisions, "revision")} of ${workspace} at exactly these digests.`;

/** An owner's first signature for an asset: with it the chain of its owners begins. */
export const ownershipWords = ({ name, workspace }: Owner, assets: number): string =>
  `I, ${name}, take ownership of ${counted(assets, "asset")} of ${workspace}.`;
