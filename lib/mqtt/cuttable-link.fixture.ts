import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A wire that can be cut (connections end) or frozen (nothing passes, nobody is told), between a test and a port. */
export type CuttableLink = {
  readonly port: number;
  /** How often somebody connected so far. */
  readonly connections: number;
  /** What was passed on to the port so far. */
  readonly bytesThrough: number;
  /** Ends what is open; new connections are refused until `restore`. */
  cut(): void;
  /** Nothing passes any more and nothing is closed, as when a network goes away. New connections hang. */
  freeze(): void;
  restore(): void;
  stop(): Promise<void>;
};

export async function cuttableLink(targetPort: number): Promise<CuttableLink> {
  let state: "open" | "cut" | "frozen" = "open";
  const pairs = new Set<[Socket, Socket]>();
  let connections = 0;
  let bytesThrough = 0;
  const server = createServer((near) => {
    connections++;
    if (state === "cut") return near.destroy();
    const far = connect(targetPort, "127.0.0.1");
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const [from, to] of [pair, [far, near]] as [Socket, Socket][]) {
      from.setNoDelay(true);
      from.on("data", (chunk: Buffer) => {
        if (to === far) bytesThrough += chunk.length;
        if (!to.write(chunk)) from.pause();
      });
      // Nothing piles up here: what is cut was nearly there.
      to.on("drain", () => state !== "frozen" && from.resume());
      from.on("error", end).on("close", end);
      if (state === "frozen") from.pause();
    }
    return undefined;
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const destroyAll = () => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    get bytesThrough() {
      return bytesThrough;
    },
    cut() {
      state = "cut";
      destroyAll();
    },
    freeze() {
      state = "frozen";
      for (const pair of pairs) for (const socket of pair) socket.pause();
    },
    restore() {
      state = "open";
      for (const pair of pairs) for (const socket of pair) socket.resume();
    },
    async stop() {
      destroyAll();
      server.close();
      await once(server, "close");
    },
  };
}
