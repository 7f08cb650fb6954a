import { expect, test } from "vitest";
import { cameraStatus } from "./camera-status";

const facts = { hasCamera: true, isDeviceOnline: true, reported: "live", picture: "live" } as const;

test.each([
  [{}, "live"],
  [{ hasCamera: false }, "none"],
  [{ isDeviceOnline: false }, "offline"],
  [{ reported: "stale" }, "live"], // the eye is quicker than the report
  [{ reported: "unreachable", picture: "stale" }, "unreachable"],
  [{ picture: "stale" }, "stale"],
  [{ reported: "idle", picture: "waiting" }, "connecting"],
  [{ reported: "live", picture: null }, "live"], // a player, who sees no picture
  [{ reported: null, picture: null }, "idle"],
] as const)("%j → %s", (change, status) => expect(cameraStatus({ ...facts, ...change })).toBe(status));
