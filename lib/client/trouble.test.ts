import { expect, test } from "vitest";
import type { EventView } from "@/lib/contracts/events";
import { toTrouble } from "./trouble";

const event = (type: string, data: Record<string, unknown> = {}): EventView => ({
  ...{
    event_id: "01990000-0000-7000-8000-000000000001",
    device_id: "hub",
    device_name: "Hub",
    club_id: 1,
    camera_id: 1,
    camera_name: "N",
  },
  ...{
    type,
    occurred_at: "2026-03-01T18:00:00.000Z",
    placed_at: "2026-03-01T18:00:00.000Z",
    received_at: "2026-03-01T18:00:01.000Z",
  },
  ...{ clock_synced: true, historical: false, data, acknowledged_at: null, acknowledged_by: null, clips: [] },
});

test("a lost camera has its cause and its last lines", () => {
  const trouble = toTrouble(event("camera.lost", { cause: "silent", lines: ["OPTIONS", "DESCRIBE"] }));
  expect(trouble).toMatchObject({ type: "camera.lost", cause: "silent", lines: ["OPTIONS", "DESCRIBE"] });
});

test("without lines the sentence stands for them", () => {
  expect(toTrouble(event("recorder.stopped", { message: "The disk is full." }))?.lines).toEqual(["The disk is full."]);
});

test("what another program put into its data does no harm, and other events are none", () => {
  const odd = toTrouble(event("camera.back", { cause: {}, lines: [1, "x", null], lost_ms: "1", flickers: null }));
  expect(odd).toMatchObject({ cause: null, lines: ["x"], lostSeconds: 0, flickers: 0 });
  expect(toTrouble(event("button.pressed"))).toBeNull();
});
