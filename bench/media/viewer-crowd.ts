import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

/** Readers that share one process with no more than so many others: one could not read a gigabyte a second. */
const EACH_READS = 100;

export type Crowd = {
  /** Pictures that each of them has had so far. */
  frames(): Promise<number[]>;
  leave(): void;
};

/**
 * `count` people who look at a multipart stream with one of `logins` each, in turn, in processes of their own. Resolves
 * when all answers have begun.
 */
export async function gatherViewers(
  url: string,
  logins: readonly Record<string, string>[],
  count: number,
): Promise<Crowd> {
  const shown = Array.from({ length: count }, (_, n) => logins[n % logins.length]!);
  const shares = Array.from({ length: Math.ceil(count / EACH_READS) }, (_, n) =>
    shown.slice(n * EACH_READS, (n + 1) * EACH_READS),
  );
  const readers = shares.map(() => startReader());
  const leave = () => {
    for (const { child } of readers) child.kill("SIGKILL");
  };
  try {
    await Promise.all(readers.map((reader, n) => reader.ask(JSON.stringify({ url, logins: shares[n] }))));
  } catch (error) {
    leave();
    throw error;
  }
  const frames = async () => {
    const answers = await Promise.all(readers.map((reader) => reader.ask("frames")));
    return answers.flatMap((text) => JSON.parse(text) as number[]);
  };
  return { frames, leave };
}

function startReader() {
  const script = path.join(import.meta.dirname, "viewer-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.on("error", () => {});
  const lines = createInterface(child.stdout);
  const gone = once(child, "exit").then(() => {
    throw new Error("viewers ended");
  });
  gone.catch(() => {}); // told to whoever asks
  return {
    child,
    async ask(line: string): Promise<string> {
      child.stdin.write(`${line}\n`);
      const [answer] = await Promise.race([once(lines, "line"), gone]);
      return answer as string;
    },
  };
}
