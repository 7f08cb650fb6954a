import { LENGTH, NET_AT, WIDTH } from "./court";
import type { Point } from "./lens";
import type { Scene } from "./scenes";

export type PlayerPose = {
  x: number;
  y: number;
  /** Metres a second, for the stride. */
  speed: number;
  /** 0 at rest, 1 when the racket meets the ball. */
  swing: number;
  /** Where along the stride, in radians. */
  stride: number;
  isFar: boolean;
};
export type Moment = { players: PlayerPose[]; ball: Point };

type Hit = { at: number; player: number; place: Point };

const SECONDS_PER_SHOT = 1.6;
/** Two in the near half, two in the far one: where they wait for their ball. */
const HOMES = [
  { x: 2.6, y: 4.6 },
  { x: 7.4, y: 5.4 },
  { x: 2.7, y: 15.2 },
  { x: 7.3, y: 14.4 },
] as const;

/** Numbers that look like chance and are the same every time (mulberry32). */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const ease = (t: number): number => t * t * (3 - 2 * t);
const wrap = (value: number, period: number): number => ((value % period) + period) % period;

/** An endless rally: the last shot is returned by the first, so the film can be looped without a seam. */
export class Rally {
  private readonly hits: Hit[];
  private readonly period: number;

  constructor(scene: Scene) {
    this.period = scene.loopSeconds;
    const count = 2 * Math.round(this.period / SECONDS_PER_SHOT / 2);
    const next = chance(scene.seed);
    this.hits = Array.from({ length: count }, (_, index) => {
      const isFar = index % 2 === 1;
      const player = (isFar ? 2 : 0) + (next() < 0.5 ? 0 : 1);
      const home = HOMES[player]!;
      const x = Math.max(0.9, Math.min(WIDTH - 0.9, home.x + (next() - 0.5) * 3.6));
      const depth = (next() - 0.45) * 5.2;
      const y = isFar
        ? Math.min(LENGTH - 1, Math.max(NET_AT + 1.6, home.y + depth))
        : Math.max(1, Math.min(NET_AT - 1.6, home.y - depth));
      return { at: (index * this.period) / count, player, place: { x, y, z: 0.75 + next() * 0.9 } };
    });
  }

  at(seconds: number): Moment {
    const time = wrap(seconds, this.period);
    return { players: HOMES.map((_, player) => this.pose(player, time)), ball: this.ball(time) };
  }

  private pose(player: number, time: number): PlayerPose {
    const here = this.place(player, time);
    const before = this.place(player, time - 0.06);
    const speed = Math.hypot(here.x - before.x, here.y - before.y) / 0.06;
    const own = this.hits.filter((hit) => hit.player === player);
    const sinceHit = Math.min(
      ...own.map((hit) => Math.abs(wrap(time - hit.at + this.period / 2, this.period) - this.period / 2)),
      9,
    );
    // A whole number of strides in the period, or the legs would jump at the seam.
    const stride = (time / this.period) * Math.PI * 2 * Math.round(this.period * 1.7);
    return { ...here, speed, swing: Math.max(0, 1 - sinceHit / 0.42), stride, isFar: player > 1 };
  }

  /** Between a player's shots: home, and then to where the next ball comes down. */
  private place(player: number, seconds: number): { x: number; y: number } {
    const time = wrap(seconds, this.period);
    const home = HOMES[player]!;
    const sway = {
      x: home.x + 0.35 * Math.sin((time / this.period) * Math.PI * 2 * 5 + player * 2),
      y: home.y + 0.3 * Math.sin((time / this.period) * Math.PI * 2 * 7 + player),
    };
    let pull = 0;
    let towards: { x: number; y: number } = home;
    for (const hit of this.hits) {
      if (hit.player !== player) continue;
      const apart = Math.abs(wrap(time - hit.at + this.period / 2, this.period) - this.period / 2);
      const strength = ease(Math.max(0, 1 - apart / 1.45));
      if (strength <= pull) continue;
      pull = strength;
      // The racket meets the ball beside the body, not in it.
      towards = { x: hit.place.x + (hit.place.x > home.x ? -0.45 : 0.45), y: hit.place.y };
    }
    return { x: sway.x + (towards.x - sway.x) * pull, y: sway.y + (towards.y - sway.y) * pull };
  }

  /** From racket to racket with one bounce at two thirds of the way. */
  private ball(time: number): Point {
    const index = this.hits.findLastIndex((hit) => hit.at <= time);
    const from = this.hits[index]!;
    const to = this.hits[(index + 1) % this.hits.length]!;
    const flight = this.period / this.hits.length;
    const t = (time - from.at) / flight;
    const bounce = 0.68;
    const z =
      t < bounce
        ? from.place.z * (1 - t / bounce) + 7.2 * (t / bounce) * (1 - t / bounce) * 0.42 + 0.06
        : 0.06 +
          (to.place.z - 0.06) * ease((t - bounce) / (1 - bounce)) +
          1.1 * ((t - bounce) / (1 - bounce)) * (1 - (t - bounce) / (1 - bounce));
    return { x: from.place.x + (to.place.x - from.place.x) * t, y: from.place.y + (to.place.y - from.place.y) * t, z };
  }
}
