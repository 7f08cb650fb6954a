import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Exit, ProcessIo, ProcessRunner, ProcessSpec, StopSteps } from "./process-runner";

const TAIL_LINES = 40;
/** A child that prints without newlines must not fill our memory. */
const MAX_LINE_CHARS = 2_000;
/** Secrets live in our environment, so a child gets none of it but where programs are. */
const CHILD_ENV: Record<string, string> = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  HOME: "/",
  LC_ALL: "C",
};

export const runProcess: ProcessRunner = async (spec, io = {}) => {
  const { command, args } = spec.diesWithParent ? withDeathSignal(spec) : spec;
  const options: SpawnOptions = {
    detached: true, // its own group, so that a kill reaches helpers too
    cwd: "/",
    env: CHILD_ENV as NodeJS.ProcessEnv, // Next's types insist on NODE_ENV
    stdio: [io.stdin ? "pipe" : "ignore", io.onStdout ? "pipe" : "ignore", "pipe"],
  };
  const child = spawn(command, args, options);
  const exited = collectExit(child, io);
  await once(child, "spawn").catch((cause: unknown) => {
    throw new Error(`Cannot run ${spec.command}`, { cause });
  });
  child.stdin?.on("error", () => {}); // a child that left is told by `exited`, not by EPIPE
  const pid = child.pid!;
  let stopping: Promise<Exit> | undefined;
  return {
    pid,
    stdin: child.stdin,
    exited,
    stop: (steps) => {
      stopping ??= stopInSteps(child, exited, steps);
      return stopping;
    },
    kill: () => {
      signalGroup(pid, "SIGKILL");
      return exited;
    },
  };
};

/** prctl(PR_SET_PDEATHSIG) can only be set by the child itself; util-linux, on every Debian, has a program that does and then becomes ours. */
const SETPRIV = "/usr/bin/setpriv";

function withDeathSignal({ command, args }: ProcessSpec): ProcessSpec {
  // What cannot be run must fail as such, not as an exit of setpriv.
  if (!existsSync(SETPRIV) || !isRunnable(command)) return { command, args };
  return { command: SETPRIV, args: ["--pdeathsig", "KILL", "--", command, ...args] };
}

function isRunnable(command: string): boolean {
  const places = command.includes("/") ? [command] : CHILD_ENV.PATH!.split(":").map((folder) => `${folder}/${command}`);
  return places.some((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function collectExit(
  child: ChildProcess,
  { onStdout, onStderrLine, redact = (line) => line }: ProcessIo,
): Promise<Exit> {
  const stderrTail: string[] = [];
  if (onStdout) readStdout(child.stdout!, onStdout);
  createInterface({ input: child.stderr! }).on("line", (raw) => {
    const line = redact(raw.slice(0, MAX_LINE_CHARS));
    stderrTail.push(line);
    if (stderrTail.length > TAIL_LINES) stderrTail.shift();
    onStderrLine?.(line);
  });
  return new Promise((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal, stderrTail }));
  });
}

function readStdout(stdout: Readable, onStdout: NonNullable<ProcessIo["onStdout"]>): void {
  stdout.on("data", (bytes: Buffer) => {
    const isTaken = onStdout(bytes);
    if (!isTaken) return;
    stdout.pause();
    void isTaken.finally(() => stdout.resume());
  });
}

async function stopInSteps(child: ChildProcess, exited: Promise<Exit>, { eofMs, graceMs }: StopSteps): Promise<Exit> {
  const pid = child.pid!;
  const timers = [setTimeout(() => signalGroup(pid, "SIGKILL"), graceMs)];
  if (child.stdin) {
    child.stdin.end();
    timers.push(setTimeout(() => signalGroup(pid, "SIGINT"), eofMs));
  } else signalGroup(pid, "SIGINT");
  const exit = await exited;
  for (const timer of timers) clearTimeout(timer);
  return exit;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone: that was the goal.
  }
}
