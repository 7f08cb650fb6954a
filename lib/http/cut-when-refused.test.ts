import { expect, test, vi } from "vitest";
import { RECHECK_MS } from "@/lib/core/rounds";
import { SteppedClock } from "@/lib/core/stepped-clock";
import { cutWhenRefused } from "./cut-when-refused";

/** An answer of so many pieces that says whether it was let go of. */
function answerOf(pieces: number) {
  let sent = 0;
  const cancel = vi.fn();
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent === pieces) controller.close();
        else controller.enqueue(new Uint8Array([sent++]));
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
  return { answer: new Response(body, { status: 206, headers: { etag: '"x"' } }), cancel, sent: () => sent };
}

test("passes everything on, and asks no more once it is over", async () => {
  const clock = new SteppedClock();
  const isStillAllowed = vi.fn(async () => true);
  const { answer } = answerOf(3);
  const guarded = cutWhenRefused(answer, { isStillAllowed, clock });
  expect([guarded.status, guarded.headers.get("etag")]).toEqual([206, '"x"']);
  expect([...new Uint8Array(await guarded.arrayBuffer())]).toEqual([0, 1, 2]);
  await clock.advance(10 * RECHECK_MS);
  expect(isStillAllowed).not.toHaveBeenCalled();
});

test("breaks off when the right is lost, and lets go of the file; a question that fails changes nothing", async () => {
  const clock = new SteppedClock();
  const isStillAllowed = vi.fn<() => Promise<boolean>>();
  isStillAllowed.mockRejectedValueOnce(new Error("Postgres is away")).mockResolvedValue(false);
  const { answer, cancel } = answerOf(1_000);
  const reader = cutWhenRefused(answer, { isStillAllowed, clock }).body!.getReader();
  await reader.read();
  await clock.advance(RECHECK_MS);
  expect(isStillAllowed).toHaveBeenCalledOnce();
  expect((await reader.read()).done).toBe(false);
  await clock.advance(RECHECK_MS);
  expect(cancel).toHaveBeenCalledOnce();
  await expect(reader.read()).rejects.toThrow("the right to this file was lost");
});

test("reads no faster than its reader, and stops with it", async () => {
  const { answer, cancel, sent } = answerOf(1_000);
  const guarded = cutWhenRefused(answer, { isStillAllowed: async () => true, clock: new SteppedClock() });
  const reader = guarded.body!.getReader();
  await reader.read();
  expect(sent()).toBeLessThanOrEqual(2);
  await reader.cancel();
  expect(cancel).toHaveBeenCalledOnce();
});
