import { describe, expect, test } from "vitest";
import { keychainOf, type SafeStorage, useKeychain } from "#main/host/keychain.ts";

const storage = (available: boolean, backend?: string): SafeStorage => ({
  isEncryptionAvailable: () => available,
  ...(backend === undefined ? {} : { getSelectedStorageBackend: () => backend }),
  encryptString: (text) => Buffer.from(`sealed ${text}`),
  decryptString: (bytes) => bytes.toString().replace("sealed ", ""),
});

describe("a keychain counts as there only when it protects something", () => {
  test.each([
    ["darwin", storage(true), true],
    ["darwin", storage(false), false],
    ["win32", storage(true), true],
    ["linux", storage(true, "gnome_libsecret"), true],
    ["linux", storage(true, "kwallet6"), true],
    ["linux", storage(true, "basic_text"), false],
    ["linux", storage(true, "unknown"), false],
    ["linux", storage(false, "gnome_libsecret"), false],
  ] as const)("on %s (%#)", (platform, offered, available) => {
    const keychain = keychainOf(offered, platform);
    // Without one, a person is told why in a sentence, and what to do.
    const reason = expect.stringMatching(/^[A-Z].* Type (it|your passphrase) each time\.$/) as string;
    expect(keychain).toEqual(available ? { available } : { available, reason });
  });
});

test("what was encrypted comes back", () => {
  const sealed = useKeychain(storage(true), { act: "encrypt", text: "secret" }) as Uint8Array;
  // What crossed between processes is a plain array of bytes.
  expect(useKeychain(storage(true), { act: "decrypt", bytes: new Uint8Array(sealed) })).toBe("secret");
});
