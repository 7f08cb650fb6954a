import { type LivePart, liveHeader } from "@/lib/contracts/preview";

/** Sends like a device: a header before each segment, numbers that count on. The bytes say which part it is. */
export class PartMaker {
  sequence = 0;
  stretch = 1;
  segment = 99;
  index = 0;
  capturedAtMs = 1_600_000_000_000;

  constructor(
    private readonly give: (part: LivePart) => void,
    private readonly bytes = 0,
  ) {}

  begin(isNewRun = false): void {
    if (isNewRun) this.stretch++;
    this.segment++;
    this.index = 0;
    this.send({ kind: "init", isIndependent: false, durationTicks: 0, bytes: Buffer.from(`init of ${this.stretch}`) });
  }

  part(seconds = 0.5): void {
    const text = Buffer.from(`part ${this.segment}.${this.index}`);
    const bytes = Buffer.concat([text, Buffer.alloc(Math.max(0, this.bytes - text.length))]);
    this.send({ kind: "part", isIndependent: this.index === 0, durationTicks: seconds * 90_000, bytes });
    this.index++;
    this.capturedAtMs += seconds * 1_000;
  }

  /** Parts of half a second. */
  segmentOf(parts: number, isNewRun = false): void {
    this.begin(isNewRun);
    for (let n = 0; n < parts; n++) this.part();
  }

  /** What is sent is lost on the way. */
  lose(): void {
    this.sequence++;
    this.index++;
    this.capturedAtMs += 500;
  }

  private send(about: Pick<LivePart, "kind" | "isIndependent" | "durationTicks" | "bytes">): void {
    const { stretch, segment, index, capturedAtMs } = this;
    this.give({ ...about, stretch, segment, index, capturedAtMs, sequence: this.sequence++ });
  }
}

export const toMessage = (part: LivePart): Buffer => Buffer.concat([liveHeader(part), part.bytes]);
