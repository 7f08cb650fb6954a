#!/usr/bin/env node
// Installs what the machine lacks, before anything of ours can run: no dependency but Node itself.
//   node scripts/setup.mjs [demo|test]      install
//   node scripts/setup.mjs [demo|test] --list   only name what is missing (exit 1 if something is)
// As root it installs silently; as a user it asks, then uses sudo; without a terminal it names the packages and exits 1.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";

const ROOT = path.resolve(import.meta.dirname, "..");
const NODE_ALLOWED = [
  [20, 19],
  [22, 12],
];

/** One line per tool: how to see that it is there, and the Debian packages that bring it. */
const TOOLS = {
  ffmpeg: { has: () => onPath("ffmpeg") && onPath("ffprobe"), packages: ["ffmpeg"], for: ["demo", "test"] },
  compiler: {
    has: () => onPath("g++") && onPath("make") && onPath("python3"),
    packages: ["g++", "make", "python3"],
    for: ["demo", "test"],
  },
  curl: { has: () => onPath("curl"), packages: ["curl", "ca-certificates"], for: ["test"] },
  chromium: { has: () => onPath("chromium"), packages: ["chromium"], for: ["test"] },
  mosquitto: {
    has: () => onPath("mosquitto") && onPath("mosquitto_passwd"),
    packages: ["mosquitto", "mosquitto-clients"],
    for: ["test"],
  },
  "GStreamer RTSP server": {
    has: () =>
      spawnSync("/usr/bin/python3", [
        "-c",
        "import gi; gi.require_version('GstRtspServer','1.0'); from gi.repository import Gst, GstRtspServer; Gst.init(None); assert Gst.ElementFactory.find('x264enc') and Gst.ElementFactory.find('rtph264pay') and Gst.ElementFactory.find('videotestsrc')",
      ]).status === 0,
    packages: [
      "python3",
      "python3-gi",
      "gir1.2-gst-rtsp-server-1.0",
      "gstreamer1.0-plugins-base",
      "gstreamer1.0-plugins-good",
      "gstreamer1.0-plugins-bad",
      "gstreamer1.0-plugins-ugly",
    ],
    for: ["test"],
  },
};

