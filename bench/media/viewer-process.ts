import { createInterface } from "node:readline";
import { gather, type Viewer, watchMjpeg } from "@/test/mjpeg-viewer";

// Some viewers of one stream.      node --import tsx viewer-process.ts <how many>
// The first line on stdin is {"url", "headers"}, without arguments that others can read; each further one asks what they saw.
const count = Number(process.argv[2]);
let viewers: Viewer[] | null = null;

for await (const line of createInterface(process.stdin)) {
  if (!viewers) {
    const { url, headers } = JSON.parse(line) as { url: string; headers: Record<string, string> };
    viewers = await gather(count, () => watchMjpeg(url, headers));
  }
  console.log(JSON.stringify(viewers.map(({ frames }) => frames)));
}
process.exit(0);
