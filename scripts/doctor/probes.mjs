// What can be seen of a machine without changing it. Each probe answers { ok, found, fix? }.
import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, statfsSync } from "node:fs";
import { createConnection } from "node:net";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FOLDERS = `${process.env.PATH ?? ""}:/usr/local/sbin:/usr/sbin:/sbin`.split(":").filter(Boolean);

/** The full path of a command, or null. */
function whereIs(command) {
  const candidates = command.includes("/") ? [command] : FOLDERS.map((folder) => path.join(folder, command));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A program and the first line it says of itself. */
export function probeCommand(command, versionArgs, packages) {
  const file = whereIs(command);
  const fix = `apt-get install ${packages.join(" ")}`;
  if (!file) return { ok: false, found: "missing", fix };
  try {
    const text = execFileSync(file, versionArgs, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 10_000,
    });
    return { ok: true, found: `${text.trim().split("\n")[0].slice(0, 60)} (${file})` };
  } catch {
    return { ok: false, found: `${file} does not run`, fix };
  }
}

/** ffmpeg must read RTSP and MJPEG, and encode H.264 for cameras that do not. */
export function probeFfmpeg(command) {
  const found = probeCommand(command, ["-hide_banner", "-version"], ["ffmpeg"]);
  if (!found.ok) return found;
  const listed = (what) =>
    execFileSync(whereIs(command), ["-hide_banner", what], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const lacks = [];
  if (!/\blibx264\b/.test(listed("-encoders"))) lacks.push("libx264");
  if (!/\brtsp\b/.test(listed("-demuxers"))) lacks.push("rtsp");
  if (lacks.length === 0) return found;
  return {
    ok: false,
    found: `${found.found} without ${lacks.join(", ")}`,
    fix: "use Debian's ffmpeg, or name another with FFMPEG_PATH",
  };
}

export function probeNode(problem) {
  return problem ? { ok: false, found: process.version, fix: problem } : { ok: true, found: process.version };
}

export function probePackages() {
  const locked = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")).dependencies;
  const missing = Object.keys(locked).filter((name) => !existsSync(path.join(ROOT, "node_modules", name)));
  if (missing.length === 0) return { ok: true, found: `${Object.keys(locked).length} installed` };
  return {
    ok: false,
    found: `missing: ${missing.slice(0, 5).join(", ")}${missing.length > 5 ? ", …" : ""}`,
    fix: "npm ci",
  };
}

export function probeBuild() {
  const file = path.join(ROOT, process.env.NEXT_DIST_DIR || ".next", "BUILD_ID");
  return existsSync(file)
    ? { ok: true, found: readFileSync(file, "utf8").trim() }
    : { ok: false, found: "not built", fix: "npm run build" };
}

/** Free when nobody answers on loopback; otherwise a start would fail. */
export function probePort(name, port) {
  return new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port, timeout: 1_000 });
    const answer = (isTaken) => {
      socket.destroy();
      resolve(
        isTaken
          ? { ok: false, found: `${port} is in use`, fix: `stop that program, or set ${name}` }
          : { ok: true, found: `${port} is free` },
      );
    };
    socket
      .once("connect", () => answer(true))
      .once("timeout", () => answer(false))
      .once("error", () => answer(false));
  });
}

const gib = (bytes) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

/** The nearest existing parent counts, as the folder itself is made at the first start. */
export function probeDisk(folder, neededBytes) {
  let at = path.resolve(folder);
  while (!existsSync(at)) at = path.dirname(at);
  const { bavail, bsize, blocks } = statfsSync(at);
  const free = bavail * bsize;
  const found = `${gib(free)} of ${gib(blocks * bsize)} free at ${folder}`;
  return free >= neededBytes
    ? { ok: true, found }
    : { ok: false, found, fix: `free at least ${gib(neededBytes)}, or choose another folder` };
}

/** A device without a set clock stamps its events wrongly; the pages then say so. */
export function probeClock() {
  if (Date.now() < Date.UTC(2025, 0, 1))
    return { ok: false, found: new Date().toISOString(), fix: "set the clock, or wait for time synchronisation" };
  const isKnown = existsSync("/run/systemd/timesync");
  const isSynced = existsSync("/run/systemd/timesync/synchronized");
  const sync = isSynced ? "synchronised" : isKnown ? "not synchronised yet" : "synchronisation unknown here";
  return { ok: true, found: `${new Date().toISOString()}, ${sync}` };
}

export function probeMemory() {
  const total = /MemTotal:\s+(\d+) kB/.exec(readFileSync("/proc/meminfo", "utf8"));
  return { ok: true, found: gib(Number(total?.[1] ?? 0) * 1024) };
}
