import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { undoBounds, undoSteps } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { pathOf, sameBody, valueAt, withValueAt } from "#renderer/assets/logic/body-path.ts";
import { edited, redone, startHistory, undone } from "#renderer/assets/logic/edit-history.ts";
import { SaveQueue, type SaveState } from "#renderer/assets/logic/save-queue.ts";
import { packHistory, unpackHistory } from "#renderer/assets/logic/undo-steps.ts";

interface Call {
  value: string;
  version: number;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

function queueOf(mayRetry: (reason: unknown) => boolean = () => true) {
  const calls: Call[] = [];
  const states: SaveState[] = [];
  const queue = new SaveQueue<string>({
    version: 4,
    savedAt: undefined,
    save: (value, version) =>
      new Promise((resolve, reject) => {
        calls.push({ value, version, resolve: () => resolve({ at: `at ${version}` }), reject });
      }),
    mayRetry,
    changed: (state) => states.push(state),
  });
  return { queue, calls, states };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe("the saving of a draft", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("waits for a pause, and saves the newest value alone", async () => {
    const { queue, calls } = queueOf();
    queue.put("a");
    await vi.advanceTimersByTimeAsync(150);
    queue.put("b");
    await vi.advanceTimersByTimeAsync(299);
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(calls.map(({ value, version }) => [value, version])).toEqual([["b", 5]]);
  });

  test("never has two saves on their way, and saves what came meanwhile right after, with a higher version", async () => {
    const { queue, calls, states } = queueOf();
    queue.put("a");
    await vi.advanceTimersByTimeAsync(400);
    queue.put("b");
    queue.put("c");
    await vi.advanceTimersByTimeAsync(2000);
    expect(calls).toHaveLength(1);
    calls[0]!.resolve();
    await settle();
    expect(calls.map(({ value, version }) => [value, version])).toEqual([
      ["a", 5],
      ["c", 6],
    ]);
    expect(states.at(-1)).toEqual({ state: "saving" });
    calls[1]!.resolve();
    await settle();
    expect(states.at(-1)).toEqual({ state: "saved", at: "at 6" });
  });

  test("says saved only when the newest value is acknowledged", async () => {
    const { queue, calls, states } = queueOf();
    queue.put("a");
    await vi.advanceTimersByTimeAsync(400);
    queue.put("b");
    calls[0]!.resolve();
    await settle();
    expect(states.some(({ state }) => state === "saved")).toBe(false);
    expect(queue.isDirty).toBe(true);
  });

  test("tries again after a failure that may pass, and at once when something is typed", async () => {
    const { queue, calls, states } = queueOf();
    queue.put("a");
    await vi.advanceTimersByTimeAsync(400);
    calls[0]!.reject(new Error("away"));
    await settle();
    expect(states.at(-1)).toMatchObject({ state: "failed", stopped: false });
    await vi.advanceTimersByTimeAsync(2000);
    expect(calls).toHaveLength(2);
    calls[1]!.reject(new Error("away"));
    await settle();
    queue.put("b");
    await vi.advanceTimersByTimeAsync(400);
    expect(calls.map(({ value }) => value)).toEqual(["a", "a", "b"]);
  });

  test("stops after a refusal, keeps the work, and goes on with the next edit", async () => {
    const { queue, calls, states } = queueOf(() => false);
    queue.put("a");
    await vi.advanceTimersByTimeAsync(400);
    calls[0]!.reject(new Error("fixed"));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(calls).toHaveLength(1);
    expect(queue.isDirty).toBe(true);
    expect(states.at(-1)).toMatchObject({ state: "failed", stopped: true });
    queue.put("b");
    await vi.advanceTimersByTimeAsync(400);
    expect(calls[1]).toMatchObject({ value: "b", version: 5 });
  });

  test("flushing saves now and resolves when nothing is on its way", async () => {
    const { queue, calls } = queueOf();
    queue.put("a");
    let done = false;
    const flushed = queue.flush().then(() => (done = true));
    await settle();
    expect(calls.map(({ value }) => value)).toEqual(["a"]);
    expect(done).toBe(false);
    calls[0]!.resolve();
    await flushed;
    expect(queue.isDirty).toBe(false);
  });

  test("what is dropped is never saved, however late it was put", async () => {
    const { queue, calls, states } = queueOf();
    queue.put("a");
    await vi.advanceTimersByTimeAsync(400);
    queue.put("b");
    const dropped = queue.drop();
    calls[0]!.resolve();
    await dropped;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(calls.map(({ value }) => value)).toEqual(["a"]);
    expect(states.at(-1)).toEqual({ state: "saved", at: undefined });
  });

  test("AS-15 whoever types without a rest is saved every half second all the same", async () => {
    const { queue, calls } = queueOf();
    for (let key = 0; key < 100; key += 1) {
      queue.put(`${key}`);
      await vi.advanceTimersByTimeAsync(50);
      calls.at(-1)?.resolve();
    }
    expect(calls.length).toBeGreaterThanOrEqual(9);
    expect(Number(calls[0]!.value)).toBeLessThanOrEqual(10);
  });

  test("AS-4 a save goes on top of the version that the last answer named", async () => {
    const { queue, calls } = queueOf();
    queue.follow(9);
    queue.put("a");
    await vi.advanceTimersByTimeAsync(400);
    expect(calls[0]!.version).toBe(10);
  });

  test("AS-4 each save is the version after the last that was acknowledged, in whatever order edits, answers and failures come", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("put", "wait", "resolve", "reject", "flush"), { maxLength: 40 }),
        async (steps) => {
          const { queue, calls } = queueOf();
          const answers: string[] = [];
          let open = 0;
          for (const step of steps) {
            if (step === "put") queue.put(`${calls.length}`);
            if (step === "flush") void queue.flush();
            if (step === "wait") await vi.advanceTimersByTimeAsync(450);
            if ((step === "resolve" || step === "reject") && open < calls.length) {
              answers.push(step);
              if (step === "resolve") calls[open++]!.resolve();
              else calls[open++]!.reject(new Error("away"));
            }
            await settle();
            expect(calls.length - open).toBeLessThanOrEqual(1);
          }
          for (const [at, { version }] of calls.entries())
            expect(version).toBe(5 + answers.slice(0, at).filter((answer) => answer === "resolve").length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("undo and redo", () => {
  test("edits of one place that follow soon are one step; another place or a pause begins a new one", () => {
    let history = startHistory("");
    history = edited(history, "a", "headline", 0);
    history = edited(history, "ab", "headline", 500);
    expect(undone(history).present).toBe("");
    history = edited(history, "ab c", "body", 600);
    history = edited(history, "ab cd", "body", 2600);
    expect(undone(history).present).toBe("ab c");
    expect(undone(undone(history)).present).toBe("ab");
  });

  test("redo brings back what undo took, until something new is written", () => {
    const history = edited(edited(startHistory("a"), "b", "x", 0), "c", "y", 0);
    const back = undone(undone(history));
    expect(back.present).toBe("a");
    expect(redone(redone(back)).present).toBe("c");
    expect(redone(edited(back, "d", "x", 0)).present).toBe("d");
  });

  test("as many steps back as were made lead to the start, and forward again to the end", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 60 }), (texts) => {
        const end = texts.reduce((history, text, at) => edited(history, text, `place ${at}`, 0), startHistory("start"));
        const start = texts.reduce((history) => undone(history), end);
        expect(start.present).toBe("start");
        expect(texts.reduce((history) => redone(history), start).present).toBe(end.present);
      }),
    );
  });
});

