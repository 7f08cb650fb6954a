import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What comes through: all of it; nothing, the connections open; a byte a second; noise in its place. */
type Mode = "all" | "nothing" | "trickle" | "garbage";

export type Wire = Awaited<ReturnType<typeof startWire>>;

/** The cable to a camera that listens on `targetPort` of this machine: it can be pulled, and what comes through it spoiled. */
export async function startWire(targetPort: number) {
  const sockets = new Set<Socket>();
  let mode: Mode = "all";
  let target = targetPort;

  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        // A cable through which nothing comes does not bring the news of an end either.
        if (mode !== "nothing") other.destroy();
      });
    }
    near.on("data", (bytes) => {
      if (mode !== "nothing") far.write(bytes);
    });
    far.on("data", (bytes) => {
      if (mode === "all") near.write(bytes);
      else if (mode === "garbage") near.write(randomBytes(bytes.length));
    });
    const timer = setInterval(() => {
      if (mode === "trickle" && !near.destroyed) near.write("R");
    }, 1_000);
    near.on("close", () => clearInterval(timer));
  });
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  const pull = async () => {
    if (!server.listening) return;
    server.close();
    hangUp();
    await once(server, "close");
  };
  return {
    url: `rtsp://127.0.0.1:${port}/live`,
    /** From now on refused, and what was connected is cut off. */
    pull,
    spoil(how: Exclude<Mode, "all">) {
      mode = how;
    },
    /** All is well again, for new connections; old ones belong to a camera that was restarted meanwhile. */
    async mend() {
      hangUp();
      mode = "all";
      if (!server.listening) await listen(port);
    },
    leadTo(otherPort: number) {
      target = otherPort;
    },
    stop: pull,
  };
}
