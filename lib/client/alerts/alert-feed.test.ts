import fc from "fast-check";
import { expect, test } from "vitest";
import { type FeedEffect, type FeedEvent, type FeedState, type Noticed, startFeed, stepFeed } from "./alert-feed";

type Alert = { seq: number };

/** A server with its row of alerts, a line that loses what it likes, and a browser that keeps its last number. */
class World {
  readonly log: Alert[] = [];
  readonly shown: number[] = [];
  readonly stacks: number[] = [];
  private state: FeedState<Alert>;
  private onWire: Noticed<Alert>[] = [];
  private asked: { after: number | null } | null = null;
  isConnected = true;

  constructor(
    last: number | null,
    private readonly pageSize: number,
  ) {
    this.state = startFeed(last);
  }

  private take(event: FeedEvent<Alert>): void {
    const [state, effects] = stepFeed(this.state, event);
    this.state = state;
    for (const effect of effects) this.perform(effect);
  }

  private perform(effect: FeedEffect<Alert>): void {
    if (effect.kind === "ask") this.asked = { after: effect.after };
    if (effect.kind !== "show") return;
    this.stacks.push(effect.alerts.length);
    this.shown.push(...effect.alerts.map(({ seq }) => seq));
  }

  raise(step: number): void {
    const previous_seq = this.log.at(-1)?.seq ?? 0;
    const alert = { seq: previous_seq + step };
    this.log.push(alert);
    if (this.isConnected) this.onWire.push({ alert, previous_seq });
  }
  repeat(): void {
    const known = this.log[Math.floor(this.log.length / 2)];
    if (known && this.isConnected) this.onWire.push({ alert: known, previous_seq: 0 });
  }
  deliver(): void {
    const notice = this.onWire.shift();
    if (notice) this.take({ kind: "noticed", notice });
  }
  /** A server that could not tell, although the line stood. */
  lose(): void {
    this.onWire.shift();
  }
  cut(): void {
    this.isConnected = false;
    this.onWire = [];
  }
  connect(): void {
    this.isConnected = true;
    this.take({ kind: "connected" });
  }
  answer(): void {
    if (!this.asked) return;
    const { after } = this.asked;
    this.asked = null;
    if (!this.isConnected) {
      this.take({ kind: "failed" });
      return;
    }
    const rest = after === null ? [] : this.log.filter(({ seq }) => seq > after);
    const latest = this.log.at(-1)?.seq ?? 0;
    this.take({ kind: "answered", alerts: rest.slice(0, this.pageSize), hasMore: rest.length > this.pageSize, latest });
  }
  /** Closes the page and opens it again: only the last number is kept. */
  reload(): void {
    this.state = startFeed(this.state.last);
    this.asked = null;
    this.onWire = [];
    this.connect();
  }
  settle(): void {
    this.connect();
    for (let i = 0; i < 500; i++) {
      this.answer();
      this.deliver();
    }
  }
}

const STEPS = ["raise", "raise", "deliver", "deliver", "lose", "cut", "connect", "answer", "repeat", "reload"] as const;

test("whatever is lost, repeated or comes while it is asked: each alert once, in order, none missing", () => {
  const steps = fc.array(fc.tuple(fc.constantFrom(...STEPS), fc.integer({ min: 1, max: 3 })), { maxLength: 120 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 5 }), (all, pageSize) => {
      const world = new World(0, pageSize);
      world.connect();
      for (const [step, by] of all) step === "raise" ? world.raise(by) : world[step]();
      world.settle();
      expect(world.shown).toEqual(world.log.map(({ seq }) => seq));
    }),
    { numRuns: 1_000 },
  );
});

test("a page that is closed while it reads a long list shows what it had not shown yet", () => {
  const world = new World(0, 2);
  for (let i = 0; i < 9; i++) world.raise(1);
  world.cut();
  world.connect();
  world.answer();
  world.answer();
  world.settle();
  expect(world.shown).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(world.stacks).toEqual([9]);
});

test("a browser that was never here begins with what happens next", () => {
  const world = new World(null, 10);
  world.raise(1);
  world.raise(1);
  world.cut();
  world.settle();
  expect(world.shown).toEqual([]);
  world.raise(1);
  world.deliver();
  expect(world.shown).toEqual([3]);
});

test("numbers of a server that was restored are followed from there", () => {
  const world = new World(900, 10);
  world.raise(5);
  world.cut();
  world.settle();
  world.raise(1);
  world.deliver();
  expect(world.shown).toEqual([6]);
});
