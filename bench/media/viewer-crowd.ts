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

/** `count` people who look at a multipart stream, in processes of their own. Resolves when all answers have begun. */
export async function gatherViewers(url: string, headers: Record<string, string>, count: number): Promise<Crowd> {
  const readers: ReturnType<typeof startReader>[] = [];
  for (let left = count; left > 0; left -= EACH_READS) readers.push(startReader(Math.min(left, EACH_READS)));
  const leave = () => {
    for (const { child } of readers) child.kill("SIGKILL");
  };
  const ask = async (line: string) => Promise.all(readers.map((reader) => reader.ask(line)));
  try {
    await ask(JSON.stringify({ url, headers }));
  } catch (error) {
    leave();
    throw error;
  }
  return { leave, frames: async () => (await ask("frames")).flatMap((text) => JSON.parse(text) as number[]) };
}

function startReader(count: number) {
  const script = path.join(import.meta.dirname, "viewer-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, String(count)], {
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
