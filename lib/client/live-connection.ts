import { io, type Socket } from "socket.io-client";
import type { Profile } from "@/lib/contracts/preview";
import { type ClientEvents, type ServerEvents, SOCKET_PATH } from "@/lib/contracts/sockets";
import { FrameFeed } from "./frame-feed";

/** `connecting` only before the first connection; a short loss is not worth a word, so `offline` comes after a grace. */
export type LinkState = "connecting" | "online" | "offline";
export type NoticeName = "session" | "recording" | "file" | "device" | "plan" | "event" | "alert";

const NOTICES = ["session", "recording", "file", "device", "plan", "event", "alert"] as const satisfies NoticeName[];
const OFFLINE_GRACE_MS = 2_000;
const REFUSED_RETRY_MS = 5_000;

/** The one socket of the page: notices, frames, and whether the server can be heard. Nothing happens before `connect`. */
export class LiveConnection {
  readonly frames = new FrameFeed({
    subscribe: (camera_id, profile, fps) =>
      this.socket?.connected &&
      this.socket.emit("frames:subscribe", { camera_id, profile, fps }, (answer) => {
        if (!answer.ok) this.frames.fail(camera_id, answer.error?.code ?? "internal");
      }),
    unsubscribe: (camera_id, profile) =>
      this.socket?.connected && this.socket.emit("frames:unsubscribe", { camera_id, profile }),
  });
  /** Called after each connection, the first too: what was said before it, since the page was read, is unknown. */
  onConnect: () => void = () => {};
  /** Called when the server refuses us or ends our connection: perhaps the login is over. */
  onRefused: () => void = () => {};

  private socket: Socket<ServerEvents, ClientEvents> | null = null;
  private state: LinkState = "connecting";
  private graceTimer: ReturnType<typeof setTimeout> | undefined;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly stateListeners = new Set<() => void>();
  private readonly connectListeners = new Set<() => void>();
  private readonly handlers = new Map<NoticeName, Set<(notice: never) => void>>();

  /** The same for whoever else asks again; at once when there is a connection already. Returns how to stop. */
  whenConnected(listener: () => void): () => void {
    this.connectListeners.add(listener);
    if (this.socket?.connected) listener();
    return () => this.connectListeners.delete(listener);
  }

  getState = (): LinkState => this.state;
  onState = (listener: () => void): (() => void) => {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  };

  on<Name extends NoticeName>(name: Name, handler: ServerEvents[Name]): () => void {
    const handlers = this.handlers.get(name) ?? new Set();
    this.handlers.set(name, handlers.add(handler));
    return () => handlers.delete(handler);
  }

  connect(): () => void {
    const socket: Socket<ServerEvents, ClientEvents> = io({
      path: SOCKET_PATH,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
    });
    this.socket = socket;
    socket.on("connect", () => this.handleConnect());
    socket.on("disconnect", () => this.handleLoss());
    socket.on("connect_error", () => this.handleLoss());
    socket.on("frame", (cameraId: number, profile: Profile, frame) => this.frames.deliver(cameraId, profile, frame));
    socket.on("frames:error", (cameraId, { code }) => this.frames.fail(cameraId, code));
    for (const name of NOTICES)
      socket.on(name, (notice: unknown) => {
        for (const handler of this.handlers.get(name) ?? []) handler(notice as never);
      });
    const handleBrowserOffline = () => this.setState("offline");
    window.addEventListener("offline", handleBrowserOffline);
    return () => {
      window.removeEventListener("offline", handleBrowserOffline);
      clearTimeout(this.graceTimer);
      clearTimeout(this.retryTimer);
      socket.disconnect();
      this.socket = null;
    };
  }

  private handleConnect(): void {
    clearTimeout(this.graceTimer);
    this.graceTimer = undefined;
    this.frames.resubscribe();
    this.onConnect();
    for (const listener of this.connectListeners) listener();
    this.setState("online");
  }

  private handleLoss(): void {
    this.graceTimer ??= setTimeout(() => this.setState("offline"), OFFLINE_GRACE_MS);
    // Socket.IO tries again by itself unless the server itself said no.
    if (!this.socket || this.socket.active) return;
    this.onRefused();
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.socket?.connect(), REFUSED_RETRY_MS);
  }

  private setState(state: LinkState): void {
    if (state === this.state) return;
    this.state = state;
    for (const listener of this.stateListeners) listener();
  }
}