function onPath(command) {
  const folders = `${process.env.PATH ?? ""}:/usr/local/sbin:/usr/sbin:/sbin`.split(":");
  return folders.some((folder) => {
    try {
      accessSync(path.join(folder || ".", command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The tools a purpose ("demo", "test") needs that this machine lacks: [{ tool, packages }]. */
export function missingTools(purpose) {
  return Object.entries(TOOLS)
    .filter(([, tool]) => tool.for.includes(purpose) && !tool.has())
    .map(([tool, { packages }]) => ({ tool, packages }));
}

/** Why this Node cannot run Vigie, or null. */
export function nodeProblem() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const fits = NODE_ALLOWED.some(([a, b]) => major === a && minor >= b) || major > 22;
  return fits ? null : `Vigie needs Node 20.19 or newer (20.x) or 22.12 or newer; this is ${process.versions.node}.`;
}

/** Installs the missing Debian packages of a purpose, or ends the process with one clear sentence. */
export async function ensureTools(purpose) {
  const problem = nodeProblem();
  if (problem) stop(problem);
  const missing = missingTools(purpose);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.flatMap((m) => m.packages))];
  const names = missing.map((m) => m.tool).join(", ");
  if (!onPath("apt-get"))
    stop(`Missing: ${names}. This machine has no apt-get; install the equivalents of: ${packages.join(" ")}`);
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) {
    const command = `sudo apt-get install -y --no-install-recommends ${packages.join(" ")}`;
    if (!process.stdin.isTTY || !onPath("sudo")) stop(`Missing: ${names}. Install them with:\n  ${command}`);
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await terminal.question(`Missing: ${names}.\nRun "${command}" now? [Y/n] `);
    terminal.close();
    if (/^n/i.test(answer.trim())) stop(`Nothing was installed. Missing: ${names}.`);
  }
  log(`installing ${packages.join(" ")}`);
  aptInstall(packages, isRoot ? [] : ["sudo"]);
  const still = missingTools(purpose);
  if (still.length > 0)
    stop(`Installed ${packages.join(" ")}, but still missing: ${still.map((m) => m.tool).join(", ")}`);
}

function aptInstall(packages, sudo) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (args) => {
    const [command, ...rest] = [...sudo, "apt-get", "-q", ...args];
    const result = spawnSync(command, rest, { env, encoding: "utf8", maxBuffer: 64 << 20 });
    if (result.status !== 0)
      stop(`apt-get ${args[0]} failed:\n${`${result.stdout ?? ""}${result.stderr ?? result.error}`.slice(-2000)}`);
  };
  // A freshly installed mosquitto must not start by itself and take port 1883.
  const policy = "/usr/sbin/policy-rc.d";
  const holdsServices = sudo.length === 0 && !existsSync(policy);
  if (holdsServices) {
    writeFileSync(policy, "#!/bin/sh\nexit 101\n");
    chmodSync(policy, 0o755);
  }
  try {
    run(["update"]);
    run(["install", "-y", "--no-install-recommends", ...packages]);
  } finally {
    if (holdsServices) rmSync(policy, { force: true });
  }
}

/** Runs `npm ci` when node_modules is not what the lockfile says. */
function ensureNodeModules() {
  const stamp = path.join(ROOT, "node_modules", ".vigie-installed");
  const wanted = hashOf([readFileSync(path.join(ROOT, "package-lock.json")), process.versions.modules]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  if (!isInstalled()) {
    log("installing npm packages (better-sqlite3 is compiled here; about a minute)");
    execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  }
  writeFileSync(stamp, wanted);
}

/** Somebody ran `npm ci` by hand: every package has the version of the lockfile, and the compiled one loads in this Node. */
function isInstalled() {
  const hidden = path.join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(hidden)) return false;
  const installed = JSON.parse(readFileSync(hidden, "utf8")).packages;
  const locked = Object.entries(JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")).packages);
  const needed = locked.filter(
    ([where, { optional, devOptional, peer }]) => where && !optional && !devOptional && !peer,
  );
  if (!needed.every(([where, { version }]) => installed[where]?.version === version)) return false;
  const loads = ["-e", "new (require('better-sqlite3'))(':memory:')"];
  return spawnSync(process.execPath, loads, { cwd: ROOT, stdio: "ignore" }).status === 0;
}

/** Writes the database client again when the schema is another; npm does it only when it installs. */
function ensurePrismaClient() {
  const folder = path.join(ROOT, "lib/db/generated");
  const stamp = path.join(folder, ".schema");
  const wanted = hashOf([
    readFileSync(path.join(ROOT, "prisma/schema.prisma")),
    readFileSync(path.join(ROOT, "package-lock.json")),
  ]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  log("generating the database client");
  const prisma = path.join(ROOT, "node_modules/prisma/build/index.js");
  execFileSync(process.execPath, [prisma, "generate"], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  writeFileSync(stamp, wanted);
}

function hashOf(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/** Everything `purpose` needs: Debian packages, then npm's. */
export async function setup(purpose) {
  await ensureTools(purpose);
  mkdirSync(path.join(ROOT, ".tmp"), { recursive: true });
  ensureNodeModules();
  ensurePrismaClient();
}

const log = (text) => console.error(`[setup] ${text}`);

function stop(message) {
  console.error(message);
  process.exit(1);
}

if (import.meta.filename === process.argv[1]) {
  const purpose = ["demo", "test"].includes(process.argv[2]) ? process.argv[2] : "test";
  if (process.argv.includes("--list")) {
    const missing = missingTools(purpose);
    for (const { tool, packages } of missing) console.log(`${tool}: ${packages.join(" ")}`);
    process.exit(missing.length > 0 ? 1 : 0);
  }
  await setup(purpose);
}
