/** Reads the bits of a NAL unit, most significant first, without its emulation prevention bytes (00 00 03). Zeros after the end. */
export class BitReader {
  private readonly bytes: readonly number[];
  private at = 0;

  constructor(unit: Uint8Array) {
    this.bytes = withoutEmulation(unit);
  }

  bit(): number {
    const byte = this.bytes[this.at >> 3] ?? 0;
    return (byte >> (7 - (this.at++ & 7))) & 1;
  }

  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 2 + this.bit();
    return value;
  }

  /** Passes over bits that say nothing we need. */
  advance(count: number): void {
    this.at += count;
  }

  /** Exponential Golomb code, unsigned (H.264, 9.1). */
  ue(): number {
    let zeros = 0;
    while (this.bit() === 0 && zeros < 32) zeros++;
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** The signed one (H.264, 9.1.1). */
  se(): number {
    const code = this.ue();
    return code % 2 === 0 ? -code / 2 : (code + 1) / 2;
  }
}

/** What a unit says, without the bytes (00 00 03) that keep it from looking like a start code. */
export function withoutEmulation(unit: Uint8Array): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < unit.length; i++)
    if (!(i >= 2 && unit[i] === 3 && unit[i - 1] === 0 && unit[i - 2] === 0)) bytes.push(unit[i]!);
  return bytes;
}
