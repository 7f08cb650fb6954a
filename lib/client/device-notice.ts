import type { CourtView } from "@/lib/contracts/courts";
import type { DeviceView } from "@/lib/contracts/devices";
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

/** A device as it is after it spoke: whether it is there, and what it says of its cameras. */
export function deviceAfterNotice(device: DeviceView, notice: DeviceNotice): DeviceView {
  if (device.id !== notice.device_id) return device;
  const reports = new Map(notice.cameras.map((report) => [report.id, report]));
  return {
    ...device,
    online: notice.online,
    last_seen_at: notice.last_seen_at,
    cameras: device.cameras.map((camera) => ({
      ...camera,
      report: notice.online ? (reports.get(camera.id) ?? camera.report) : null,
    })),
  };
}
