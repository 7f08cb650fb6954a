import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";

/** What the figures depend on. */
export function describeMachine() {
  return {
    cores: cpus().length,
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    memory_gib: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    ffmpeg: execFileSync("ffmpeg", ["-version"], { encoding: "utf8" }).split(" ")[2] ?? "unknown",
    /** Above zero before anything is measured means that somebody else uses the machine. */
    load_before: loadavg()[0]!,
  };
}
