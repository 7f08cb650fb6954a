import type { Clock } from "@/lib/core/clock";
import { RECHECK_MS } from "@/lib/core/rounds";

/** Keys at once before those that are over are looked for. */
const MANY = 1_000;

/**
 * What was looked up a moment ago, for what is asked several times a second. Unless told otherwise it holds as long as a
 * stream goes unchecked, so a right that is lost is lost as fast. A look-up that failed is never kept, and at one time a
 * thing is looked up once, whoever asks.
 */
export class Recent<T> {
  private readonly known = new Map<string, { value: Promise<T>; untilMs: number }>();

  constructor(
    private readonly clock: Pick<Clock, "monotonicMs">,
    private readonly keptMs = RECHECK_MS,
  ) {}

  get(key: string, look: () => Promise<T>): Promise<T> {
    const nowMs = this.clock.monotonicMs();
    const found = this.known.get(key);
    if (found && found.untilMs > nowMs) return found.value;
    if (this.known.size >= MANY)
      for (const [old, { untilMs }] of this.known) if (untilMs <= nowMs) this.known.delete(old);
    const entry = { value: look(), untilMs: nowMs + this.keptMs };
    this.known.set(key, entry);
    entry.value.catch(() => this.known.get(key) === entry && this.known.delete(key));
    return entry.value;
  }
}

/** What a request shows to prove who sends it. */
export const credentialsOf = ({ headers }: Request): string =>
  JSON.stringify([headers.get("authorization"), headers.get("cookie")]);
