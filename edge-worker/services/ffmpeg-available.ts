import type { ProcessRunner } from "@/lib/process/process-runner";
import { runToEnd } from "@/lib/process/run-to-end";

/** The ffmpeg that was configured; `path` is null while it does not run. */
export type Ffmpeg = { readonly path: string | null; refresh(): Promise<void> };

/** A slow SD card takes a second or two to load it for the first time. */
const DEADLINE_MS = 10_000;

export function createFfmpegCheck(command: string, run: ProcessRunner): Ffmpeg {
  let works = false;
  return {
    get path() {
      return works ? command : null;
    },
    async refresh() {
      const spec = { command, args: ["-hide_banner", "-version"] };
      works = await runToEnd(run, spec, { deadlineMs: DEADLINE_MS }).then(
        ({ code }) => code === 0,
        () => false,
      );
    },
  };
}
