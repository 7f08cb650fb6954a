import { beforeEach, describe, expect, test, vi } from "vitest";
import { DeviceStatus } from "@/lib/contracts/mqtt";
import { ALIVE_EVERY_MS, ALIVE_LOST_AFTER_MS, PresenceBook, SILENT_AFTER_MS } from "./presence-book";

const at = (nowMs: number) => ({ now: new Date(1_700_000_000_000 + nowMs), nowMs });
const status = (state: "online" | "offline", extra = {}) =>
  DeviceStatus.parse({ status: state, at: "2026-01-01T00:00:00.000Z", ...extra });

let changes: [string, boolean][];
let book: PresenceBook;
beforeEach(() => {
  changes = [];
  book = new PresenceBook((deviceId, { online }) => changes.push([deviceId, online]));
  book.linkBack(0);
});
const online = () => book.presence("hub").online;

test("an unknown device is offline and was never seen", () => {
  expect(book.presence("hub")).toEqual({ online: false, lastSeenAt: null, status: null, receivedAt: null });
});

test("a status or a will decides, and each change is told once", () => {
  book.heardStatus("hub", status("online"), false, at(0));
  book.heardStatus("hub", status("online"), false, at(10_000));
  book.heardStatus("hub", status("offline"), false, at(12_000));
  expect(changes).toEqual([
    ["hub", true],
    ["hub", false],
  ]);
  expect(book.presence("hub").lastSeenAt).toEqual(at(10_000).now);
});

test("what was retained counts, and says itself when the device was seen", () => {
  book.heardStatus("hub", status("online"), true, at(0));
  book.heardStatus("old", status("offline"), true, at(0));
  book.heardStatus("astray", status("offline", { clock_synced: false }), true, at(0));
  expect(online()).toBe(true);
  expect(book.presence("old").lastSeenAt?.toISOString()).toBe("2026-01-01T00:00:00.000Z");
  expect(book.presence("astray").lastSeenAt).toBeNull();
});

test("a device that sends statuses only is offline after ninety silent seconds", () => {
  book.heardStatus("hub", status("online"), false, at(0));
  book.check(SILENT_AFTER_MS);
  expect(online()).toBe(true);
  book.check(SILENT_AFTER_MS + 1);
  expect(online()).toBe(false);
  book.heardStatus("hub", status("online"), false, at(SILENT_AFTER_MS + 2));
  expect(online()).toBe(true);
});

describe("a device that gives signs of life", () => {
  beforeEach(() => {
    book.heardStatus("hub", status("online"), false, at(0));
    book.heardAlive("hub", at(0));
  });

  test("is offline soon after the last one, and back with the next", () => {
    book.check(ALIVE_LOST_AFTER_MS);
    expect(online()).toBe(true);
    book.check(ALIVE_LOST_AFTER_MS + 1);
    expect(online()).toBe(false);
    book.heardAlive("hub", at(9_000));
    expect(online()).toBe(true);
    expect(book.presence("hub").lastSeenAt).toEqual(at(9_000).now);
  });

  test("may come late twice in a row without flapping, and is noticed within five seconds", () => {
    expect(ALIVE_LOST_AFTER_MS).toBeGreaterThan(2 * ALIVE_EVERY_MS);
    expect(ALIVE_LOST_AFTER_MS + 250).toBeLessThan(5_000);
  });

  test("is not blamed for this process standing still", () => {
    book.forgive(20_000);
    book.check(20_000 + ALIVE_LOST_AFTER_MS);
    expect(online()).toBe(true);
  });

  test("is not judged by a sign from before its will", () => {
    book.heardStatus("hub", status("offline"), false, at(1_000));
    book.heardAlive("hub", at(1_100));
    book.heardStatus("hub", status("online"), false, at(8_000));
    expect(online()).toBe(true);
  });
});

test("without a link to the broker all are offline, until they are heard again", () => {
  book.heardStatus("hub", status("online"), false, at(0));
  book.heardStatus("pi", status("online"), false, at(0));
  book.linkLost(100);
  expect([online(), book.presence("pi").online]).toEqual([false, false]);
  book.heardStatus("hub", status("online"), true, at(200));
  expect(online()).toBe(false);
  book.linkBack(300);
  expect([online(), book.presence("pi").online]).toEqual([true, false]);
});

test("callbacks see the presence as it has become", () => {
  const seen = vi.fn();
  const own = new PresenceBook((id, presence) => seen(presence.online, own.presence(id).online));
  own.linkBack(0);
  own.heardStatus("hub", status("online"), false, at(0));
  expect(seen).toHaveBeenCalledWith(true, true);
});
