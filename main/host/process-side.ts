import { type ErrorReply, toErrorReply } from "#shared/kernel/errors.ts";
import type { KeychainAbility } from "../keys/keychain.ts";
import type { Backend } from "./backend.ts";
import type { FromStudio, Opening, SecretAnswer, SecretAsk, ToStudio } from "./process-protocol.ts";

/** The studio's end of the line to the process that started it. */
export interface ParentLine {
  post(message: FromStudio): void;
  onMessage(listener: (message: ToStudio) => void): void;
}

/**
 * Serves calls that come over the line. The first message opens the workspace; the last one lets the calls in flight end
 * and closes it.
 * @param open opens the workspace.
 */
export function serveParent(
  line: ParentLine,
  open: (opening: Opening, keychain: KeychainAbility) => Promise<Backend>,
): void {
  const secrets = remoteSecrets(line);
  /** Answers that are not on the line yet. */
  const answers = new Set<Promise<void>>();
  let backend: Backend | undefined;

  async function start(opening: Opening): Promise<void> {
    try {
      const opened = await open(opening, opening.keychain.available ? secrets.ability : opening.keychain);
      backend = opened;
      opened.subscribe((event) => line.post({ kind: "event", event }));
      line.post({ kind: "opened" });
    } catch (error) {
      line.post({ kind: "failed", error: toErrorReply(error) });
    }
  }

  async function answer(opened: Backend, { id, sender, name, input }: Extract<ToStudio, { kind: "call" }>) {
    const reply = await opened.call(sender, name, input);
    try {
      line.post({ kind: "reply", id, reply });
    } catch {
      // It cannot cross the line. A reply always arrives, so this one says that.
      line.post({ kind: "reply", id, reply: { error: unspeakable } });
    }
  }

  function keep(answered: Promise<void>): void {
    answers.add(answered);
    void answered.finally(() => answers.delete(answered));
  }

  async function close(): Promise<void> {
    try {
      await backend?.close();
      // The last word: whoever hears it ends this process, and would never hear an answer that comes after it.
      await Promise.all(answers);
    } finally {
      line.post({ kind: "closed" });
    }
  }

  line.onMessage((message) => {
    switch (message.kind) {
      case "open":
        return void start(message.opening);
      case "call":
        // The other side sends none before it heard that the workspace is open.
        return backend && keep(answer(backend, message));
      case "release":
        return backend?.release(message.sender);
      case "secret":
        return secrets.answered(message.id, message.answer);
      case "close":
        return void close();
    }
  });
}

const unspeakable: ErrorReply = toErrorReply(new Error("an answer cannot be sent between processes"));

/** The keychain as it is seen from here: each use is a question to the main process. */
function remoteSecrets(line: ParentLine) {
  const waiting = new Map<number, (answer: SecretAnswer) => void>();
  let last = 0;
  const ask = (question: SecretAsk): Promise<string | Uint8Array> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, (answer) =>
        "value" in answer ? resolve(answer.value) : reject(new Error("the keychain did not answer")),
      );
      line.post({ kind: "secret", id, ask: question });
    });
  const ability: KeychainAbility = {
    available: true,
    box: {
      encrypt: async (text) => (await ask({ act: "encrypt", text })) as Uint8Array,
      decrypt: async (bytes) => (await ask({ act: "decrypt", bytes })) as string,
    },
  };
  return {
    ability,
    answered(id: number, answer: SecretAnswer): void {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    },
  };
}
