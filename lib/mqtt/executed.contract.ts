import { expect, it } from "vitest";
import type { Reply } from "@/lib/contracts/mqtt";
import { newId } from "@/lib/core/ids";
import type { ExecutedStore } from "./executed";

/** What every ExecutedStore promises; `open` makes one that keeps the last `limit`. */
export function executedContract(open: (limit: number) => ExecutedStore) {
  const done = (id: string): Reply => ({ id, ok: true, result: { file: id } });

  it("knows nothing, then what was begun, then what was answered", () => {
    const store = open(10);
    const id = newId();
    expect(store.find(id)).toBeNull();
    store.begin(id);
    expect(store.find(id)).toEqual({ state: "begun" });
    store.finish(done(id));
    expect(store.find(id)).toEqual({ state: "done", reply: done(id) });
  });

  it("keeps failures as they were answered", () => {
    const store = open(10);
    const id = newId();
    const reply: Reply = { id, ok: false, error: { code: "conflict", message: "already", details: { until: 3 } } };
    store.begin(id);
    store.finish(reply);
    expect(store.find(id)).toEqual({ state: "done", reply });
  });

  it("does not forget an answer when the id is begun again", () => {
    const store = open(10);
    const id = newId();
    store.finish(done(id));
    store.begin(id);
    expect(store.find(id)).toEqual({ state: "done", reply: done(id) });
  });

  it("forgets the oldest ones past its limit", () => {
    const store = open(3);
    const ids = [1, 2, 3, 4, 5].map(newId);
    for (const id of ids) {
      store.begin(id);
      store.finish(done(id));
    }
    expect(ids.map((id) => store.find(id) !== null)).toEqual([false, false, true, true, true]);
  });
}
