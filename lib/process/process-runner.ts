import type { Writable } from "node:stream";

export type ProcessSpec = {
  command: string;
  args: readonly string[];
  /**
   * The kernel kills it when we die, however we die. Without it a child outlives us until it reads the end of its stdin:
   * right for one that has something to finish.
   */
  diesWithParent?: boolean;
};

export type ProcessIo = {
  /** Opens a pipe to the child's stdin; without it stdin is empty. */
  stdin?: boolean;
  /** Every piece of stdout as it arrives; without it stdout is not collected. The child waits for a promise it returns. */
  onStdout?: (bytes: Buffer) => Promise<void> | undefined | void;
  /** Every line of stderr, redacted. */
  onStderrLine?: (line: string) => void;
  /** Applied to each line of stderr before anyone sees it: secrets stop here. */
  redact?: (line: string) => string;
};

export type Exit = { code: number | null; signal: NodeJS.Signals | null; stderrTail: string[] };

export type StopSteps = {
  /** How long the child may take to finish by itself once its stdin is closed. */
  eofMs: number;
  /** How long after the first step it may live in all, SIGINT included, before its group is killed. */
  graceMs: number;
};

export type RunningProcess = {
  readonly pid: number;
  readonly stdin: Writable | null;
  /** Resolves once it has exited and its pipes have closed, however it ended. */
  readonly exited: Promise<Exit>;
  /** Close stdin, then SIGINT, then SIGKILL for the whole group. Resolves with `exited`; may be called twice. */
  stop(steps: StopSteps): Promise<Exit>;
  /** SIGKILL for the whole group, at once. */
  kill(): Promise<Exit>;
};

/**
 * Starts a program in its own process group, without a shell and with an almost empty environment (PATH, HOME=/,
 * LC_ALL=C). Rejects when it cannot be started at all; any other end is an `Exit`.
 */
export type ProcessRunner = (spec: ProcessSpec, io?: ProcessIo) => Promise<RunningProcess>;
