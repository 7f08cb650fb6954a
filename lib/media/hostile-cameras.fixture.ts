import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

const listen = async (server: Server, host: string, port = 0): Promise<number> => {
  server.listen(port, host);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
};

/** A place nobody may be sent to: counts who came. */
export async function startTrap(host = "127.0.0.1", port = 0) {
  const sockets = new Set<Socket>();
  let visits = 0;
  const server = createServer((socket) => {
    visits++;
    sockets.add(socket);
    socket.on("error", () => {});
  });
  return {
    port: await listen(server, host, port),
    visits: () => visits,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** An HTTP camera that answers every request with a redirect. */
export async function startRedirectingHttp(status: number, location: string) {
  let requests = 0;
  const server = createHttpServer((_request, response) => {
    requests++;
    response.writeHead(status, { Location: location }).end();
  });
  return {
    port: await listen(server, "127.0.0.1"),
    requests: () => requests,
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Method = "OPTIONS" | "DESCRIBE" | "SETUP" | "PLAY" | "GET_PARAMETER" | "TEARDOWN";
type Answers = Partial<Record<Method, (cseq: string, request: string) => string>>;
export const fine = (cseq: string, rest = "") => `RTSP/1.0 200 OK\r\nCSeq: ${cseq}\r\n${rest}\r\n`;

/** An RTSP camera that speaks by a script. */
export async function startScriptedRtsp(answers: Answers) {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    let said = "";
    socket.on("data", (bytes) => {
      said += bytes.toString("latin1");
      for (let end = said.indexOf("\r\n\r\n"); end >= 0; end = said.indexOf("\r\n\r\n")) {
        const request = said.slice(0, end);
        said = said.slice(end + 4);
        const method = request.split(" ")[0]!;
        asked.push(method);
        const cseq = /CSeq: *(\d+)/i.exec(request)?.[1] ?? "0";
        const answer = answers[method as keyof Answers];
        socket.write(
          answer
            ? Buffer.from(answer(cseq, request), "latin1")
            : fine(cseq, "Public: OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER\r\n"),
        );
      }
    });
  });
  return {
    port: await listen(server, "127.0.0.1"),
    asked,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** A description whose stream is said to lie elsewhere. */
export function describeAt(control: string) {
  const sdp = [
    ...["v=0", "o=- 0 0 IN IP4 127.0.0.1", "s=x", "t=0 0", "m=video 0 RTP/AVP 96"],
    ...["a=rtpmap:96 H264/90000", `a=control:${control}`, ""],
  ].join("\r\n");
  return (cseq: string) => fine(cseq, `Content-Type: application/sdp\r\nContent-Length: ${sdp.length}\r\n`) + sdp;
}
