import { createInterface } from "node:readline";
import { gather, type Viewer, watchMjpeg } from "@/test/mjpeg-viewer";

// Some viewers of one stream.      node --import tsx viewer-process.ts
// The first line on stdin is {"url", "logins"}, a viewer for each of the logins' headers; not an argument, which others can
// read. Each further line asks what they saw.
let viewers: Viewer[] | null = null;

for await (const line of createInterface(process.stdin)) {
  if (!viewers) {
    const { url, logins } = JSON.parse(line) as { url: string; logins: Record<string, string>[] };
    const next = logins.values();
    viewers = await gather(logins.length, () => watchMjpeg(url, next.next().value!));
  }
  console.log(JSON.stringify(viewers.map(({ frames }) => frames)));
}
process.exit(0);
