import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { runProcess } from "./node-process-runner";
import { runToEnd } from "./run-to-end";

const node = (script: string) => ({ command: process.execPath, args: ["-e", script] });

/** A zombie is dead: in a container whose PID 1 does not reap, `kill(pid, 0)` would still find it. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

test("reports the real exit code and the last words on stderr, redacted", async () => {
  const running = await runProcess(node("console.error('no route for s3cret'); process.exit(3)"), {
    redact: (line) => line.replace("s3cret", "***"),
  });
  expect(await running.exited).toEqual({ code: 3, signal: null, stderrTail: ["no route for ***"] });
});

test("gives a child nothing of our environment", async () => {
  vi.stubEnv("VIGIE_TEST_SECRET", "s3cret");
  const { stdout } = await runToEnd(runProcess, { command: "env", args: [] }, { deadlineMs: 5_000 });
  vi.unstubAllEnvs();
  const names = String(stdout)
    .trim()
    .split("\n")
    .map((line) => line.split("=")[0]);
  expect(names.sort()).toEqual(["HOME", "LC_ALL", "PATH"]);
});

test("stop closes stdin first: a child that drains it ends by itself", async () => {
  const running = await runProcess(node("process.stdin.resume(); process.stdin.on('end', () => process.exit(7))"), {
    stdin: true,
  });
  expect(await running.stop({ eofMs: 5_000, graceMs: 10_000 })).toMatchObject({ code: 7 });
});

test("kills what ignores stdin and SIGINT, and its grandchild", async () => {
  let grandchild = 0;
  const script = `const c=require('child_process').spawn(process.execPath,['-e','process.on("SIGINT",()=>{});setInterval(()=>{},1e3)']);
    process.on('SIGINT',()=>{}); setInterval(()=>{},1e3); setTimeout(()=>console.log(c.pid),100)`;
  const running = await runProcess(node(script), {
    stdin: true,
    onStdout: (bytes) => {
      grandchild = Number(String(bytes));
    },
  });
  await expect.poll(() => grandchild).toBeGreaterThan(0);
  expect(await running.stop({ eofMs: 50, graceMs: 150 })).toMatchObject({ signal: "SIGKILL" });
  await expect.poll(() => isRunning(grandchild)).toBe(false);
});

test("a missing program rejects instead of looking like an exit", async () => {
  await expect(runProcess({ command: "/no/such/ffmpeg", args: [] })).rejects.toThrow("Cannot run");
});

test("a child that has nothing to finish dies with its parent, however that died", async () => {
  const script = `import { runProcess } from "./lib/process/node-process-runner.ts";
    const child = await runProcess({ command: "sleep", args: ["60"], diesWithParent: true });
    console.log(child.pid);`;
  let child = 0;
  const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
  parent.stdout.on("data", (bytes) => {
    child = Number(String(bytes));
  });
  await expect.poll(() => child, { timeout: 5_000 }).toBeGreaterThan(0);
  expect(isRunning(child)).toBe(true);
  parent.kill("SIGKILL");
  await expect.poll(() => isRunning(child)).toBe(false);
  await expect(runProcess({ command: "no-such-ffmpeg", args: [], diesWithParent: true })).rejects.toThrow("Cannot run");
});

test("a program that never ends is killed at its deadline", async () => {
  const finished = await runToEnd(runProcess, node("setInterval(()=>{},1e3)"), { deadlineMs: 200 });
  expect(finished).toMatchObject({ timedOut: true, signal: "SIGKILL" });
});
