import { readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { stackFolder } from "../test/e2e-setup";
import { tokenOf } from "./people";

const MB = 1024 * 1024;
test.setTimeout(90_000);

/** Resident memory of web, in MB. */
function webMemoryMb(): number {
  const pid = readFileSync(path.join(stackFolder(), "run/web.pid"), "utf8").trim();
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]) / 1024;
}

/** Asks, takes the first bytes, and never reads again. Resolves when the answer has begun. */
function stall(url: string, target: string, headers: Record<string, string>): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const lines = Object.entries({ Host: "vigie", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${target} HTTP/1.1\r\n${lines.join("")}\r\n`),
    );
    socket.once("data", (chunk) => {
      socket.pause();
      if (/^HTTP\/1\.1 200 /.test(chunk.toString("latin1"))) resolve(socket);
      else reject(new Error(chunk.toString("latin1").slice(0, 300)));
    });
    socket.once("error", reject);
  });
}

test("who asks for a long video, or for live pictures, and does not read costs the server no memory", {
  tag: "@long",
}, async () => {
  const { url, headers } = await tokenOf("club_admin");
  const { files } = (await (await fetch(`${url}/api/video/files/list`, { headers })).json()) as {
    files: { id: string; session_id: string; club_id: number }[];
  };
  const file = files.at(-1)!;
  const video = path.join(stackFolder(), "media/videos", String(file.club_id), `${file.session_id}.mp4`);
  const kept = `${video}.kept`;
  renameSync(video, kept);
  const sockets: Socket[] = [];
  try {
    // As long as a tournament, and without a byte on the disk.
    writeFileSync(video, "");
    truncateSync(video, 4_000 * MB);
    const download = `/api/video/files/${file.id}/download`;
    const live = "/api/cameras/1/stream?fps=25";
    for (const target of [download, live]) (await stall(url, target, headers)).destroy();
    // What answering others costs by itself is not theirs.
    for (let i = 0; i < 400; i++) await (await fetch(`${url}/api/account`, { headers })).text();
    const before = webMemoryMb();
    for (let i = 0; i < 40; i++) sockets.push(await stall(url, i % 2 ? download : live, headers));
    const samples: number[] = [];
    const endMs = performance.now() + 6_000;
    while (performance.now() < endMs) {
      // Others are served meanwhile.
      expect((await fetch(`${url}/api/account`, { headers })).status).toBe(200);
      samples.push(webMemoryMb());
    }
    const grown = Math.max(...samples) - before;
    console.log(`40 readers that do not read: ${grown.toFixed(0)} MB more`);
    expect(grown).toBeLessThan(120);
  } finally {
    for (const socket of sockets) socket.destroy();
    renameSync(kept, video);
  }
});
