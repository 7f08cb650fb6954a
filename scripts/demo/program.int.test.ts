import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Program } from "./program";

let dir: string;
let program: Program | undefined;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "vigie-program-"));
});
afterEach(async () => {
  await program?.stop();
  rmSync(dir, { recursive: true });
});

const file = (name: string) => path.join(dir, name);
/** A program that says its pid and its child's, and on SIGTERM takes leave in writing. */
const SCRIPT = `
import { spawn } from "node:child_process";
import { appendFileSync, writeFileSync } from "node:fs";
const child = spawn("sleep", ["600"]);
process.on("SIGTERM", () => { appendFileSync(process.env.LEAVE!, "left"); if (!process.env.STUBBORN) process.exit(0); });
writeFileSync(process.env.PIDS!, JSON.stringify([process.pid, child.pid]));
setInterval(() => {}, 1_000);
`;

function specOf(env: Record<string, string> = {}, graceMs = 5_000) {
  writeFileSync(file("script.ts"), SCRIPT);
  const told = { PIDS: file("pids"), LEAVE: file("leave"), ...env };
  return { name: "sample", script: file("script.ts"), env: told, logFile: file("log"), pidFile: file("pid"), graceMs };
}
const pids = (): [number, number] => JSON.parse(readFileSync(file("pids"), "utf8"));
const isAlive = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};
const waitForStart = () => vi.waitFor(() => expect(pids()).toHaveLength(2), { timeout: 15_000 });

test("a killed program starts again, and what it left behind is gone", async () => {
  program = new Program(specOf(), () => {});
  program.start();
  await waitForStart();
  const [first, orphan] = pids();
  rmSync(file("pids"));
  await program.kill9();
  await waitForStart();
  expect(pids()[0]).not.toBe(first);
  expect(program.restarts).toBe(1);
  expect(Number(readFileSync(file("pid"), "utf8"))).toBe(program.pid);
  await vi.waitFor(() => expect(isAlive(orphan)).toBe(false));
});

test("a program that hangs before its first word is started again", async () => {
  program = new Program({ ...specOf(), speaksWithinMs: 2_000 }, () => {});
  program.start();
  await vi.waitFor(() => expect(program?.restarts).toBeGreaterThan(0), { timeout: 15_000 });
});

test("stop asks first, and a stopped program stays stopped", async () => {
  program = new Program(specOf(), () => {});
  program.start();
  await waitForStart();
  await program.stop();
  expect(readFileSync(file("leave"), "utf8")).toBe("left");
  expect(program.pid).toBeNull();
  expect(existsSync(file("pid"))).toBe(false);
  await expect.poll(() => pids().map(isAlive)).toEqual([false, false]);
});

test("one that does not listen is killed with its children at the end of its grace", async () => {
  program = new Program(specOf({ STUBBORN: "1" }, 300), () => {});
  program.start();
  await waitForStart();
  await program.stop();
  await vi.waitFor(() => expect(pids().map(isAlive)).toEqual([false, false]));
});

test("when its supervisor is killed it takes its leave by itself", async () => {
  const spec = specOf();
  writeFileSync(
    file("supervisor.ts"),
    `import { Program } from ${JSON.stringify(path.join(import.meta.dirname, "program.ts"))};
     new Program(${JSON.stringify(spec)}, () => {}).start();`,
  );
  const supervisor = spawn(process.execPath, ["--import", "tsx", file("supervisor.ts")], { stdio: "ignore" });
  await waitForStart();
  supervisor.kill("SIGKILL");
  await vi.waitFor(() => expect(existsSync(file("leave"))).toBe(true), { timeout: 5_000 });
  await vi.waitFor(() => expect(isAlive(pids()[0])).toBe(false), { timeout: 5_000 });
  process.kill(pids()[1], "SIGKILL");
});
