"use client";
import { Check, Hourglass, Radio } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";
import { cx } from "@/components/ui/cx";
import { formatClock } from "@/lib/client/format";
import type { DeviceCode } from "@/lib/contracts/devices";
import { QrPicture } from "./qr-picture";

/** What became of the code: nobody used it yet, a machine did, that machine is there, or nobody did in time. */
export type CodeProgress = "waiting" | "enrolled" | "online" | "expired";

type Props = {
  code: DeviceCode;
  progress: CodeProgress;
  secondsLeft: number;
  isBusy: boolean;
  onCopy: (text: string) => Promise<boolean>;
  onRenew: () => void;
  onDone: () => void;
};

/** A code to enrol a machine with: to read out, to copy, to scan; and what becomes of it, as it happens. */
export function CodeToGive({ code, progress, secondsLeft, isBusy, onCopy, onRenew, onDone }: Props) {
  const t = useTranslations("enrolment");
  const isOver = progress !== "waiting";
  return (
    <div className="grid gap-5">
      <div className={cx("flex flex-wrap items-center gap-5 transition-opacity", isOver && "opacity-45")}>
        <QrPicture text={code.command} label={t("qr")} />
        <div className="min-w-0">
          <p className="text-sm text-muted">{t("code")}</p>
          <p className="mt-1 font-mono text-2xl font-semibold tracking-widest" translate="no">
            {code.code}
          </p>
          <p className="mt-2 text-sm text-muted tabular-nums" role="timer">
            {progress === "expired" ? t("over") : t("left", { time: formatClock(Math.max(0, secondsLeft)) })}
          </p>
        </div>
      </div>
      <CopyField
        label={t("command")}
        value={code.command}
        copyLabel={t("copy")}
        copiedLabel={t("copied")}
        onCopy={onCopy}
      />
      <p role="status" className={cx("rounded-control px-3.5 py-3 text-sm", TONES[progress])}>
        <span className="flex items-center gap-2.5 font-medium">
          {SIGNS[progress]}
          {t(`progress.${progress}`)}
        </span>
      </p>
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        {progress === "expired" && (
          <Button variant="primary" isBusy={isBusy} onClick={onRenew}>
            {t("renew")}
          </Button>
        )}
        <Button variant={progress === "online" ? "primary" : "secondary"} onClick={onDone}>
          {progress === "waiting" ? t("later") : t("done")}
        </Button>
      </div>
    </div>
  );
}

const TONES: Record<CodeProgress, string> = {
  waiting: "bg-sunken text-muted",
  enrolled: "bg-sea-soft text-sea",
  online: "bg-live-soft text-live",
  expired: "bg-warn-soft text-warn",
};
const SIGN = "size-4 shrink-0";
const SIGNS: Record<CodeProgress, ReactNode> = {
  waiting: <Radio aria-hidden className={cx(SIGN, "motion-safe:animate-pulse")} />,
  enrolled: <Check aria-hidden className={SIGN} />,
  online: <Check aria-hidden className={SIGN} />,
  expired: <Hourglass aria-hidden className={SIGN} />,
};
