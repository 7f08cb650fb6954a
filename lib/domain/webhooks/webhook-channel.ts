import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { AlertChannel, AlertNews, RaisedAlert } from "../alerts/channel";
import { isOfKind } from "../alerts/match";
import type { Ctx } from "../context";

/** Writes down what each webhook of the club is to be told. What another club has nobody is told. */
export const webhookChannel: AlertChannel = {
  name: "webhooks",
  async enqueue(ctx, tx, alerts, news) {
    const clubIds = [...new Set(alerts.flatMap(({ clubId }) => clubId ?? []))];
    const webhooks = await tx.webhook.findMany({ where: { clubId: { in: clubIds }, enabled: true } });
    const wanted = webhooks.flatMap(({ id, clubId, kinds }) =>
      alerts
        .filter((alert) => alert.clubId === clubId && isWanted(alert.kind, kinds))
        .map((alert) => ({ webhookId: id, alertId: alert.id })),
    );
    if (wanted.length === 0) return;
    const told = await describe(ctx, tx, alerts);
    const now = ctx.clock.now();
    const data = wanted.map(({ webhookId, alertId }) => toDelivery(webhookId, news, told.get(alertId), now));
    await tx.webhookDelivery.createMany({ data });
  },
};

const isWanted = (kind: string, kinds: readonly string[]): boolean =>
  kinds.length === 0 || kinds.some((asked) => isOfKind(kind, asked));

function toDelivery(webhookId: string, news: AlertNews, alert: object | undefined, now: Date) {
  const [id, type] = [newId(), `alert.${news}`];
  const body = JSON.stringify({ id, type, created_at: now.toISOString(), alert });
  return { id, webhookId, type, body, createdAt: now, dueAt: now };
}

const INCLUDE = {
  rule: { select: { name: true } },
  device: { select: { name: true } },
  camera: { select: { name: true, court: { select: { name: true } } } },
} satisfies Prisma.AlertInclude;

/** What a program needs to act, without asking back. */
async function describe(ctx: Ctx, tx: Tx, alerts: readonly RaisedAlert[]): Promise<Map<string, object>> {
  const ids = alerts.map(({ id }) => id);
  const rows = await tx.alert.findMany({ where: { id: { in: ids } }, include: INCLUDE });
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...{ id: row.id, seq: Number(row.seq), club_id: row.clubId, kind: row.kind, severity: row.severity },
        ...{ rule_name: row.rule?.name ?? null, event_id: row.eventId },
        ...{ device_id: row.deviceId, device_name: row.device?.name ?? null },
        ...{ camera_id: row.cameraId, camera_name: row.camera?.name ?? null },
        court_name: row.camera?.court?.name ?? null,
        occurred_at: row.occurredAt.toISOString(),
        raised_at: row.raisedAt.toISOString(),
        recovered_at: row.recoveredAt?.toISOString() ?? null,
        url: `${ctx.settings.siteUrl}/alerts`,
      },
    ]),
  );
}
