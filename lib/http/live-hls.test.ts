import { expect, test } from "vitest";
import type { LiveHub } from "@/lib/media/live/hub";
import { partResponse } from "./live-hls";

const KEY = { deviceId: "hub", cameraId: 1, profile: "hls" } as const;
const PIECES = [Buffer.from("part 7.0"), Buffer.from("part 7.1")];

test("every viewer is sent the same bytes, never a copy of them", async () => {
  const live = { read: async () => PIECES } as Partial<LiveHub> as LiveHub;
  for (let viewer = 0; viewer < 2; viewer++) {
    const answer = await partResponse(live, KEY, "7.m4s");
    expect(answer.headers.get("content-length")).toBe("16");
    const reader = answer.body!.getReader();
    for (const piece of PIECES) expect((await reader.read()).value).toBe(piece);
    expect((await reader.read()).done).toBe(true);
  }
});
