import type { Colour } from "./colour";
import type { Point } from "./lens";

/** One court as one camera sees it. Everything a film is made from, so that the same scene gives the same film. */
export type Scene = {
  title: string;
  width: number;
  height: number;
  fps: number;
  /** The film starts over after this long; the play is periodic, so the cut cannot be seen. */
  loopSeconds: number;
  seed: number;
  eye: Point;
  target: Point;
  fieldOfViewDegrees: number;
  floor: Colour;
  hall: Colour;
  light: Colour;
  shirts: readonly [Colour, Colour];
};

const BEHIND_THE_GLASS: Point = { x: 5, y: -5.6, z: 6.2 };

export const SCENES = {
  court1: {
    title: "COURT 1",
    width: 1280,
    height: 720,
    fps: 25,
    loopSeconds: 24,
    seed: 11,
    eye: BEHIND_THE_GLASS,
    target: { x: 5, y: 8.2, z: 0 },
    fieldOfViewDegrees: 62,
    floor: [28, 92, 178],
    hall: [38, 46, 60],
    light: [255, 250, 240],
    shirts: [
      [240, 240, 244],
      [236, 92, 62],
    ],
  },
  court2: {
    title: "COURT 2",
    width: 960,
    height: 540,
    fps: 15,
    loopSeconds: 16,
    seed: 23,
    eye: { x: 1.2, y: -4.6, z: 5.2 },
    target: { x: 5.4, y: 8.6, z: 0 },
    fieldOfViewDegrees: 66,
    floor: [22, 120, 122],
    hall: [44, 52, 56],
    light: [240, 250, 255],
    shirts: [
      [250, 204, 60],
      [34, 40, 58],
    ],
  },
  court3: {
    title: "COURT 3",
    width: 1280,
    height: 720,
    fps: 25,
    loopSeconds: 20,
    seed: 37,
    eye: { x: 8.6, y: -5.2, z: 5.8 },
    target: { x: 4.7, y: 8.4, z: 0 },
    fieldOfViewDegrees: 62,
    floor: [58, 66, 160],
    hall: [56, 44, 46],
    light: [255, 232, 205],
    shirts: [
      [110, 200, 240],
      [226, 70, 110],
    ],
  },
} as const satisfies Record<string, Scene>;

export type SceneName = keyof typeof SCENES;
