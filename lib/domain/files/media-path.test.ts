import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { resolveMediaPath } from "./media-path";

const base = realpathSync(mkdtempSync(path.join(tmpdir(), "vigie-media-path-")));
const root = path.join(base, "media");
mkdirSync(path.join(root, "videos/1"), { recursive: true });
mkdirSync(path.join(base, "media-other"));
writeFileSync(path.join(root, "videos/1/a.mp4"), "a");
writeFileSync(path.join(base, "media-other/secret"), "s");
symlinkSync(path.join(base, "media-other/secret"), path.join(root, "videos/1/link.mp4"));
symlinkSync("../1/a.mp4", path.join(root, "videos/inside"));
afterAll(() => rmSync(base, { recursive: true }));

test("what lies below the root is found, also over a link inside it", async () => {
  expect(await resolveMediaPath(root, "videos/1/a.mp4")).toBe(path.join(root, "videos/1/a.mp4"));
  symlinkSync("1/a.mp4", path.join(root, "videos/b"));
  expect(await resolveMediaPath(root, "videos/b")).toBe(path.join(root, "videos/1/a.mp4"));
});

test.each([
  "videos/1/absent.mp4",
  "videos/1/link.mp4",
  "../media-other/secret",
  "videos/../../media-other/secret",
  "/etc/passwd",
  "videos/1/a.mp4/x",
  "videos/1/a.mp4\0.jpg",
  `videos/${"x".repeat(5_000)}`,
  ".",
  "",
  "..",
])("%j leads nowhere", async (relative) => {
  expect(await resolveMediaPath(root, relative)).toBeNull();
});
