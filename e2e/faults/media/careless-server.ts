import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

// What a server of live pictures must not be: it writes to every viewer without asking whether the last picture has left.
//   node --import tsx careless-server.ts <bytes of a picture> <pictures a second>
const [bytes, fps] = process.argv.slice(2).map(Number);
const jpeg = Buffer.alloc(bytes!, 0x55);
const viewers = new Set<ServerResponse>();
const head = Buffer.from(`--edge\r\nContent-Type: image/jpeg\r\nContent-Length: ${bytes}\r\n\r\n`);

setInterval(() => {
  for (const viewer of viewers) viewer.write(Buffer.concat([head, jpeg, Buffer.from("\r\n")]));
}, 1_000 / fps!);

const server = createServer((_request, response) => {
  response.writeHead(200, { "Content-Type": "multipart/x-mixed-replace; boundary=edge" });
  viewers.add(response);
  response.on("close", () => viewers.delete(response));
});
server.listen(0, "127.0.0.1", () => console.log(`ready ${(server.address() as AddressInfo).port}`));
// It ends with whoever started it.
process.stdin.resume().once("end", () => process.exit(0));
