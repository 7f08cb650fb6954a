import { type Colour, grain, mix, scale } from "./colour";
import { Lens, type Point } from "./lens";
import type { Scene } from "./scenes";

// The International Padel Federation's court: 10 m by 20 m, service lines 6.95 m from the net, glass to 3 m, mesh to 4 m.
export const WIDTH = 10;
export const LENGTH = 20;
export const NET_AT = 10;
const SERVICE_FROM_NET = 6.95;
const LINE = 0.05;
const GLASS_HEIGHT = 3;
const FENCE_HEIGHT = 4;
const NET_HEIGHT = 0.92;

const WHITE: Colour = [244, 247, 250];
const STEEL: Colour = [36, 40, 46];

export const lensOf = (scene: Scene): Lens =>
  new Lens(scene.eye, scene.target, scene.fieldOfViewDegrees, scene.width, scene.height);

const isBetween = (value: number, low: number, high: number): boolean => value >= low && value <= high;
const isNear = (value: number, line: number, half: number): boolean => Math.abs(value - line) <= half;

function isLine(x: number, y: number): boolean {
  const fromNet = Math.abs(y - NET_AT);
  if (isNear(fromNet, SERVICE_FROM_NET, LINE)) return true;
  return isNear(x, WIDTH / 2, LINE) && fromNet <= SERVICE_FROM_NET + 0.2;
}

/** Four floodlights above the corners of the play, and the darkness beyond. */
function lightAt(x: number, y: number): number {
  let sum = 0.62;
  for (const [lx, ly] of [
    [2, 4.5],
    [8, 4.5],
    [2, 15.5],
    [8, 15.5],
  ] as const)
    sum += 0.3 * Math.exp(-((x - lx) ** 2 + (y - ly) ** 2) / 22);
  return sum;
}

function floorAt(scene: Scene, x: number, y: number): Colour {
  const inside = isBetween(x, 0, WIDTH) && isBetween(y, 0, LENGTH);
  if (!inside) {
    const away = Math.max(-x, x - WIDTH, -y, y - LENGTH, 0);
    return scale(scene.hall, 1.5 * Math.exp(-away / 9) + 0.25 + grain(Math.floor(x * 6), Math.floor(y * 6)) * 0.05);
  }
  const turf = scale(scene.floor, 0.93 + 0.11 * grain(Math.floor(x * 40), Math.floor(y * 40)));
  const shown = isLine(x, y) ? WHITE : turf;
  const lit = lightAt(x, y);
  const nearWall = Math.min(x, WIDTH - x, y, LENGTH - y);
  return scale(
    [shown[0] * (scene.light[0] / 255), shown[1] * (scene.light[1] / 255), shown[2] * (scene.light[2] / 255)],
    lit * (nearWall < 0.5 ? 0.82 + 0.36 * nearWall : 1),
  );
}

/** A wall's own colour at `along` (metres) and `z`, and how much of what stands behind it is hidden. */
function wallAt(along: number, z: number, isGlass: boolean): { colour: Colour; hides: number } {
  const post = Math.abs(((along + 1) % 2) - 1);
  if (post < 0.05 || isNear(z, FENCE_HEIGHT, 0.05)) return { colour: STEEL, hides: 0.95 };
  if (isGlass && z < GLASS_HEIGHT) {
    if (isNear(z, GLASS_HEIGHT, 0.04) || z < 0.06) return { colour: STEEL, hides: 0.8 };
    const sheen = 0.07 + 0.05 * Math.max(0, Math.sin(along * 1.3 + z * 0.9));
    return { colour: [196, 216, 230], hides: sheen };
  }
  return { colour: [70, 78, 88], hides: 0.3 };
}

type Wall = { distance: number; colour: Colour; hides: number };

