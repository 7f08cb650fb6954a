// A picture that says when it was taken: 6 × 4 blocks, black or white, each a sixth of the width and a quarter of the height.
// From the top left on, the most significant bit first: 20 bits of the number, then 4 that check it. The number counts ticks
// of 40 ms since an epoch the test chose, whatever the camera's frame rate. counter-camera.py draws the same.

export const TICK_MS = 40;
export const COLUMNS = 6;
export const ROWS = 4;
const NUMBER_BITS = 20;
const BLOCKS = COLUMNS * ROWS;
const [BLACK, WHITE] = [0x10, 0xeb];
/** Farther from black and white than this, a block is a smear of a broken picture. */
const CLEAR = 60;

export function drawNumber(number: number, width: number, height: number): Buffer {
  const code = codeOf(number);
  const gray = Buffer.alloc(width * height, BLACK);
  const [blockWidth, blockHeight] = [Math.floor(width / COLUMNS), Math.floor(height / ROWS)];
  for (let row = 0; row < ROWS; row++) {
    const line = Buffer.alloc(width, BLACK);
    for (let column = 0; column < COLUMNS; column++)
      if ((code >> (BLOCKS - 1 - row * COLUMNS - column)) & 1)
        line.fill(WHITE, column * blockWidth, (column + 1) * blockWidth);
    for (let y = row * blockHeight; y < (row + 1) * blockHeight; y++) line.copy(gray, y * width);
  }
  return gray;
}

/** Null for a picture that is not one of ours, or is broken. `gray` is `width` × `height`, one byte each. */
export function readNumber(gray: Buffer, width: number, height: number): number | null {
  let code = 0;
  for (let block = 0; block < BLOCKS; block++) {
    const x = Math.floor(((block % COLUMNS) + 0.5) * (width / COLUMNS));
    const y = Math.floor((Math.floor(block / COLUMNS) + 0.5) * (height / ROWS));
    const value = gray[y * width + x]!;
    if (value > BLACK + CLEAR && value < WHITE - CLEAR) return null;
    code = (code << 1) | (value > 128 ? 1 : 0);
  }
  const number = code >> 4;
  return codeOf(number) === code ? number : null;
}

function codeOf(number: number): number {
  let check = 9; // a black and a white picture are no numbers
  for (let at = 0; at < NUMBER_BITS; at += 4) check ^= (number >> at) & 15;
  return (number << 4) | check;
}
