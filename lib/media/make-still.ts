import { AppError } from "@/lib/core/errors";
import { runProcess } from "@/lib/process/node-process-runner";
import type { ProcessRunner } from "@/lib/process/process-runner";
import { stillArgs } from "./ffmpeg";
import { FragmentStream } from "./mp4/fragment-stream";
import type { Unit } from "./packets";

const DEADLINE_MS = 3_000;

/**
 * A JPEG of one picture that stands by itself, at most `side` pixels long; a JPEG small enough as it is. Throws `internal`
 * when it cannot be decoded within 3 s.
 */
export async function makeStill(
  unit: Exclude<Unit, { kind: "audio" }>,
  { side, ffmpegPath, run = runProcess }: { side: number; ffmpegPath: string; run?: ProcessRunner },
): Promise<Buffer> {
  if (unit.kind === "jpeg" && Math.max(unit.width, unit.height) <= side) return unit.data;
  const pieces: Buffer[] = [];
  const spec = { command: ffmpegPath, args: stillArgs(unit.kind, side), diesWithParent: true };
  const child = await run(spec, { stdin: true, onStdout: (bytes) => void pieces.push(bytes) });
  for (const bytes of unit.kind === "jpeg" ? [unit.data] : (new FragmentStream().push(unit) ?? []))
    child.stdin?.write(bytes);
  const { code, stderrTail } = await child.stop({ eofMs: DEADLINE_MS, graceMs: DEADLINE_MS });
  if (code === 0 && pieces.length > 0) return Buffer.concat(pieces);
  throw new AppError("internal", `A picture could not be made: ${stderrTail.at(-1) ?? "ffmpeg said nothing"}`);
}
