import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startTestStack } from "@/test/stack";
import { checkPlayable, durationSeconds } from "@/test/video-file";

// `npm run smoke`: what programs written for the old system do, against the real programs started fresh. With SMOKE_URL
// and SMOKE_TOKEN, against an installation that runs already.
const HERE = import.meta.dirname;
const folder = mkdtempSync(path.join(tmpdir(), "vigie-smoke-"));
const results: { name: string; error: unknown }[] = [];

async function check(name: string, work: () => void | Promise<void>): Promise<void> {
  const startedAt = performance.now();
  let error: unknown = null;
  try {
    await work();
  } catch (caught) {
    error = caught ?? new Error("failed");
  }
  results.push({ name, error });
  console.log(`${error ? "FAIL" : "ok  "} ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  if (error) console.error(error);
}

const file = (name: string) => path.join(folder, name);
const readJson = (name: string) => JSON.parse(readFileSync(file(name), "utf8"));
function expectTrue(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

async function openTarget() {
  const { SMOKE_URL: url, SMOKE_TOKEN: token } = process.env;
  if (url && token) return { url, token, mediaDir: null, stop: async () => {} };
  const stack = await startTestStack();
  const { email, password } = stack.credentials.super_admin;
  const login = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email, password }),
  };
  const answer = (await (await fetch(`${stack.url}/api/auth/token`, login)).json()) as { token: string };
  return { url: stack.url, token: answer.token, mediaDir: stack.mediaDir, stop: stack.stop };
}

const target = await openTarget();
const env = {
  PATH: process.env.PATH ?? "",
  HOME: folder,
  LANG: "C.UTF-8",
  BASE_URL: target.url,
  TOKEN: target.token,
  NODE_ENV: "production",
} as const;
writeFileSync(file(".curlrc"), "fail\nsilent\nshow-error\n");
/** Not synchronously: while this process stands still it would not notice that the server closed an idle connection. */
async function run(command: string, args: string[]): Promise<void> {
  const [code] = await once(
    spawn(command, args, { cwd: folder, env, stdio: ["ignore", "inherit", "inherit"] }),
    "exit",
  );
  expectTrue(code === 0, `${command} ended with ${code}`);
}
async function call(pathname: string, body?: object): Promise<Response> {
  const headers = { Authorization: `Bearer ${target.token}`, "Content-Type": "application/json" };
  const answer = await fetch(
    target.url + pathname,
    body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers },
  );
  if (!answer.ok) throw new Error(`${pathname}: ${answer.status} ${await answer.text()}`);
  return answer;
}

try {
  await check("the curl walk: health, create, start, snapshot, status, stop, download, close", () =>
    run("bash", [path.join(HERE, "walk.sh")]),
  );
  await check("its answers say what the manual promises", () => {
    expectTrue(readJson("health.json").status === "healthy", "health is not healthy");
    expectTrue(readJson("status.json").recording.status === "recording", "the status is not recording");
    const stop = readJson("stop.json");
    expectTrue(
      stop.video_path === `videos/1/${readJson("create.json").session.session_id}.mp4`,
      `video_path is ${stop.video_path}`,
    );
    expectTrue(readJson("close.json").session.status === "closed", "the session is not closed");
    expectTrue(
      readFileSync(file("snapshot.jpg"))
        .subarray(0, 2)
        .equals(Buffer.from([0xff, 0xd8])),
      "the snapshot is no JPEG",
    );
  });
  await check("its video plays without a complaint, its index in front", () => checkPlayable(file("video.mp4"), 3));
  await check("the Python snippets: record, then stop", () => run("python3", [path.join(HERE, "walk.py")]));
  await check("their video plays", async () => {
    const { session_id } = readJson("python.json");
    writeFileSync(
      file("python.mp4"),
      Buffer.from(await (await call(`/api/video/files/${session_id}/download`)).arrayBuffer()),
    );
    await checkPlayable(file("python.mp4"), 2);
  });
  await check("a stop one second after the start gives a playable file", async () => {
    const { session } = (await (await call("/api/video/session/create", { terrain_id: 2 })).json()) as {
      session: { session_id: string };
    };
    const { session_id } = session;
    await call("/api/video/record/start", { session_id });
    await delay(1_000);
    await call("/api/video/record/stop", { session_id });
    writeFileSync(
      file("short.mp4"),
      Buffer.from(await (await call(`/api/video/files/${session_id}/download`)).arrayBuffer()),
    );
    await checkPlayable(file("short.mp4"), 0.3);
    console.log(`     ${(await durationSeconds(file("short.mp4"))).toFixed(2)} s long`);
  });
} finally {
  await target.stop();
  rmSync(folder, { recursive: true, force: true });
}
const failed = results.filter(({ error }) => error).length;
if (process.env.SMOKE_REPORT && existsSync(path.dirname(process.env.SMOKE_REPORT)))
  writeFileSync(process.env.SMOKE_REPORT, JSON.stringify({ passed: results.length - failed, failed }));
process.exit(failed > 0 ? 1 : 0);
