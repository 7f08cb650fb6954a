import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";

// A camera as they are sold: JPEGs over HTTP, one after the other, to whoever asks; a film in a loop stands for the lens.
//   node --import tsx scripts/demo/camera-server.ts <port> <fps> <file.mjpeg>
const [port, fps, file] = process.argv.slice(2);
if (!port || !fps || !file) throw new Error("usage: camera-server.ts <port> <fps> <file.mjpeg>");

const frames = splitJpegs(await readFile(file));
const viewers = new Set<ServerResponse>();
const BOUNDARY = "vigiecamera";
let sequence = 0;

setInterval(() => {
  const jpeg = frames[sequence++ % frames.length]!;
  const head = `--${BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`;
  for (const viewer of viewers) {
    if (viewer.writableNeedDrain) continue; // too slow for this frame: it gets a later one
    viewer.write(head);
    viewer.write(jpeg);
    viewer.write("\r\n");
  }
}, 1000 / Number(fps));

const server = createServer((request, response) => {
  if (request.url !== "/stream.mjpeg") {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "Content-Type": `multipart/x-mixed-replace; boundary=${BOUNDARY}` });
  viewers.add(response);
  response.on("close", () => viewers.delete(response));
});
server.listen(Number(port), "127.0.0.1", () => console.log(JSON.stringify({ up: true, frames: frames.length })));

process.once("SIGTERM", () => process.exit(0));

/** Each JPEG of a row of them begins where a start-of-image marker follows an end-of-image one. */
function splitJpegs(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const next = bytes.indexOf(Buffer.from([0xff, 0xd9, 0xff, 0xd8]), start);
    const end = next < 0 ? bytes.length : next + 2;
    found.push(bytes.subarray(start, end));
    start = end;
  }
  return found;
}
