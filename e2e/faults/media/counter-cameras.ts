import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { drawNumber, TICK_MS } from "./counter-picture";

/** How a camera films; it may come back with another look. `step` is the number of ticks from one picture to the next. */
export type Look = { codec?: "h264" | "h265"; width?: number; height?: number; step?: number };

export type RtspCounterCamera = Awaited<ReturnType<typeof startRtspCounterCamera>>;

/** GStreamer's RTSP server over TCP and UDP, filming the number of the present tick since `epochMs`. */
export async function startRtspCounterCamera(epochMs: number, look: Look = {}, port = 0) {
  const { codec = "h264", width = 640, height = 360, step = 1 } = look;
  const script = path.join(import.meta.dirname, "counter-camera.py");
  const child = spawn("/usr/bin/python3", [script, ...[port, epochMs, codec, width, height, step].map(String)]);
  const exited = once(child, "close");
  let said = "";
  child.stderr.on("data", (bytes: Buffer) => {
    said += bytes.toString();
  });
  const ready = once(createInterface(child.stdout), "line").then(([line]) => /ready (\d+)/.exec(line)?.[1]);
  const bound = await Promise.race([ready, exited.then(() => null)]);
  if (!bound) throw new Error(`the counter camera did not start: ${said}`);
  return {
    port: Number(bound),
    url: `rtsp://127.0.0.1:${bound}/live`,
    /** Connections stay open and nothing comes, until it is resumed. */
    freeze: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    async stop() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

const X264 = ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "25", "-pix_fmt", "yuv420p"];
const FORMATS = {
  // Filled up to what a camera sends: ffmpeg looks at so many bytes before it believes what they are.
  ts: { contentType: "video/mp2t", output: [...X264, "-f", "mpegts", "-muxrate", "2M"] },
  mjpeg: {
    contentType: "multipart/x-mixed-replace; boundary=edge",
    output: ["-c:v", "mjpeg", "-q:v", "4", "-pix_fmt", "yuvj420p", "-f", "image2pipe"],
  },
};

/** The same over HTTP, for any number of viewers, each from where it stands. */
export async function startHttpCounterCamera(epochMs: number, kind: keyof typeof FORMATS, step = 1) {
  const [width, height] = [480, 272];
  const input = ["-f", "rawvideo", "-pix_fmt", "gray", "-s", `${width}x${height}`, "-r", String(25 / step)];
  const { output, contentType } = FORMATS[kind];
  const low = ["-probesize", "32", "-analyzeduration", "0", "-threads", "1"];
  const out = ["-threads", "1", "-flush_packets", "1", "pipe:1"];
  const args = ["-v", "error", ...low, ...input, "-i", "pipe:0", ...output, ...out];
  const child = spawn("ffmpeg", args, { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  child.stdin.on("error", () => {});
  const viewers = new Set<ServerResponse>();
  const send = (bytes: Buffer) => {
    for (const viewer of viewers) viewer.write(bytes);
  };
  child.stdout.on("data", kind === "ts" ? send : eachJpeg(send));
  let number = Math.ceil((Date.now() - epochMs) / TICK_MS / step) * step;
  const timer = setInterval(() => {
    for (; epochMs + number * TICK_MS <= Date.now(); number += step)
      child.stdin.write(drawNumber(number, width, height));
  }, TICK_MS / 4);
  const server = createServer((_request, response) => {
    response.writeHead(200, { "Content-Type": contentType });
    viewers.add(response);
    response.on("close", () => viewers.delete(response));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/live`,
    async stop() {
      clearInterval(timer);
      child.kill("SIGKILL");
      server.closeAllConnections();
      server.close();
      await exited;
    },
  };
}

const [START_OF_IMAGE, END_OF_IMAGE] = [Buffer.from([0xff, 0xd8]), Buffer.from([0xff, 0xd9])];

/** Turns pictures written one after the other into the parts of a multipart answer. */
function eachJpeg(send: (part: Buffer) => void): (bytes: Buffer) => void {
  let held = Buffer.alloc(0);
  return (bytes) => {
    held = Buffer.concat([held, bytes]);
    for (let end = held.indexOf(END_OF_IMAGE); end >= 0; end = held.indexOf(END_OF_IMAGE)) {
      const jpeg = held.subarray(held.indexOf(START_OF_IMAGE), end + 2);
      const head = `--edge\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`;
      send(Buffer.concat([Buffer.from(head), jpeg, Buffer.from("\r\n")]));
      held = held.subarray(end + 2);
    }
  };
}
