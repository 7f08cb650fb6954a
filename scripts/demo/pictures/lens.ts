export type Point = { x: number; y: number; z: number };
export type Spot = { x: number; y: number; pixelsPerMetre: number };

const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y, z: a.z - b.z });
const dot = (a: Point, b: Point): number => a.x * b.x + a.y * b.y + a.z * b.z;
const cross = (a: Point, b: Point): Point => ({
  x: a.y * b.z - a.z * b.y,
  y: a.z * b.x - a.x * b.z,
  z: a.x * b.y - a.y * b.x,
});
const unit = (a: Point): Point => {
  const length = Math.hypot(a.x, a.y, a.z);
  return { x: a.x / length, y: a.y / length, z: a.z / length };
};

/** A pinhole camera in a court's metres: x across, y along, z up. */
export class Lens {
  private readonly forward: Point;
  private readonly right: Point;
  private readonly up: Point;
  private readonly focal: number;

  constructor(
    readonly eye: Point,
    target: Point,
    fieldOfViewDegrees: number,
    readonly width: number,
    readonly height: number,
  ) {
    this.forward = unit(minus(target, eye));
    this.right = unit(cross(this.forward, { x: 0, y: 0, z: 1 }));
    this.up = cross(this.right, this.forward);
    this.focal = width / 2 / Math.tan((fieldOfViewDegrees * Math.PI) / 360);
  }

  /** Where a point of the court is seen, and how large a metre is there. */
  project(point: Point): Spot {
    const offset = minus(point, this.eye);
    const pixelsPerMetre = this.focal / dot(offset, this.forward);
    return {
      x: this.width / 2 + dot(offset, this.right) * pixelsPerMetre,
      y: this.height / 2 - dot(offset, this.up) * pixelsPerMetre,
      pixelsPerMetre,
    };
  }

  /** The direction in which a pixel looks. */
  ray(x: number, y: number): Point {
    const across = (x - this.width / 2) / this.focal;
    const upward = (this.height / 2 - y) / this.focal;
    return {
      x: this.forward.x + this.right.x * across + this.up.x * upward,
      y: this.forward.y + this.right.y * across + this.up.y * upward,
      z: this.forward.z + this.right.z * across + this.up.z * upward,
    };
  }
}
