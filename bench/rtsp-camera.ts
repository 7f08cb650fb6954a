import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { freePort } from "@/test/free-port";

export type RtspCamera = { url: string; port: number; stop(): Promise<void> };

/** GStreamer's RTSP server, which nobody here wrote, on a free port. Debian's Python, because the bindings are Debian's. */
export async function startRtspCamera(): Promise<RtspCamera> {
  const port = await freePort();
  const script = path.join(import.meta.dirname, "rtsp-camera.py");
  const child = spawn("/usr/bin/python3", [script, String(port)], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const isUp = await Promise.race([once(child.stdout, "data").then(() => true), exited.then(() => false)]);
  if (!isUp) throw new Error("GStreamer's RTSP server did not start: see npm run doctor");
  return {
    url: `rtsp://127.0.0.1:${port}/live`,
    port,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