function wallsAlong(eye: Point, ray: Point): Wall[] {
  const walls: Wall[] = [];
  for (const y of [0, LENGTH]) {
    const distance = (y - eye.y) / ray.y;
    const x = eye.x + ray.x * distance;
    const z = eye.z + ray.z * distance;
    if (distance > 0 && isBetween(x, 0, WIDTH) && isBetween(z, 0, FENCE_HEIGHT + 0.05) && y === LENGTH)
      walls.push({ distance, ...wallAt(x, z, true) });
  }
  for (const x of [0, WIDTH]) {
    const distance = (x - eye.x) / ray.x;
    const y = eye.y + ray.y * distance;
    const z = eye.z + ray.z * distance;
    const height = isBetween(y, 2, LENGTH - 2) ? GLASS_HEIGHT : FENCE_HEIGHT;
    if (distance > 0 && isBetween(y, 0, LENGTH) && isBetween(z, 0, height + 0.05))
      walls.push({ distance, ...wallAt(y, z, y < 4 || y > LENGTH - 4) });
  }
  return walls.sort((a, b) => b.distance - a.distance);
}

/** The far wall of the hall: a row of lit windows, so that the night around the court has a depth. */
function hallWallAt(scene: Scene, x: number, z: number): Colour {
  const isWindow = isBetween(z, 2.2, 3.5) && Math.abs(((x + 60) % 3) - 1.5) < 1.15;
  if (isWindow) return mix(scene.hall, scene.light, 0.3 + 0.06 * Math.sin(x * 2.1));
  return scale(scene.hall, 0.8 + 0.5 * Math.exp(-z / 2.5));
}

/** What the camera sees in one direction when nobody plays. */
function colourAlong(scene: Scene, ray: Point): Colour {
  const { eye } = scene;
  const toHallWall = (LENGTH + 14 - eye.y) / ray.y;
  const toFloor = ray.z < 0 ? -eye.z / ray.z : Number.POSITIVE_INFINITY;
  const end = Math.min(toFloor, toHallWall);
  const z = eye.z + ray.z * end;
  let colour: Colour =
    toFloor <= toHallWall
      ? floorAt(scene, eye.x + ray.x * end, eye.y + ray.y * end)
      : hallWallAt(scene, eye.x + ray.x * end, z);
  for (const wall of wallsAlong(eye, ray)) if (wall.distance < end) colour = mix(colour, wall.colour, wall.hides);
  return colour;
}

/** The empty court, as packed RGB. */
export function paintCourt(scene: Scene): Buffer {
  const lens = lensOf(scene);
  const { width, height } = scene;
  const picture = Buffer.alloc(width * height * 3);
  const offsets = [0.17, 0.5, 0.83];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let [red, green, blue] = [0, 0, 0];
      for (const dy of offsets)
        for (const dx of offsets) {
          const sample = colourAlong(scene, lens.ray(x + dx, y + dy));
          red += sample[0];
          green += sample[1];
          blue += sample[2];
        }
      const corner = ((x / width - 0.5) ** 2 + (y / height - 0.5) ** 2) * 0.5;
      const shade = (1 - corner) / 9;
      const at = (y * width + x) * 3;
      picture[at] = Math.min(255, red * shade);
      picture[at + 1] = Math.min(255, green * shade);
      picture[at + 2] = Math.min(255, blue * shade);
    }
  return picture;
}

/** How much of each pixel the net hides (0–255), and whether it is its white band: painted between far and near players. */
export function netMask(scene: Scene): { at: number; hides: number; isBand: boolean }[] {
  const lens = lensOf(scene);
  const pixels: { at: number; hides: number; isBand: boolean }[] = [];
  for (let y = 0; y < scene.height; y++)
    for (let x = 0; x < scene.width; x++) {
      const ray = lens.ray(x + 0.5, y + 0.5);
      const distance = (NET_AT - scene.eye.y) / ray.y;
      const across = scene.eye.x + ray.x * distance;
      const z = scene.eye.z + ray.z * distance;
      if (!isBetween(across, 0, WIDTH) || !isBetween(z, 0, NET_HEIGHT)) continue;
      const isBand = z > NET_HEIGHT - 0.09 || isNear(across, WIDTH / 2, 0.025);
      pixels.push({ at: (y * scene.width + x) * 3, hides: isBand ? 0.92 : 0.42, isBand });
    }
  return pixels;
}
