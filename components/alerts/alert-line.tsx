"use client";
import { Check, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { ClipInPlace } from "@/components/events/clip-in-place";
import { EventTrust } from "@/components/events/event-trust";
import { LastLines } from "@/components/events/last-lines";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { eventOf } from "@/lib/client/alerts/event-of";
import type { AlertView } from "@/lib/contracts/alerts";
import { PlayablePicture } from "./alert-picture";
import { SeverityChip } from "./severity-chip";
import { useAlertWords } from "./use-alert-words";

type Props = {
  alert: AlertView;
  /** Left out where nothing can be chosen. */
  selection?: { isSelected: boolean; onToggle: (isRange: boolean) => void };
  onAcknowledge: (isAcknowledged: boolean) => void;
};

/** One alert: what the camera saw, what happened where and when, and who has seen to it. */
export function AlertLine({ alert, selection, onAcknowledge }: Props) {
  const t = useTranslations("alerts");
  const { title, detail, place, time, lines, name } = useAlertWords(alert);
  const [isOpen, setIsOpen] = useState(false);
  const [clip] = alert.clips;
  return (
    <li className="px-3 py-3 sm:px-4" data-alert={alert.seq}>
      <div className="flex items-start gap-2 sm:gap-4">
        {selection && (
          <div className="-mt-1.5 -ml-2 sm:-mr-2">
            <CheckBox label={t("select", { name })} isChecked={selection.isSelected} onToggle={selection.onToggle} />
          </div>
        )}
        <PlayablePicture alert={alert} name={name} isOpen={isOpen} onToggle={() => setIsOpen((now) => !now)} />
        <div className="flex min-w-0 flex-1 flex-col items-start gap-2 text-sm sm:flex-row sm:justify-between">
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <time dateTime={alert.occurred_at} className="text-muted tabular-nums">
                {time}
              </time>
              <span className="font-semibold">{title}</span>
              <SeverityChip severity={alert.severity} />
            </p>
            <p className="mt-0.5 break-words text-muted">{place}</p>
            {detail && <p className="mt-0.5 leading-snug text-muted">{detail}</p>}
            <Aftermath alert={alert} />
            <EventTrust event={eventOf(alert)} />
            <LastLines lines={lines} />
          </div>
          <AcknowledgeButton alert={alert} name={name} onAcknowledge={onAcknowledge} />
        </div>
      </div>
      {isOpen && clip && <ClipInPlace clip={clip} name={name} onClose={() => setIsOpen(false)} />}
    </li>
  );
}

/** How often it happened, whether it is over, and who has seen to it. */
function Aftermath({ alert }: { alert: AlertView }) {
  const t = useTranslations("alerts");
  const format = useFormatter();
  const moment = (at: string) => format.dateTime(new Date(at), "moment");
  const { count, last_at, recovered_at, acknowledged_at, acknowledged_by } = alert;
  const said = [
    count > 1 && t("count", { count, time: moment(last_at) }),
    recovered_at && t("recovered", { time: moment(recovered_at) }),
    acknowledged_at && t("acknowledgedBy", { name: acknowledged_by?.name ?? "–", time: moment(acknowledged_at) }),
  ].filter(Boolean);
  return said.map((line) => (
    <p key={String(line)} className="mt-0.5 text-muted">
      {line}
    </p>
  ));
}

function AcknowledgeButton({ alert, name, onAcknowledge }: { name: string } & Pick<Props, "alert" | "onAcknowledge">) {
  const t = useTranslations("alerts");
  const isOpen = alert.acknowledged_at === null;
  const Icon = isOpen ? Check : RotateCcw;
  return (
    <Button
      size="small"
      variant={isOpen ? "secondary" : "ghost"}
      className="shrink-0"
      aria-label={t(isOpen ? "acknowledgeThis" : "reopenThis", { name })}
      onClick={() => onAcknowledge(isOpen)}
    >
      <Icon aria-hidden className="size-4" />
      {t(isOpen ? "acknowledge" : "reopen")}
    </Button>
  );
}
