import { describe, expect, test, vi } from "vitest";
import { AppError } from "#shared/kernel/errors.ts";
import { QueryCache } from "#renderer/bridge/query-cache.ts";

/** Questions that the test answers when it wants to. */
function questions() {
  const open: { answer: (value: unknown) => void; fail: (reason: unknown) => void }[] = [];
  const read = vi.fn<() => Promise<unknown>>(
    () => new Promise<unknown>((resolve, reject) => void open.push({ answer: resolve, fail: reject })),
  );
  return { read, open };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("the answers that screens share", () => {
  test("an answer stays while a newer one is on its way", async () => {
    const cache = new QueryCache();
    const { read, open } = questions();
    cache.watch("a", read, () => {});
    expect(cache.peek("a")).toEqual({ data: undefined, error: undefined, loading: true });
    open[0]!.answer("first");
    await settled();
    cache.changed();
    expect(cache.peek("a")).toEqual({ data: "first", error: undefined, loading: true });
    open[1]!.answer("second");
    await settled();
    expect(cache.peek("a")).toEqual({ data: "second", error: undefined, loading: false });
  });

  test("a failure keeps the last good answer beside what went wrong", async () => {
    const cache = new QueryCache();
    const { read, open } = questions();
    cache.watch("a", read, () => {});
    open[0]!.answer("good");
    await settled();
    cache.changed();
    const busy = new AppError("WORKSPACE_BUSY", "Another program holds the workspace.");
    open[1]!.fail(busy);
    await settled();
    expect(cache.peek("a")).toEqual({ data: "good", error: busy, loading: false });
  });

  test("changes while a question is on its way are answered by one more question, never by many", async () => {
    const cache = new QueryCache();
    const { read, open } = questions();
    cache.watch("a", read, () => {});
    for (let change = 0; change < 5; change += 1) cache.changed();
    expect(read).toHaveBeenCalledTimes(1);
    open[0]!.answer("before the changes");
    await settled();
    expect(read).toHaveBeenCalledTimes(2);
    open[1]!.answer("after");
    await settled();
    expect(cache.peek("a")).toMatchObject({ data: "after", loading: false });
    expect(read).toHaveBeenCalledTimes(2);
  });

  test("what nobody looks at is not read again, and is read anew when somebody comes back", async () => {
    const cache = new QueryCache();
    const { read, open } = questions();
    const leave = cache.watch("a", read, () => {});
    open[0]!.answer("old");
    await settled();
    leave();
    cache.changed();
    expect(read).toHaveBeenCalledTimes(1);
    cache.watch("a", read, () => {});
    expect(read).toHaveBeenCalledTimes(2);
    expect(cache.peek("a")).toMatchObject({ data: "old", loading: true });
  });

  test("after another person signed in, an answer to the last one is dropped even when it comes late", async () => {
    const cache = new QueryCache();
    const { read, open } = questions();
    cache.watch("a", read, () => {});
    cache.clear();
    expect(cache.peek("a")).toEqual({ data: undefined, error: undefined, loading: true });
    open[0]!.answer("for the last person");
    await settled();
    expect(cache.peek("a").data).toBeUndefined();
    open[1]!.answer("for this person");
    await settled();
    expect(cache.peek("a").data).toBe("for this person");
  });

  test("a listener hears of changes and of nothing else", async () => {
    const cache = new QueryCache();
    const { read, open } = questions();
    const listener = vi.fn<() => void>();
    cache.watch("a", read, listener);
    listener.mockClear();
    open[0]!.answer("one");
    await settled();
    expect(listener).toHaveBeenCalledTimes(1);
    cache.changed();
    open[1]!.answer("one");
    await settled();
    // Once for the question, once for its answer.
    expect(listener).toHaveBeenCalledTimes(3);
  });

  test("many answers that nobody looks at do not pile up: the oldest go", async () => {
    const cache = new QueryCache();
    for (let at = 0; at < 150; at += 1) {
      const leave = cache.watch(
        `key ${at}`,
        () => Promise.resolve(at),
        () => {},
      );
      await settled();
      leave();
    }
    expect(cache.peek("key 149").data).toBe(149);
    expect(cache.peek("key 0").data).toBeUndefined();
  });
});
