import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Account, mayPublish, mayRetain, maySubscribe } from "./acl";
import { matchesFilter } from "./topic-filter";

const a: Account = { kind: "device", id: "pi-a" };
const web: Account = { kind: "web" };

const written = ["sensors/X/button/pressed", "video/X/captured", "devices/X/report", "devices/X/replies"];
const allWritten = [...written, "system/X/status", "system/X/alive", "preview/X/7/tile"];

describe("a device", () => {
  test.each(allWritten)("writes %s under its own id and under no other", (topic) => {
    expect(mayPublish(a, topic.replace("X", "pi-a"))).toBe(true);
    expect(mayPublish(a, topic.replace("X", "pi-b"))).toBe(false);
    expect(mayPublish(a, topic.replace("X", "pi-a-2"))).toBe(false);
  });

  test.each(["devices/pi-a/commands", "devices/pi-a/acks", "$SYS/pi-a", "system/pi-a/other", "sensors", "preview"])(
    "does not write %s",
    (topic) => expect(mayPublish(a, topic)).toBe(false),
  );

  test("reads its commands and acks", () => {
    expect(maySubscribe(a, "devices/pi-a/commands")).toBe(true);
    expect(maySubscribe(a, "devices/pi-a/acks")).toBe(true);
  });

  test("never subscribes to anything that could match another's topic", () => {
    const level = fc.constantFrom("devices", "pi-a", "pi-b", "commands", "acks", "+", "#", "$share", "$SYS", "");
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 5 }), (levels) => {
        const filter = levels.join("/");
        if (!maySubscribe(a, filter)) return;
        for (const topic of [...allWritten, "devices/X/commands", "devices/X/acks"])
          expect(matchesFilter(filter, topic.replace("X", "pi-b"))).toBe(false);
      }),
    );
  });

  test("keeps nothing at the broker but its status", () => {
    expect(mayRetain(a, "system/pi-a/status")).toBe(true);
    expect(mayRetain(a, "sensors/pi-a/button/pressed")).toBe(false);
    expect(mayRetain(a, "system/pi-b/status")).toBe(false);
  });
});

test("web reads and writes everything but the broker's own tree", () => {
  expect(maySubscribe(web, "#")).toBe(true);
  expect(mayPublish(web, "devices/pi-a/commands")).toBe(true);
  expect(mayPublish(web, "$SYS/x")).toBe(false);
  expect(maySubscribe(web, "$share/web/sensors/#")).toBe(false);
  expect(maySubscribe(web, "$SYS/#")).toBe(false);
});
