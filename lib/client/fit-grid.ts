export type Grid = { columns: number; tileWidth: number; tileHeight: number; scrolls: boolean };

/** Narrower than this nobody is recognised; a wall that would need it scrolls instead. */
const LEAST_TILE_WIDTH = 112;
const RATIO = 16 / 9;

/** The columns that make `count` pictures of 16:9 as large as they can be without scrolling; sizes in CSS pixels. */
export function fitGrid(count: number, width: number, height: number, gap: number): Grid {
  let best: Grid = { columns: 1, tileWidth: 0, tileHeight: 0, scrolls: false };
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns);
    const byWidth = (width - gap * (columns - 1)) / columns;
    const byHeight = ((height - gap * (rows - 1)) / rows) * RATIO;
    const tileWidth = Math.floor(Math.min(byWidth, byHeight));
    if (tileWidth > best.tileWidth) best = sized(columns, tileWidth, false);
  }
  if (best.tileWidth >= LEAST_TILE_WIDTH) return best;
  const columns = Math.max(1, Math.floor((width + gap) / (LEAST_TILE_WIDTH + gap)));
  return sized(columns, Math.max(0, Math.floor((width - gap * (columns - 1)) / columns)), true);
}

const sized = (columns: number, tileWidth: number, scrolls: boolean): Grid => ({
  columns,
  tileWidth,
  tileHeight: Math.floor(tileWidth / RATIO),
  scrolls,
});
