import { get, type IncomingMessage } from "node:http";

export type Viewer = {
  frames: number;
  /** Takes nothing more off the network; the connection stays. */
  stall(): void;
  leave(): void;
};

/** Somebody who looks at a multipart stream; counts the parts that arrived. Resolves when the answer has begun. */
export function watchMjpeg(
  url: string,
  headers: Record<string, string>,
  onFrame: () => void = () => {},
): Promise<Viewer> {
  return new Promise((resolve, reject) => {
    // A connection of its own, as a browser's picture has.
    const request = get(url, { headers, agent: false }, (response) => {
      const boundary = /boundary="?([^";]+)/.exec(response.headers["content-type"] ?? "")?.[1];
      if (response.statusCode !== 200 || !boundary) {
        response.once("data", (said: Buffer) => {
          reject(new Error(`${url}: ${response.statusCode} ${said.toString("utf8", 0, 300)}`));
          request.destroy();
        });
        return;
      }
      const viewer: Viewer = { frames: 0, stall: () => response.pause(), leave: () => request.destroy() };
      eachPart(response, Buffer.from(boundary.startsWith("--") ? boundary : `--${boundary}`), () => {
        viewer.frames++;
        onFrame();
      });
      resolve(viewer);
    });
    request.on("error", reject);
  });
}

/** Hundreds do not come in the same millisecond. */
const AT_ONCE = 5;

/** `count` of what `come` brings, some at a time. */
export async function gather<T>(count: number, come: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  while (all.length < count)
    all.push(...(await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - all.length) }, come))));
  return all;
}

function eachPart(response: IncomingMessage, boundary: Buffer, onPart: () => void): void {
  const edge = boundary.length - 1;
  let tail = Buffer.alloc(0);
  response.on("error", () => {}); // it was left
  response.on("data", (chunk: Buffer) => {
    // A boundary that two chunks share; what is seen a thousand times over must not be copied to be searched.
    if (Buffer.concat([tail, chunk.subarray(0, edge)]).includes(boundary)) onPart();
    for (let at = chunk.indexOf(boundary); at >= 0; at = chunk.indexOf(boundary, at + boundary.length)) onPart();
    tail = Buffer.concat([tail, chunk.subarray(-edge)]).subarray(-edge);
  });
}
