import type { Canvas } from "./canvas";
import { type Colour, scale } from "./colour";
import type { Lens, Point } from "./lens";
import type { PlayerPose } from "./rally";

const SKINS: readonly Colour[] = [
  [224, 172, 138],
  [176, 122, 88],
  [236, 190, 160],
  [132, 90, 66],
];
const SHORTS: Colour = [28, 32, 44];
const SHOES: Colour = [238, 240, 244];
const RACKET: Colour = [34, 36, 42];
const BALL: Colour = [222, 240, 62];
const SHADOW: Colour = [4, 10, 26];

function paintShadow(canvas: Canvas, lens: Lens, x: number, y: number, radius: number, opacity: number): void {
  const here = lens.project({ x: x + 0.12, y, z: 0 });
  const deeper = lens.project({ x: x + 0.12, y: y + radius, z: 0 });
  canvas.ellipse(here.x, here.y, radius * here.pixelsPerMetre, Math.max(1.2, here.y - deeper.y), SHADOW, opacity, 0.75);
}

/** One player of 1.78 m: shadow, legs in stride, shorts, shirt, head, and the arm with the racket. */
export function paintPlayer(canvas: Canvas, lens: Lens, pose: PlayerPose, index: number, shirt: Colour): void {
  const skin = SKINS[index % SKINS.length]!;
  const at = (dx: number, dy: number, z: number) => lens.project({ x: pose.x + dx, y: pose.y + dy, z });
  const pace = Math.min(1, pose.speed / 2.6);
  const step = Math.sin(pose.stride) * 0.3 * pace;
  const bob = Math.abs(Math.cos(pose.stride)) * 0.04 * pace;
  const hip = 0.88 + bob - pose.swing * 0.04;
  const facing = pose.isFar ? -1 : 1;
  paintShadow(canvas, lens, pose.x, pose.y, 0.46, 0.5);
  for (const side of [-1, 1]) {
    const forward = step * side;
    const foot = at(side * 0.17 + forward * 0.25, forward, 0.05 + Math.max(0, forward) * 0.25);
    const knee = at(side * 0.15 + forward * 0.15, forward * 0.7 + 0.05 * facing, 0.46);
    canvas.limb(knee, foot, 0.065, 0.05, skin);
    canvas.limb(foot, at(side * 0.19 + forward * 0.25, forward + 0.1 * facing, 0.05), 0.065, 0.055, SHOES);
    canvas.limb(at(side * 0.1, 0, hip), knee, 0.11, 0.085, SHORTS);
  }
  const shoulders = hip + 0.5;
  const lean = 0.1 * facing * (0.4 + pace);
  const back = at(-0.22, lean, shoulders - 0.04);
  canvas.limb(back, at(-0.34, lean + 0.16 * facing + step * 0.6, shoulders - 0.36), 0.058, 0.045, skin);
  canvas.limb(at(0, 0, hip + 0.02), at(0, lean, shoulders - 0.1), 0.17, 0.215, shirt);
  const lift = Math.sin(pose.swing * Math.PI * 0.5);
  const hand: Point = {
    x: pose.x + 0.4 + 0.12 * lift,
    y: pose.y + lean + (0.24 - 0.1 * lift) * facing,
    z: shoulders - 0.38 + 0.62 * lift,
  };
  const wrist = lens.project(hand);
  canvas.limb(at(0.22, lean, shoulders - 0.04), wrist, 0.06, 0.045, skin);
  const tip = lens.project({ x: hand.x + 0.13, y: hand.y + 0.06 * facing, z: hand.z + 0.16 + 0.14 * lift });
  canvas.limb(wrist, tip, 0.02, 0.02, RACKET);
  canvas.ellipse(tip.x, tip.y, 0.1 * tip.pixelsPerMetre, 0.125 * tip.pixelsPerMetre, RACKET, 1, 0.15);
  const head = at(0, lean * 1.25, shoulders + 0.24);
  canvas.limb(at(0, lean * 1.1, shoulders + 0.04), head, 0.055, 0.055, scale(skin, 0.9));
  canvas.limb(head, head, 0.12, 0.12, skin);
  canvas.limb(at(0, lean * 1.2, shoulders + 0.3), at(0, lean * 1.2, shoulders + 0.31), 0.105, 0.105, [40, 32, 30]);
}

export function paintBall(canvas: Canvas, lens: Lens, ball: Point): void {
  paintShadow(canvas, lens, ball.x, ball.y, 0.09, Math.max(0.1, 0.5 - ball.z * 0.15));
  const spot = lens.project(ball);
  const radius = Math.max(2.2, 0.055 * spot.pixelsPerMetre);
  canvas.ellipse(spot.x, spot.y, radius, radius, BALL, 1, 0.3);
}
