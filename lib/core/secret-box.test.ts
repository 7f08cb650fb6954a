import { expect, test } from "vitest";
import { SecretBox } from "./secret-box";

const old = "o".repeat(40);
const current = "c".repeat(40);

test("opens what it sealed, and never seals the same text alike", () => {
  const box = new SecretBox([current]);
  const sealed = box.seal("rtsp://admin:pass@10.0.0.9/1");
  expect(box.open(sealed)).toBe("rtsp://admin:pass@10.0.0.9/1");
  expect(box.seal("x")).not.toBe(box.seal("x"));
  expect(sealed).not.toContain("admin");
});

test("a rotated key still opens older boxes and seals with the new one", () => {
  const sealed = new SecretBox([old]).seal("secret");
  const rotated = new SecretBox([current, old]);
  expect(rotated.open(sealed)).toBe("secret");
  expect(() => new SecretBox([old]).open(rotated.seal("secret"))).toThrow("not configured");
});

test("refuses a box that was changed", () => {
  const box = new SecretBox([current]);
  const sealed = box.seal("secret");
  const middle = sealed.length - 10;
  const changed = sealed[middle] === "A" ? "B" : "A";
  expect(() => box.open(sealed.slice(0, middle) + changed + sealed.slice(middle + 1))).toThrow();
  expect(() => box.open("v2.x.y")).toThrow("not configured");
});
