import type { CourtView } from "@/lib/contracts/courts";
import type { SessionDetail } from "@/lib/contracts/sessions";
import type { DeviceNotice } from "@/lib/contracts/sockets";

/** Courts as they are after a device spoke: its cameras' states, and whether it is there. */
export function courtsAfterDevice(courts: CourtView[], notice: DeviceNotice): CourtView[] {
  const states = new Map(notice.cameras.map(({ id, state }) => [id, state]));
  return courts.map((court) => {
    if (court.camera?.device_id !== notice.device_id) return court;
    return {
      ...court,
      device_online: notice.online,
      device_last_seen_at: notice.last_seen_at,
      camera_state: states.get(court.camera.id) ?? court.camera_state,
    };
  });
}

/** A session as it is after its device spoke. */
export function sessionAfterDevice(session: SessionDetail, notice: DeviceNotice): SessionDetail {
  if (session.device_id !== notice.device_id) return session;
  const proxy = notice.cameras.find(({ id }) => id === session.camera_id) ?? session.proxy;
  return { ...session, device_online: notice.online, proxy: notice.online ? proxy : null };
}
