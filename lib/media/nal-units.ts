/** NAL units that stand after their length in 4 bytes each; ends quietly where a length says more than there is. */
export function* unitsIn(data: Buffer): Generator<Buffer> {
  for (let at = 0; at + 4 <= data.length; ) {
    const end = at + 4 + data.readUInt32BE(at);
    if (end > data.length) return;
    yield data.subarray(at + 4, end);
    at = end;
  }
}

/** Each unit after its length in 4 bytes. */
export function joinUnits(units: readonly Buffer[]): Buffer {
  const joined = Buffer.allocUnsafe(units.reduce((sum, { length }) => sum + 4 + length, 0));
  let at = 0;
  for (const unit of units) {
    at = joined.writeUInt32BE(unit.length, at);
    at += unit.copy(joined, at);
  }
  return joined;
}