describe("AS-16 steps that survive a restart", () => {
  const word = fc.oneof(
    fc.string({ maxLength: 4 }),
    fc.integer(),
    fc.array(fc.string({ maxLength: 2 }), { maxLength: 2 }),
  );
  const part = fc.dictionary(
    fc.string({ maxLength: 3 }),
    fc.oneof(word, fc.dictionary(fc.string({ maxLength: 3 }), word)),
  );
  const bodies = fc.array(fc.record({ copy: part, settings: part }, { requiredKeys: [] }), {
    minLength: 1,
    maxLength: 12,
  });

  test("lead to the very same states, back and forth, and are well formed", () => {
    fc.assert(
      fc.property(bodies, fc.nat(), (states, at) => {
        const history = states
          .slice(1)
          .reduce((so, state, step) => edited(so, state as Body, `${step}`, 0), startHistory(states[0] as Body));
        const here = states.slice(0, at % states.length).reduce((so) => undone(so), history);
        const told = undoSteps.parse(JSON.parse(JSON.stringify(packHistory(here))));
        expect(unpackHistory(here.present, told)).toEqual({ ...here, last: undefined });
      }),
    );
  });

  test("are bounded in number and size, and the nearest ones are kept", () => {
    let history = startHistory<Body>({ copy: { text: "" } });
    for (let at = 0; at < 150; at += 1)
      history = edited(history, { copy: { text: `${at} ${"x".repeat(2000)}` } }, `${at}`, 0);
    const told = packHistory(history);
    expect(told.past.length).toBeGreaterThan(10);
    expect(JSON.stringify(told).length).toBeLessThanOrEqual(undoBounds.characters);
    expect(undone(unpackHistory(history.present, told)).present).toEqual(undone(history).present);
    for (let at = 0; at < 150; at += 1) history = edited(history, { copy: { text: `${at}` } }, `small ${at}`, 0);
    expect(packHistory(history).past).toHaveLength(undoBounds.steps);
  });
});

describe("a place in a body", () => {
  const body: Body = {
    copy: { base: { headline: { "*": "Hello" } } },
    settings: { variants: [{ id: "a" }, { id: "b" }] },
  };

  test("is read and written by its path, and what stands beside it is untouched", () => {
    const next = withValueAt(body, pathOf("copy.base.headline.de-DE"), "Hallo");
    expect(valueAt(next, pathOf("copy.base.headline"))).toEqual({ "*": "Hello", "de-DE": "Hallo" });
    expect(next.settings).toBe(body.settings);
  });

  test("taking the last value away leaves no empty objects behind", () => {
    expect(withValueAt(body, pathOf("copy.base.headline.*"), undefined)).toEqual({ settings: body.settings });
  });

  test("steps into lists by index, and an item that is taken away closes the gap", () => {
    expect(valueAt(body, pathOf("settings.variants.1.id"))).toBe("b");
    expect(valueAt(withValueAt(body, pathOf("settings.variants.0"), undefined), pathOf("settings.variants"))).toEqual([
      { id: "b" },
    ]);
  });

  test("what was set is there, and taking it away again restores the body", () => {
    const key = fc.string({ minLength: 1, maxLength: 4 }).filter((one) => !["__proto__", "base"].includes(one));
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), fc.string(), (keys, value) => {
        const path = ["claim", ...keys];
        const next = withValueAt(body, path, value);
        expect(valueAt(next, path)).toBe(value);
        expect(sameBody(withValueAt(next, path, undefined), body)).toBe(true);
      }),
    );
  });
});
