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
        reject(new Error(`${url}: ${response.statusCode} ${response.headers["content-type"]}`));
        request.destroy();
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

function eachPart(response: IncomingMessage, boundary: Buffer, onPart: () => void): void {
  let rest = Buffer.alloc(0);
  response.on("error", () => {}); // it was left
  response.on("data", (chunk: Buffer) => {
    const bytes = Buffer.concat([rest, chunk]);
    let next = 0;
    for (let at = bytes.indexOf(boundary); at >= 0; at = bytes.indexOf(boundary, next)) {
      onPart();
      next = at + boundary.length;
    }
    rest = bytes.subarray(Math.max(next, bytes.length - boundary.length + 1));
  });
}
