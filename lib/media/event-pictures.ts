/** Pictures of what triggered a sensor: there at once, long before the clip is. */
export interface EventPictures {
  has(deviceId: string, eventId: string): boolean;
  /** The JPEG this device sent; null when there was none, or newer ones took its place. */
  get(deviceId: string, eventId: string): Buffer | null;
}

const KEPT = 200;

/** The newest pictures in memory, at most `kept` of them: a clip's poster takes over within seconds. */
export class NewestPictures implements EventPictures {
  private readonly pictures = new Map<string, Buffer>();

  constructor(private readonly kept = KEPT) {}

  has(deviceId: string, eventId: string): boolean {
    return this.pictures.has(`${deviceId}/${eventId}`);
  }

  get(deviceId: string, eventId: string): Buffer | null {
    return this.pictures.get(`${deviceId}/${eventId}`) ?? null;
  }

  put(deviceId: string, eventId: string, jpeg: Buffer): void {
    const key = `${deviceId}/${eventId}`;
    this.pictures.delete(key);
    this.pictures.set(key, jpeg);
    for (const oldest of this.pictures.keys()) {
      if (this.pictures.size <= this.kept) return;
      this.pictures.delete(oldest);
    }
  }
}
