import { generateKeyPairSync, sign } from "node:crypto";
import type { Member } from "#shared/access/model.ts";
import { makeId, type AssetId, type MemberId, type RequestId, type WorkspaceId } from "#shared/kernel/ids.ts";
import type { Signer } from "#main/publishing/signer.ts";

let count = 0;

/** A fresh id. They rise, so that a list in the order of making is a list in the order of ids. */
export function freshId<P extends "ast" | "mem" | "req" | "wsp" | "dev">(prefix: P): string {
  count += 1;
  const tail = new Uint8Array(10);
  new DataView(tail.buffer).setUint32(6, count);
  return makeId(prefix, Date.UTC(2026, 0, 1) + count, tail);
}

export const freshAsset = () => freshId("ast") as AssetId;
export const freshRequest = () => freshId("req") as RequestId;
export const freshWorkspace = () => freshId("wsp") as WorkspaceId;

/** Somebody with a real Ed25519 key. */
export interface Person {
  readonly id: MemberId;
  readonly member: Member;
  readonly signer: Signer;
}

export function makePerson(name: string, title = ""): Person {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const key = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url").toString("hex");
  const id = freshId("mem") as MemberId;
  return {
    id,
    member: { id, name, title, publicKey: key, active: true },
    signer: { keyId: key, publicKey: key, sign: async (bytes) => sign(null, bytes, privateKey) },
  };
}
