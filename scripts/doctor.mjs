#!/usr/bin/env node
import {
  probeBuild,
  probeClock,
  probeCommand,
  probeDisk,
  probeFfmpeg,
  probeMemory,
  probeNode,
  probePackages,
  probePort,
} from "./doctor/probes.mjs";
// `npm run doctor [-- --json]`: what this machine has and lacks, program by program. Changes nothing; exits with 1 when
// something that is needed is missing.
import { missingTools, nodeProblem } from "./setup.mjs";

const env = process.env;
const FFMPEG = env.FFMPEG_PATH || "ffmpeg";
const FFPROBE = env.FFPROBE_PATH || "ffprobe";
const port = (name, usual) => probePort(name, Number(env[name] || usual));
const tool = (name) => () => {
  const missing = missingTools("test").find((one) => one.tool === name);
  return missing
    ? { ok: false, found: "missing", fix: `apt-get install ${missing.packages.join(" ")}` }
    : { ok: true, found: "there" };
};
/** A note informs and is never a reason to fail. */
const note = (probe) => async () => ({ ...(await probe()), isNote: true });

const REPORT = {
  "every program": {
    Node: () => probeNode(nodeProblem()),
    "npm packages": probePackages,
    clock: probeClock,
    memory: note(probeMemory),
  },
  web: {
    pages: note(probeBuild),
    PORT: note(() => port("PORT", 3000)),
    MQTT_PORT: note(() => port("MQTT_PORT", 1883)),
  },
  "edge-worker": {
    ffmpeg: () => probeFfmpeg(FFMPEG),
    ffprobe: () => probeCommand(FFPROBE, ["-hide_banner", "-version"], ["ffmpeg"]),
    PROXY_BASE_PORT: note(() => port("PROXY_BASE_PORT", 8080)),
    media: () => probeDisk(env.MEDIA_DIR || env.DEMO_DIR || ".demo", 2 * 2 ** 30),
  },
  "the demo's Postgres": { PG_PORT: note(() => port("PG_PORT", 54330)) },
  tests: {
    compiler: tool("compiler"),
    curl: tool("curl"),
    chromium: () => probeCommand(env.CHROMIUM_PATH || "chromium", ["--version"], ["chromium"]),
    mosquitto: note(tool("mosquitto")),
    "GStreamer RTSP server": note(tool("GStreamer RTSP server")),
  },
};

const answers = {};
for (const [program, probes] of Object.entries(REPORT)) {
  answers[program] = {};
  for (const [name, probe] of Object.entries(probes)) answers[program][name] = await probe();
}
const lacks = Object.values(answers)
  .flatMap((probes) => Object.values(probes))
  .filter(({ ok, isNote }) => !ok && !isNote);

if (process.argv.includes("--json"))
  console.log(JSON.stringify({ ok: lacks.length === 0, programs: answers }, null, 2));
else {
  for (const [program, probes] of Object.entries(answers)) {
    console.log(`\n${program}`);
    for (const [name, { ok, isNote, found, fix }] of Object.entries(probes)) {
      const mark = ok ? "ok     " : isNote ? "note   " : "MISSING";
      console.log(`  ${mark} ${name}: ${found}${!ok && fix ? `\n          → ${fix}` : ""}`);
    }
  }
  console.log(
    lacks.length === 0
      ? "\nNothing that is needed is missing."
      : `\n${lacks.length} missing. npm run demo and npm test install what they need.`,
  );
}
process.exit(lacks.length > 0 ? 1 : 0);
