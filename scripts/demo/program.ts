import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PRELOAD = path.join(import.meta.dirname, "die-with-parent.mjs");
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 5_000;
/** After this long alive, a death is news again and not one of a row. */
const HEALTHY_MS = 60_000;
/**
 * Node 20 with a loader hangs before the first line of one start in about a hundred on a busy machine; a start takes some
 * seconds there.
 */
const SPEAKS_WITHIN_MS = 45_000;

export type ProgramSpec = {
  name: string;
  /** A file of the project, in TypeScript or built, and what it is told. */
  script: string;
  nodeFlags?: readonly string[];
  args?: readonly string[];
  env: Record<string, string>;
  logFile: string;
  /** Holds its process id while it lives. */
  pidFile: string;
  /** From SIGTERM to SIGKILL. */
  graceMs: number;
  /** Longest silence after a start, before it is taken for dead. */
  speaksWithinMs?: number;
};

/**
 * One Node program kept alive: started again after it died, with a growing pause, until `stop`. It runs in its own
 * process group (a Ctrl-C reaches only us, so that the order of the end is ours) and ends by itself when we are gone.
 */
export class Program {
  private child: ChildProcess | null = null;
  private exited: Promise<void> = Promise.resolve();
  private stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  restarts = 0;

  constructor(
    readonly spec: ProgramSpec,
    private readonly log: (line: string) => void,
  ) {}

  /** Null while it is dead. */
  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  start(): void {
    this.running = this.keepAlive();
  }

  /** SIGTERM, then at the end of its grace SIGKILL to it and all it started. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const kill = setTimeout(() => this.signalGroup("SIGKILL"), this.spec.graceMs);
    this.child?.kill("SIGTERM");
    await this.running;
    clearTimeout(kill);
  }

  /** What a crash does: the program alone dies at once, unprepared. Resolves when it is dead. */
  async kill9(): Promise<void> {
    this.child?.kill("SIGKILL");
    await this.exited;
  }

  private async keepAlive(): Promise<void> {
    for (let row = 0; !this.stopping.signal.aborted; ) {
      const startedAt = performance.now();
      const end = await this.runOnce();
      if (this.stopping.signal.aborted) return;
      row = performance.now() - startedAt > HEALTHY_MS ? 0 : row + 1;
      const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (row - 1));
      this.log(`${this.spec.name} ended (${end}); again in ${(pauseMs / 1000).toFixed(1)} s. See ${this.spec.logFile}`);
      await delay(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => {});
      this.restarts++;
    }
  }

  /** From start to exit; says how it ended. */
  private async runOnce(): Promise<string> {
    const { script, nodeFlags = [], args = [], env, logFile, pidFile } = this.spec;
    const output = openSync(logFile, "a", 0o600);
    const loaders = ["--import", PRELOAD, ...(script.endsWith(".ts") ? ["--import", "tsx"] : [])];
    const child = spawn(process.execPath, [...nodeFlags, ...loaders, script, ...args], {
      cwd: ROOT,
      detached: true,
      env: { NODE_ENV: "production", ...inherited(), ...env, VIGIE_SUPERVISOR: String(process.pid) },
      stdio: ["ignore", output, output, "pipe"],
    });
    closeSync(output);
    this.child = child;
    if (child.pid) writeFileSync(pidFile, `${child.pid}\n`);
    const ended = new Promise<string>((resolve) => {
      child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
      child.once("error", (error) => resolve(error.message));
    });
    this.exited = ended.then(() => {});
    const silence = this.watchSilence();
    const end = await ended;
    clearTimeout(silence);
    // What it left behind would hold its ports and files against its successor.
    this.signalGroup("SIGKILL");
    this.child = null;
    rmSync(pidFile, { force: true });
    return end;
  }

  /** Ends a program whose log says nothing of its start; the next one may do better. */
  private watchSilence(): NodeJS.Timeout {
    const { name, logFile, speaksWithinMs = SPEAKS_WITHIN_MS } = this.spec;
    const before = statSync(logFile).size;
    return setTimeout(() => {
      if (statSync(logFile).size > before) return;
      this.log(`${name} has said nothing since its start`);
      this.signalGroup("SIGKILL");
    }, speaksWithinMs);
  }

  private signalGroup(signal: NodeJS.Signals): void {
    const pid = this.child?.pid;
    if (!pid) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // Nobody of the group is left: that was the goal.
    }
  }
}

/** Programs are told what they need; of ours they get only where tools and the home are. */
function inherited(): Record<string, string> {
  const names = ["PATH", "HOME", "LANG", "TZ", "NODE_EXTRA_CA_CERTS"];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
