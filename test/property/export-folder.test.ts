import * as fc from "fast-check";
import { expect, test } from "vitest";
import { kindName, kindNames } from "#shared/assets/kind.ts";
import { tiers } from "#shared/assets/model.ts";
import { revisionDigests } from "#shared/assets/parts.ts";
import { pathOf, readFolder, writeAssetFile, writeIndex, writeJson } from "#shared/exchange/folder.ts";
import type { AssetId } from "#shared/kernel/ids.ts";
import { nodeCrypto } from "#main/keys/crypto.ts";

const words = fc.string({ unit: "binary" }).filter((text) => text.isWellFormed());
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as never);
const body = fc.record(
  { settings: fc.dictionary(words, json), copy: fc.dictionary(words, json), logic: fc.dictionary(words, json) },
  { requiredKeys: ["settings"] },
);
const part = fc.stringMatching(/^[a-z0-9]{1,6}$/);
const asset = fc.record({
  id: fc.stringMatching(/^ast_[0-9a-hjkmnp-tv-z]{26}$/).map((id) => id as AssetId),
  identity: fc.record({
    kind: fc.constantFrom(...kindNames),
    name: fc.array(part, { minLength: 3, maxLength: 5 }).map((parts) => parts.join(".")),
    tier: fc.constantFrom(...tiers),
    scope: fc.record({ brand: part, market: fc.constant("*"), channel: part }),
  }),
  body,
});

test("EX-10 EX-11 what is written is read back as the same revision, whatever stands in it", () => {
  fc.assert(
    fc.property(asset, ({ id, identity, body: content }) => {
      const { revision } = revisionDigests(nodeCrypto, id, identity, content);
      const file = writeAssetFile({ id, identity, revision, body: content });
      const { assets, rejected } = readFolder([writeIndex({ [identity.kind]: 1 }), file]);
      expect(rejected).toEqual([]);
      const { id: readId, revision: from, body: back, ...called } = assets[0]!.asset;
      expect(revisionDigests(nodeCrypto, readId, called, back).revision).toBe(revision);
      expect(from).toBe(revision);
      expect(writeAssetFile({ id: readId, identity: called, revision, body: back })).toEqual(file);
    }),
  );
});

test("EX-10 the order in which keys were set does not show", () => {
  fc.assert(
    fc.property(fc.dictionary(words, json), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed());
      expect(writeJson(turned)).toBe(writeJson(value));
      expect(JSON.parse(writeJson(value))).toEqual(value);
    }),
  );
});

test("EX-10 each value has a line of its own, and the file ends in a line feed", () => {
  expect(writeJson({ b: [1, "two"], a: {}, 10: null })).toBe(
    '{\n  "10": null,\n  "a": {},\n  "b": [\n    1,\n    "two"\n  ]\n}\n',
  );
});

test("EX-10 no name becomes a file that Windows keeps for a device", () => {
  expect(pathOf({ kind: kindName.parse("block"), name: "con.spring" })).toBe("blocks/_con.spring.json");
  expect(pathOf({ kind: kindName.parse("blockType"), name: "console" })).toBe("block-types/console.json");
});
