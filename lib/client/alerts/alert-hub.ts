import type { AlertList, AlertView } from "@/lib/contracts/alerts";
import { type FeedEvent, type FeedState, startFeed, stepFeed } from "./alert-feed";

const RETRY_MS = 3_000;
/** A server that could not tell of the last alert before a quiet time: nothing else would show the gap. */
const CHECK_MS = 60_000;
const PAGE = 200;

type Options = {
  read: (query: { after_seq?: number; limit: number }) => Promise<AlertList>;
  lastSeen: { load(): number | null; save(seq: number): void };
  /** New for this browser, oldest first; more than one after it was away. */
  onShow: (alerts: readonly AlertView[]) => void;
  onUpdate: (alert: AlertView) => void;
};

/** Runs what `stepFeed` decides: asks the server, keeps the last number, shows. */
export class AlertHub {
  private state: FeedState<AlertView>;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isStopped = false;

  constructor(private readonly options: Options) {
    this.state = startFeed(options.lastSeen.load());
  }

  take(event: FeedEvent<AlertView>): void {
    if (this.isStopped) return;
    const before = this.state.last;
    const [state, effects] = stepFeed(this.state, event);
    this.state = state;
    if (state.last !== null && state.last !== before) this.options.lastSeen.save(state.last);
    for (const effect of effects) {
      if (effect.kind === "show") this.options.onShow(effect.alerts);
      else if (effect.kind === "update") this.options.onUpdate(effect.alert);
      else if (effect.kind === "ask") void this.ask(effect.after);
      else this.askIn(RETRY_MS);
    }
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async ask(after: number | null): Promise<void> {
    try {
      const query = after === null ? { limit: 1 } : { after_seq: after, limit: PAGE };
      const { alerts, next_cursor, latest_seq } = await this.options.read(query);
      this.take({ kind: "answered", alerts, hasMore: next_cursor !== null, latest: latest_seq });
      this.askIn(CHECK_MS);
    } catch {
      this.take({ kind: "failed" });
    }
  }

  private askIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.take({ kind: "connected" }), ms);
  }
}
