import { expect, test } from "vitest";
import { fitGrid } from "./fit-grid";

const GAP = 8;
const SCREENS = [
  [1920, 1032],
  [1440, 852],
  [1024, 720],
  [820, 1132],
] as const;

test.each(SCREENS)("1 to 24 pictures fit into %i × %i without scrolling, and none is lost", (width, height) => {
  for (let count = 1; count <= 24; count++) {
    const { columns, tileWidth, tileHeight, scrolls } = fitGrid(count, width, height, GAP);
    const rows = Math.ceil(count / columns);
    expect(scrolls, `${count}`).toBe(false);
    expect(columns * tileWidth + (columns - 1) * GAP, `${count}`).toBeLessThanOrEqual(width);
    expect(rows * tileHeight + (rows - 1) * GAP, `${count}`).toBeLessThanOrEqual(height);
    expect(tileWidth, `${count}`).toBeGreaterThan(112);
  }
});

test.each([
  [1, 1920, 1080, 1],
  [2, 1920, 1080, 2],
  [4, 1920, 1080, 2],
  [9, 1920, 1080, 3],
  [24, 1920, 1080, 5],
  [3, 390, 780, 1],
  [24, 390, 780, 3],
])("%i pictures on %i × %i stand in %i columns", (count, width, height, columns) =>
  expect(fitGrid(count, width, height, GAP)).toMatchObject({ columns, scrolls: false }),
);

test("a screen too small for all scrolls, with pictures one can see", () => {
  expect(fitGrid(24, 390, 300, GAP)).toMatchObject({ columns: 3, scrolls: true });
  expect(fitGrid(24, 0, 0, GAP)).toMatchObject({ columns: 1, tileWidth: 0 });
});
