"use client";
import { useFormatter, useTranslations } from "use-intl";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import type { SessionDetail } from "@/lib/contracts/sessions";

/** Who opened what, when, and what the device says of it. */
export function SessionFacts({ session }: { session: SessionDetail }) {
  const t = useTranslations("session");
  const format = useFormatter();
  const moment = (at: string) => format.dateTime(new Date(at), "moment");
  const proxy = session.status === "closed" ? null : session.proxy;
  const size = proxy?.width && proxy.height ? `${proxy.width} × ${proxy.height}` : null;
  const rate = proxy?.fps ? t("rate", { rate: format.number(proxy.fps, { maximumFractionDigits: 0 }) }) : null;
  const picture = [proxy?.codec?.toUpperCase(), size, rate].filter(Boolean).join(" · ");
  return (
    <Panel title={t("details")}>
      <Facts
        facts={[
          [t("openedBy"), session.created_by_name],
          [t("openedAt"), moment(session.created_at)],
          [t("closedAt"), session.closed_at && moment(session.closed_at)],
          [t("camera"), session.camera_name],
          [t("device"), session.device_id],
          [t("format"), picture],
          [t("reconnects"), proxy ? format.number(proxy.reconnects) : null],
        ]}
      />
    </Panel>
  );
}
