import { connect } from "node:net";

export type Said = { status: number; head: string; body: string };
/** Bytes as they are: a client library would tidy them up. */
export type Bytes = string | (string | Buffer)[];

/** Sends raw bytes and reads until the server closes; status 0 when it closed without a word. */
export function send(url: string, bytes: Bytes, withinMs = 10_000): Promise<Said> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => {
      for (const part of [bytes].flat()) socket.write(part);
    });
    const end = () => {
      clearTimeout(timer);
      clearTimeout(still);
      socket.destroy();
      resolve(parse(Buffer.concat(chunks).toString("latin1")));
    };
    const timer = setTimeout(() => {
      if (chunks.length > 0) end();
      else reject(new Error(`no answer to ${String([bytes].flat()[0]).slice(0, 200)}`));
    }, withinMs);
    let still: NodeJS.Timeout | undefined;
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      // It has said what it had to say, and waits for a body that never comes.
      clearTimeout(still);
      still = setTimeout(end, 1_000);
    });
    // A server that refused what it does not want to read may cut what still comes.
    socket.on("close", end).on("error", () => {});
  });
}

function parse(said: string): Said {
  const text = said.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, "");
  const at = text.indexOf("\r\n\r\n");
  const head = at < 0 ? text : text.slice(0, at);
  return {
    status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0),
    head,
    body: at < 0 ? "" : text.slice(at + 4),
  };
}

type Asked = { method?: string; target: string; headers?: Record<string, string>; body?: string | Buffer };

/** One request, closed after its answer. */
export function request({ method = "GET", target, headers = {}, body }: Asked): Bytes {
  const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
  const lines = Object.entries({ Host: "vigie", Connection: "close", ...length, ...headers });
  const head = [`${method} ${target} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`), "", ""].join(
    "\r\n",
  );
  return body === undefined ? head : [head, body];
}
