import { Agent, get } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

export type Player = {
  /** Parts that arrived whole, and their bytes. */
  parts: number;
  bytes: number;
  /** Answers that were refusals; it asks again a second later. */
  refusals: number;
  /** Resolves when it has asked for the last time. */
  leave(): Promise<void>;
};

const HINT = /PRELOAD-HINT:TYPE=PART,URI="[^"]*?(\d+)\.(\d+)\.m4s"/;
const PART = /#EXT-X-PART:[^\n]*URI="([^"]+)"/g;

/** Somebody who plays a camera's own stream with low latency: each part as soon as it is there, over one connection. */
export function playHls(playlistUrl: string, headers: Record<string, string>): Player {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const over = new AbortController();
  const ask = (url: string) => fetchWhole(url, { headers, agent, signal: over.signal });
  const player: Player = { parts: 0, bytes: 0, refusals: 0, leave: async () => {} };
  let query = "";
  let fetched = "";
  const turn = async () => {
    const text = (await ask(playlistUrl + query)).toString();
    const [, segment, part] = HINT.exec(text) ?? [];
    query = segment ? `?_HLS_msn=${segment}&_HLS_part=${part}` : "";
    const newest = [...text.matchAll(PART)].at(-1)?.[1];
    if (!newest || newest === fetched) return;
    player.bytes += (await ask(new URL(newest, playlistUrl).href)).length;
    player.parts++;
    fetched = newest;
  };
  const play = async () => {
    while (!over.signal.aborted) {
      await turn().catch(async () => {
        if (over.signal.aborted) return;
        player.refusals++;
        query = "";
        await delay(1_000, undefined, { signal: over.signal }).catch(() => undefined);
      });
    }
  };
  const played = play();
  player.leave = async () => {
    over.abort();
    agent.destroy();
    await played;
  };
  return player;
}

type Ask = { headers: Record<string, string>; agent: Agent; signal: AbortSignal };

function fetchWhole(url: string, options: Ask): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const request = get(url, options, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.once("error", reject);
      response.once("end", () => {
        const body = Buffer.concat(pieces);
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${url}: ${response.statusCode} ${body.toString("utf8", 0, 200)}`));
      });
    });
    request.once("error", reject);
  });
}
