import { setTimeout as delay } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import type { RecordingState } from "@/lib/contracts/recordings";
import { type ClientEvents, type ServerEvents, SOCKET_PATH } from "@/lib/contracts/sockets";
import type { Api } from "@/test/api";
import type { Row } from "./row";
import { median } from "./statistics";
import type { World } from "./world";

const TURNS = 5;
const FILM_MS = 2_000;
const HEARD_WITHIN_MS = 15_000;
const POLL_MS = 1_000;

type Listener = Socket<ServerEvents, ClientEvents>;
type Change = { answeredMs: number; heardMs: number; polledMs: number };

/** One person starts and stops a recording; when does another one's page know, over the socket and by asking each second? */
export async function measureStateChange({ admin, staff, cameraId }: World): Promise<Row[]> {
  const socket: Listener = io(staff.url, {
    ...{ path: SOCKET_PATH, transports: ["websocket"], auth: { token: staff.token } },
  });
  try {
    await connected(socket);
    const starts: Change[] = [];
    const stops: Change[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      const { session_id } = await admin.openSession({ camera_id: cameraId });
      const change = (verb: string, states: RecordingState[]) =>
        timeChange({ socket, staff, sessionId: session_id, states }, () =>
          admin.post(`/api/video/record/${verb}`, { session_id }),
        );
      starts.push(await change("start", ["recording"]));
      await delay(FILM_MS);
      stops.push(await change("stop", ["finalizing", "ready"]));
    }
    return [...rowsOf("start", starts), ...rowsOf("stop", stops)];
  } finally {
    socket.disconnect();
  }
}

const connected = (socket: Listener): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });

function rowsOf(verb: string, changes: Change[]): Row[] {
  const peer = { name: "asking each second", value: median(changes.map(({ polledMs }) => polledMs)) };
  const answered = median(changes.map(({ answeredMs }) => answeredMs));
  const worst = Math.max(...changes.map(({ heardMs }) => heardMs));
  const seen = `answered after ${answered.toFixed(0)} ms; worst heard ${worst.toFixed(0)} ms`;
  const afterAnswer = changes.map(({ heardMs, answeredMs }) => heardMs - answeredMs);
  return [
    {
      what: `record ${verb}: request → other browser hears`,
      value: median(changes.map(({ heardMs }) => heardMs)),
      unit: "ms",
      peer,
      seen,
    },
    {
      what: `record ${verb}: answer → other browser hears, worst`,
      value: Math.max(...afterAnswer),
      unit: "ms",
      aim: { most: 1_000 },
    },
  ];
}

type Watch = { socket: Listener; staff: Api; sessionId: string; states: RecordingState[] };

async function timeChange(watch: Watch, request: () => Promise<unknown>): Promise<Change> {
  const over = new AbortController();
  const startedAt = performance.now();
  const since = async (happened: Promise<unknown>) => {
    await happened;
    return performance.now() - startedAt;
  };
  const [heardMs, polledMs, answeredMs] = await Promise.all([
    since(hear(watch)),
    since(poll(watch, over.signal)),
    since(request()),
  ]).finally(() => over.abort());
  return { heardMs, polledMs, answeredMs };
}

function hear({ socket, staff, sessionId, states }: Watch): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(new Error(`nobody told of ${states.join(" or ")}`)), HEARD_WITHIN_MS);
    const end = (error?: unknown) => {
      clearTimeout(timer);
      socket.off("recording", onNotice);
      if (error) reject(error);
      else resolve();
    };
    const onNotice: ServerEvents["recording"] = ({ session_id, session }) => {
      if (session_id !== sessionId) return;
      // Without a view a page asks again: that time counts too.
      const view = session ? Promise.resolve(session) : staff.readSession(sessionId);
      view.then(({ recording }) => recording && states.includes(recording.status) && end(), end);
    };
    socket.on("recording", onNotice);
  });
}

async function poll({ staff, sessionId, states }: Watch, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await delay(POLL_MS, undefined, { signal: over });
    const { recording } = await staff.readSession(sessionId);
    if (recording && states.includes(recording.status)) return;
  }
}
