import { explainFailure } from "../failure";
import type { RtspMessage } from "./message";

/** For an answer; some need a moment to start their encoder. */
const ANSWER_MS = 5_000;

type Waiting = { resolve: (answer: RtspMessage) => void; reject: (error: unknown) => void };

/** Questions that wait for their answers, by number. */
export class PendingAnswers {
  private readonly waiting = new Map<number, Waiting>();

  /** Rejects with a `CameraFailure` when none comes within 5 s. */
  wait(sequence: number): Promise<RtspMessage> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(sequence);
        reject(explainFailure(["ETIMEDOUT: no answer"]));
      }, ANSWER_MS);
      const settle =
        <T>(done: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          done(value);
        };
      this.waiting.set(sequence, { resolve: settle(resolve), reject: settle(reject) });
    });
  }

  /** An answer whose number nobody knows is meant for the only question there is. */
  take(sequence: number, answer: RtspMessage): void {
    const asked = this.waiting.has(sequence) ? sequence : this.waiting.size === 1 ? [...this.waiting.keys()][0]! : null;
    if (asked === null) return;
    const { resolve } = this.waiting.get(asked)!;
    this.waiting.delete(asked);
    resolve(answer);
  }

  /** No answer will come any more. */
  fail(failure: unknown): void {
    for (const { reject } of this.waiting.values()) reject(failure);
  }
}
