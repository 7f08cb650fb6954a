import type { Logger } from "@/lib/core/logger";
import type { Ctx } from "@/lib/domain/context";
import { loadAlertNotices } from "@/lib/domain/notices/alert";
import { loadDeviceNotices } from "@/lib/domain/notices/device";
import { type EventNotice, loadEventNotices } from "@/lib/domain/notices/event";
import { loadFileNotice } from "@/lib/domain/notices/file";
import { loadSessionNotice } from "@/lib/domain/notices/session";
import type { Notice } from "@/lib/realtime/notifier";
import { rooms } from "@/lib/realtime/rooms";
import type { SocketServer } from "@/lib/realtime/socket-server";

type Options = { context: () => Ctx; sockets: SocketServer; log: Logger };

/**
 * Turns notices into socket events, one after the other. The view is loaded once, when its turn comes, so what was said
 * twice meanwhile is told once with the newest state. Who may see a thing whole gets its view; others of the club hear
 * that it changed and ask again.
 */
export function createAnnouncer({ context, sockets, log }: Options): (notice: Notice) => void {
  const pending = new Map<string, Notice>();
  let isWorking = false;

  const work = async (): Promise<void> => {
    isWorking = true;
    while (pending.size > 0) {
      const batch = [...pending.values()];
      pending.clear();
      if (sockets.connections === 0) continue;
      await announceAll(batch).catch((err: unknown) => log.warn({ err }, "what changed could not be told"));
    }
    isWorking = false;
  };

  const announceAll = async (batch: Notice[]): Promise<void> => {
    const ctx = context();
    const idsOf = (kind: Notice["kind"]) => batch.filter((notice) => notice.kind === kind).map((notice) => notice.id);
    const [alertIds, eventIds] = [idsOf("alert"), idsOf("event")];
    // First of all: somebody may be standing at a door.
    if (alertIds.length > 0) await announceAlerts(ctx, sockets, alertIds);
    const events = eventIds.length > 0 ? await loadEventNotices(ctx, eventIds) : new Map<string, EventNotice>();
    for (const notice of batch) {
      if (notice.kind === "alert") continue;
      if (notice.kind === "event") announceEvent(sockets, notice, events.get(notice.id));
      else await announcers[notice.kind](ctx, sockets, notice);
    }
  };

  return (notice) => {
    pending.set(`${notice.kind}/${notice.id}`, notice);
    if (!isWorking) void work();
  };
}

type Announce = (ctx: Ctx, sockets: SocketServer, notice: Notice) => Promise<void>;

/** Those who see everything of a club. */
const staffOf = ({ clubId }: Notice): string[] =>
  clubId === null ? [rooms.super] : [rooms.super, rooms.staff(clubId)];

const announceSession =
  (event: "session" | "recording"): Announce =>
  async (ctx, sockets, notice) => {
    const session = await loadSessionNotice(ctx, notice.id);
    const ownerId = notice.ownerId ?? session?.created_by;
    const insiders = [...staffOf(notice), ...(ownerId ? [rooms.user(ownerId)] : [])];
    const change = { session_id: notice.id, terrain_id: session?.terrain_id ?? null };
    sockets.emit({ rooms: insiders }, event, { ...change, session });
    if (notice.clubId !== null)
      sockets.emit({ rooms: [rooms.club(notice.clubId)], except: insiders }, event, { ...change, session: null });
  };

const announcers: Record<Exclude<Notice["kind"], "event" | "alert">, Announce> = {
  session: announceSession("session"),
  recording: announceSession("recording"),
  async file(ctx, sockets, notice) {
    const file = notice.deleted ? null : await loadFileNotice(ctx, notice.id);
    const change = { file_id: notice.id, file, deleted: notice.deleted ?? false };
    const owner = notice.ownerId ? [rooms.ownFiles(notice.ownerId)] : [];
    sockets.emit({ rooms: [...staffOf(notice), ...owner] }, "file", change);
  },
  async plan(_ctx, sockets, notice) {
    sockets.emit({ rooms: staffOf(notice) }, "plan", { plan_id: notice.id, club_id: notice.clubId });
  },
  async device(ctx, sockets, notice) {
    const device = await loadDeviceNotices(ctx, notice.id);
    if (!device) return;
    sockets.emit({ rooms: [rooms.super] }, "device", device.all);
    for (const [clubId, seen] of device.byClub) {
      const staff = rooms.staff(clubId);
      sockets.emit({ rooms: [staff], except: [rooms.super] }, "device", seen);
      // Players hear that something changed; what their court's card shows of it they ask for.
      sockets.emit({ rooms: [rooms.club(clubId)], except: [staff, rooms.super] }, "device", { ...seen, cameras: [] });
    }
  },
};

/** In the order of their numbers. Those of no club are told to super admins alone. */
async function announceAlerts(ctx: Ctx, sockets: SocketServer, ids: readonly string[]): Promise<void> {
  for (const { alert, previous } of await loadAlertNotices(ctx, ids)) {
    sockets.emit({ rooms: [rooms.super] }, "alert", { alert, previous_seq: previous.anywhere });
    if (alert.club_id === null) continue;
    const staff = rooms.staff(alert.club_id);
    sockets.emit({ rooms: [staff], except: [rooms.super] }, "alert", { alert, previous_seq: previous.inClub });
  }
}

function announceEvent(sockets: SocketServer, notice: Notice, event: EventNotice | undefined): void {
  if (event) sockets.emit({ rooms: staffOf(notice) }, "event", event);
}

/** An alert that was told before its picture came is told again, with it. */
export function createPictureAnnouncer({ context, announce, log }: PictureOptions): (eventId: string) => void {
  return (eventId) =>
    void context()
      .db.alert.findUnique({ where: { eventId }, select: { id: true, clubId: true } })
      .then((alert) => alert && announce({ kind: "alert", ...alert }))
      .catch((err: unknown) => log.debug({ err, eventId }, "a picture came that could not be told"));
}
type PictureOptions = Pick<Options, "context" | "log"> & { announce: (notice: Notice) => void };
