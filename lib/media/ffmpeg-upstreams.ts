import { existsSync } from "node:fs";
import { explainFailure, isHopeless } from "./failure";
import { type AudioMode, ingestFileArgs, ingestTestArgs } from "./ffmpeg";
import { UnitReader } from "./mp4/unit-reader";
import type { Unit } from "./packets";
import type { OpenUpstream, UpstreamDeps, UpstreamIo } from "./upstream";

/** An ingest has nothing worth keeping: it gets this long to say goodbye to the camera. */
const STOP = { eofMs: 0, graceMs: 1_000 };

export function openFile(deps: UpstreamDeps): OpenUpstream {
  const args = (audio: AudioMode) => ingestFileArgs(deps.camera.url ?? "", audio);
  return withAudio(deps.camera.audio, (audio, io, onLine) => runIngest(deps, args(audio), io, onLine));
}

export function openTest(deps: UpstreamDeps): OpenUpstream {
  return (io) => runIngest(deps, ingestTestArgs(findFont()), io, () => {});
}

const FONTS = [
  "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf",
  "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
  "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
  "/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf",
];
const findFont = () => FONTS.find((file) => existsSync(file)) ?? null;

type OpenWithAudio = (audio: AudioMode, io: UpstreamIo, onLine: (line: string) => void) => Promise<void>;

/** Sound is copied when it is AAC. Which it is, is known once connected: then it connects again, and remembers. */
function withAudio(isWanted: boolean, open: OpenWithAudio): OpenUpstream {
  let audio: AudioMode = isWanted ? "copy" : "off";
  return async (io) => {
    const other = new AbortController();
    const onLine = (line: string) => {
      const codec = /Stream #0:\d+.*: Audio: (\w+)/.exec(line)?.[1];
      if (audio !== "copy" || !codec || codec === "aac") return;
      audio = "encode";
      other.abort();
    };
    const onUnit = (unit: Unit) => {
      if (!other.signal.aborted) io.onUnit(unit);
    };
    await open(audio, { ...io, onUnit, stop: AbortSignal.any([io.stop, other.signal]) }, onLine);
    if (other.signal.aborted && !io.stop.aborted) await open(audio, io, () => {});
  };
}

async function runIngest(
  { ffmpegPath, run, log, camera }: UpstreamDeps,
  args: string[],
  { stop, onBytes, onUnit, onConnected, onLine: say }: UpstreamIo,
  onLine: (line: string) => void,
): Promise<void> {
  if (stop.aborted) return;
  let hopeless: string | null = null;
  const reader = new UnitReader(onUnit);
  const end = () => void child.stop(STOP);
  const child = await run(
    { command: ffmpegPath, args, diesWithParent: true },
    {
      onStdout: (bytes) => {
        onBytes(bytes.length);
        try {
          reader.push(bytes);
        } catch (error) {
          hopeless = `Invalid data found: ${error instanceof Error ? error.message : error}`;
          end();
        }
      },
      onStderrLine: (line) => {
        if (line.startsWith("Input #0")) onConnected();
        onLine(line);
        say?.(line);
        if (isHopeless(line)) {
          hopeless = line;
          end();
        }
        log.debug({ camera: camera.id, line }, "ffmpeg says");
      },
    },
  );
  stop.addEventListener("abort", end, { once: true });
  if (stop.aborted) end();
  const { stderrTail } = await child.exited;
  stop.removeEventListener("abort", end);
  if (!stop.aborted) throw explainFailure(hopeless === null ? stderrTail : [hopeless]);
}
