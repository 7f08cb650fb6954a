import { NO_SWITCHES } from "@/lib/auth/actor";
import { scopeOfRole } from "@/lib/auth/permissions";
import type { PushedAlert } from "@/lib/contracts/push";
import { newId } from "@/lib/core/ids";
import type { AlertChannel } from "../alerts/channel";

/** An alert of two hours ago is found on the page. */
const KEEP_MS = 2 * 3_600_000;
/** Of a drain the newest; the page has the rest. */
const MAX_AT_ONCE = 5;

/** Writes down what each browser of those who may see the alerts is to be told. */
export const pushChannel: AlertChannel = {
  name: "push",
  async enqueue(ctx, tx, alerts, news) {
    const login = { endedAt: null, user: { disabledAt: null } };
    const subscriptions = await tx.pushSubscription.findMany({
      where: { login },
      include: { login: { include: { user: { include: { club: { select: { timezone: true } } } } } } },
    });
    if (subscriptions.length === 0) return;
    const newest = alerts.slice(-MAX_AT_ONCE);
    const rows = await tx.alert.findMany({
      where: { id: { in: newest.map(({ id }) => id) } },
      include: { device: { select: { name: true } }, camera: { include: { court: true } } },
      orderBy: { seq: "asc" },
    });
    const now = ctx.clock.now();
    const data = subscriptions.flatMap(({ id, locale, login: { user } }) => {
      const scope = scopeOfRole(user.role, "alert:read", NO_SWITCHES);
      const seen = rows.filter(({ clubId }) => scope === "any" || (scope === "club" && clubId === user.clubId));
      return seen.map((alert) => {
        const { device, camera } = alert;
        const told: PushedAlert = {
          ...{ id: alert.id, news, kind: alert.kind, occurred_at: alert.occurredAt.toISOString(), locale },
          place: [camera?.court?.name, camera?.name ?? device?.name].filter(Boolean).join(" · "),
          time_zone: user.club?.timezone ?? null,
        };
        const times = { dueAt: now, expiresAt: new Date(now.getTime() + KEEP_MS) };
        return { id: newId(), subscriptionId: id, body: JSON.stringify(told), ...times };
      });
    });
    if (data.length > 0) await tx.pushMessage.createMany({ data });
  },
};
