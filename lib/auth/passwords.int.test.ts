import { scryptSync } from "node:crypto";
import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./passwords";

test("the right password opens its hash, another does not, and no two hashes are alike", async () => {
  const hash = await hashPassword("Chat noir 42 !");
  expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
  expect(hash).not.toContain("Chat");
  expect(await hashPassword("Chat noir 42 !")).not.toBe(hash);
  expect(await verifyPassword("Chat noir 42 !", hash)).toBe(true);
  expect(await verifyPassword("chat noir 42 !", hash)).toBe(false);
});

test("a password typed on another keyboard is the same one", async () => {
  const hash = await hashPassword("caf\u00e9 du port");
  expect(await verifyPassword("cafe\u0301 du port", hash)).toBe(true);
});

test("a hash made with other parameters is still opened", async () => {
  const key = scryptSync("old", "0123456789abcdef", 32, { N: 2 ** 14, r: 8, p: 1 }).toString("base64url");
  expect(await verifyPassword("old", `$scrypt$ln=14,r=8,p=1$0123456789abcdef$${key}`)).toBe(true);
});

test("nobody's password, and what is no hash, take as long and are never right", async () => {
  const hash = await hashPassword("x");
  const timed = async (kept: string | null) => {
    const start = performance.now();
    expect(await verifyPassword("guess", kept)).toBe(false);
    return performance.now() - start;
  };
  let [known, unknown] = [0, 0];
  for (let i = 0; i < 5; i++) {
    known += await timed(hash);
    unknown += await timed(null);
  }
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(2);
  expect(await verifyPassword("-", "-")).toBe(false);
});
