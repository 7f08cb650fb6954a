import type { Exit, ProcessRunner, ProcessSpec } from "./process-runner";

/** What a short-lived program printed, and how it ended. `timedOut` when it was killed at the deadline. */
export type Finished = Exit & { stdout: Buffer; timedOut: boolean };

const MAX_STDOUT_BYTES = 4 * 1024 * 1024;

/** Runs a program that ends by itself; kills it at the deadline or when it prints more than 4 MiB. */
export async function runToEnd(
  run: ProcessRunner,
  spec: ProcessSpec,
  { deadlineMs, redact }: { deadlineMs: number; redact?: (line: string) => string },
): Promise<Finished> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  let timedOut = false;
  const running = await run(spec, {
    redact,
    onStdout: (piece) => {
      bytes += piece.length;
      if (bytes <= MAX_STDOUT_BYTES) pieces.push(piece);
      else void running.kill();
    },
  });
  const timer = setTimeout(() => {
    timedOut = true;
    void running.kill();
  }, deadlineMs);
  const exit = await running.exited;
  clearTimeout(timer);
  return { ...exit, stdout: Buffer.concat(pieces), timedOut };
}
