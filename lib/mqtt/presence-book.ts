import type { DeviceStatus } from "@/lib/contracts/mqtt";
import type { Presence } from "./device-link";

/** Statuses come every 10 s: nine in a row are missing. */
export const SILENT_AFTER_MS = 90_000;
/** How often a device gives a sign of life. */
export const ALIVE_EVERY_MS = 1_000;
/** Well below the 5 s within which the page has to know, on a busy machine too; two signs may be missing. */
export const ALIVE_LOST_AFTER_MS = 3_500;

type Moment = { now: Date; nowMs: number };
type Entry = {
  status: DeviceStatus | null;
  receivedAt: Date | null;
  lastSeenAt: Date | null;
  /** When it was last heard since the link to the broker stands; null while nothing was. */
  heardMs: number | null;
  /** When its last sign of life came; null for a device that gives none. */
  aliveMs: number | null;
  isOnline: boolean;
};

/**
 * Who is there. A device is online while the link to the broker stands, its last status (or will) said so, and it was
 * heard lately: within 3.5 s for one that gives signs of life, within 90 s for any other.
 */
export class PresenceBook {
  private readonly entries = new Map<string, Entry>();
  private isLinkUp = false;

  constructor(private readonly onChange: (deviceId: string, presence: Presence) => void) {}

  heardStatus(deviceId: string, status: DeviceStatus, retained: boolean, { now, nowMs }: Moment): void {
    const entry = this.entryOf(deviceId);
    entry.status = status;
    entry.receivedAt = now;
    entry.heardMs = nowMs;
    if (status.status === "offline") entry.aliveMs = null;
    if (retained) entry.lastSeenAt ??= status.clock_synced ? new Date(status.at) : null;
    else if (status.status === "online") entry.lastSeenAt = now;
    else entry.lastSeenAt ??= now;
    this.judge(deviceId, entry, nowMs);
  }

  heardAlive(deviceId: string, { now, nowMs }: Moment): void {
    const entry = this.entryOf(deviceId);
    entry.heardMs = nowMs;
    entry.lastSeenAt = now;
    // One that was still on its way when the device said goodbye must not judge its next coming.
    if (entry.status?.status !== "offline") entry.aliveMs = nowMs;
    this.judge(deviceId, entry, nowMs);
  }

  /** Nobody can be heard any more, so nobody counts as there. */
  linkLost(nowMs: number): void {
    this.isLinkUp = false;
    for (const entry of this.entries.values()) entry.heardMs = entry.aliveMs = null;
    this.check(nowMs);
  }

  linkBack(nowMs: number): void {
    this.isLinkUp = true;
    this.check(nowMs);
  }

  /** This process itself stood still for so long: no device can be blamed for not having been heard. */
  forgive(stallMs: number): void {
    for (const entry of this.entries.values()) {
      if (entry.heardMs !== null) entry.heardMs += stallMs;
      if (entry.aliveMs !== null) entry.aliveMs += stallMs;
    }
  }

  check(nowMs: number): void {
    for (const [deviceId, entry] of this.entries) this.judge(deviceId, entry, nowMs);
  }

  presence(deviceId: string): Presence {
    const entry = this.entries.get(deviceId);
    return entry ? view(entry) : { online: false, lastSeenAt: null, status: null, receivedAt: null };
  }

  private entryOf(deviceId: string): Entry {
    const known = this.entries.get(deviceId);
    if (known) return known;
    const entry = { status: null, receivedAt: null, lastSeenAt: null, heardMs: null, aliveMs: null, isOnline: false };
    this.entries.set(deviceId, entry);
    return entry;
  }

  private judge(deviceId: string, entry: Entry, nowMs: number): void {
    const isHeard = entry.heardMs !== null && nowMs - entry.heardMs <= SILENT_AFTER_MS;
    const isAlive = entry.aliveMs === null || nowMs - entry.aliveMs <= ALIVE_LOST_AFTER_MS;
    const isOnline = this.isLinkUp && isHeard && isAlive && entry.status?.status === "online";
    if (isOnline === entry.isOnline) return;
    entry.isOnline = isOnline;
    this.onChange(deviceId, view(entry));
  }
}

const view = ({ isOnline, lastSeenAt, status, receivedAt }: Entry): Presence => ({
  online: isOnline,
  lastSeenAt,
  status,
  receivedAt,
});
