import { expect, it } from "vitest";
import type { Clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { ManualClock } from "@/lib/core/manual-clock";
import type { Outbox } from "./outbox";

/** What every Outbox promises. */
export function outboxContract(open: (clock: Clock) => Outbox) {
  const clock = new ManualClock();
  const press = (n: number, id = newId()) => ({ id, topic: "sensors/a/button/pressed", payload: { event_id: id, n } });
  const numbers = (outbox: Outbox, limit = 100, after?: number) =>
    outbox.peek(limit, after).map(({ payload }) => JSON.parse(payload).n);

  it("gives oldest first, up to a limit and past a sequence, and removes nothing by that", () => {
    const outbox = open(clock);
    for (const n of [1, 2, 3, 4]) outbox.add(press(n));
    expect(numbers(outbox, 2)).toEqual([1, 2]);
    const [, second] = outbox.peek(2);
    expect(numbers(outbox, 10, second!.seq)).toEqual([3, 4]);
    expect(numbers(outbox)).toEqual([1, 2, 3, 4]);
    expect(outbox.size()).toBe(4);
  });

  it("forgets exactly the ids it is told, known or not", () => {
    const outbox = open(clock);
    const messages = [1, 2, 3].map((n) => press(n));
    for (const message of messages) outbox.add(message);
    outbox.forget([messages[1]!.id, newId()]);
    outbox.forget([]);
    expect(numbers(outbox)).toEqual([1, 3]);
    expect(outbox.size()).toBe(2);
  });

  it("ignores an id it holds, so that a caller who repeats himself queues nothing twice", () => {
    const outbox = open(clock);
    const message = press(1);
    outbox.add(message);
    outbox.add({ ...message, payload: { event_id: message.id, n: 99 } });
    expect(numbers(outbox)).toEqual([1]);
    expect(outbox.size()).toBe(1);
  });

  it("numbers without gaps and never twice, whatever was repeated or forgotten between", () => {
    const outbox = open(clock);
    const first = press(1);
    outbox.add(first);
    outbox.add(first);
    const start = outbox.peek(1)[0]!.seq;
    outbox.forget([first.id]);
    outbox.add(press(2));
    outbox.add(press(3));
    expect(outbox.peek(10).map((q) => q.seq - start)).toEqual([1, 2]);
  });

  it("takes several at once in their order, known ones left out, and none when one of them is too large", () => {
    const outbox = open(clock);
    const first = press(1);
    outbox.addAll([first, press(2)]);
    outbox.addAll([first, press(3)]);
    expect(numbers(outbox)).toEqual([1, 2, 3]);
    const large = { id: newId(), topic: "sensors/a/x", payload: { text: "x".repeat(70_000) } };
    expect(() => outbox.addAll([press(4), large])).toThrow(expect.objectContaining({ code: "too_large" }));
    expect([numbers(outbox), outbox.size()]).toEqual([[1, 2, 3], 3]);
  });

  it("sets aside what was refused, once, and counts it", () => {
    const outbox = open(clock);
    const [refused, other] = [press(1), press(2)];
    outbox.addAll([refused, other]);
    outbox.setAside([{ id: refused.id, reason: "wrong" }]);
    outbox.setAside([
      { id: refused.id, reason: "again" },
      { id: newId(), reason: "never seen" },
    ]);
    outbox.setAside([]);
    expect([numbers(outbox), outbox.size(), outbox.deadLetters()]).toEqual([[2], 1, 1]);
  });

  it("knows the newest number it gave, also when nothing of it is left", () => {
    const outbox = open(clock);
    expect(outbox.lastSeq()).toBe(0);
    const message = press(1);
    outbox.add(message);
    const { seq } = outbox.peek(1)[0]!;
    outbox.forget([message.id]);
    expect(outbox.lastSeq()).toBe(seq);
  });

  it("keeps topic and payload as they were, and knows since when the oldest waits", () => {
    const outbox = open(clock);
    expect(outbox.oldestQueuedAt()).toBeNull();
    const queuedAt = clock.now();
    const message = { id: newId(), topic: "devices/a/report", payload: { text: "é\u0000'\"", deep: [{ a: null }] } };
    outbox.add(message);
    clock.advance(60_000);
    outbox.add(press(2));
    const [queued] = outbox.peek(1);
    expect({ ...queued, payload: JSON.parse(queued!.payload) }).toMatchObject({ ...message, queuedAt });
    expect(outbox.oldestQueuedAt()).toEqual(queuedAt);
  });

  it("refuses what no broker would take, instead of letting it block the queue", () => {
    const outbox = open(clock);
    const large = { id: newId(), topic: "sensors/a/x", payload: { text: "é".repeat(33_000) } };
    expect(() => outbox.add(large)).toThrow(expect.objectContaining({ code: "too_large" }));
    expect(outbox.size()).toBe(0);
  });
}
