import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { EDGE_NODE_FLAGS } from "../edge-build/node-flags";

const ROOT = path.resolve(import.meta.dirname, "../..");
const UNIT = path.join(ROOT, "deploy/systemd/vigie-edge.service");

let folder: string;
let source: string;
let card: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "install-edge-"));
  [source, card] = [path.join(folder, "build"), path.join(folder, "card")];
  for (const made of [source, path.join(source, "edge-install"), card]) mkdirSync(made);
  writeFileSync(path.join(source, "main.js"), "one\n");
  writeFileSync(path.join(source, "edge-install/main.mjs"), "// it carries itself along\n");
  writeFileSync(path.join(source, "vigie-edge.service"), readFileSync(UNIT));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

function install(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(path.join(ROOT, "scripts/install-edge"), args, { encoding: "utf8" });
  return { status, said: stdout.trim().split("\n"), complained: stderr.trim() };
}
const onCard = (file: string) => readFileSync(path.join(card, file), "utf8");

test("puts everything below --root, says what it does, and a second time does nothing", () => {
  const first = install("--from", source, "--root", card);
  expect([first.status, first.complained]).toEqual([0, ""]);
  expect(first.said[0]).toBe(`write ${card}/etc/sysusers.d/vigie-edge.conf`);
  expect(onCard("opt/vigie-edge/main.js")).toBe("one\n");
  expect(existsSync(path.join(card, "opt/vigie-edge/edge-install/main.mjs"))).toBe(true);
  expect(onCard("etc/sysusers.d/vigie-edge.conf")).toMatch(/^u vigie /m);
  expect(onCard("etc/systemd/system/vigie-edge.service")).toContain(`ExecStart=${process.execPath} --enable`);
  const written = statSync(path.join(card, "opt/vigie-edge/main.js")).mtimeMs;
  const again = install("--from", source, "--root", card);
  expect(again.said.slice(0, 3).every((line) => line.startsWith("already: "))).toBe(true);
  expect(statSync(path.join(card, "opt/vigie-edge/main.js")).mtimeMs).toBe(written);
});

test("a newer build replaces the older one, which stays beside it", () => {
  install("--from", source, "--root", card);
  writeFileSync(path.join(source, "main.js"), "two\n");
  const { said } = install("--from", source, "--root", card);
  expect(said[1]).toBe(`put the edge-worker into ${card}/opt/vigie-edge`);
  expect([onCard("opt/vigie-edge/main.js"), onCard("opt/vigie-edge.last/main.js")]).toEqual(["two\n", "one\n"]);
});

test("--dry-run only talks", () => {
  const { status, said } = install("--from", source, "--root", card, "--dry-run");
  expect(status).toBe(0);
  expect(said.every((line) => line.startsWith("would: "))).toBe(true);
  expect(existsSync(path.join(card, "opt"))).toBe(false);
});

test.each([
  { args: ["--root", "/tmp/x", "--enroll", "https://vigie.example", "AB-1"], reason: /leave --root out/ },
  { args: ["--enroll", "https://vigie.example"], reason: /What is meant\?/ },
  { args: ["--colour"], reason: /--colour/ },
  { args: ["--from", "/nowhere"], reason: /There is no main\.js in \/nowhere/ },
])("refuses $args", ({ args, reason }) => {
  const { status, complained } = install(...args);
  expect(status).toBe(1);
  expect(complained).toMatch(reason);
});

test("the unit, the image and the bench start it with the same flags", () => {
  const dockerfile = readFileSync(path.join(ROOT, "deploy/docker/edge.Dockerfile"), "utf8");
  const program = "/opt/vigie-edge/main.js";
  expect(readFileSync(UNIT, "utf8")).toContain(`ExecStart=/usr/bin/node ${EDGE_NODE_FLAGS.join(" ")} ${program}\n`);
  expect(dockerfile).toContain(`CMD ${JSON.stringify(["node", ...EDGE_NODE_FLAGS, program]).replaceAll(",", ", ")}`);
});

test("what the unit lets the worker do is little: 2.0 of 10 at most", () => {
  const analyze = (verb: string, ...more: string[]) =>
    spawnSync("systemd-analyze", [verb, ...more, UNIT], { encoding: "utf8" });
  const security = analyze("security", "--offline=true", "--no-pager");
  if (security.error || !security.stdout.includes("Overall")) return; // systemd is not here, or too old to say
  expect(Number(/exposure level for .*: ([\d.]+)/.exec(security.stdout)?.[1])).toBeLessThanOrEqual(2);
});
