"use client";
import { Mail } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { CopyField } from "@/components/ui/copy-field";

type Props = {
  kind: "invite" | "reset";
  email: string;
  url: string;
  expiresAt: string;
  onCopy: (text: string) => Promise<boolean>;
  onDone: () => void;
};

/** The link by which somebody chooses a password, shown once, with ways to send it. */
export function LinkToGive({ kind, email, url, expiresAt, onCopy, onDone }: Props) {
  const t = useTranslations("people");
  const format = useFormatter();
  const subject = kind === "invite" ? t("mailInviteSubject") : t("mailResetSubject");
  const body = t("mailBody", { url });
  const mail = `mailto:${encodeURIComponent(email)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  return (
    <div className="grid gap-4">
      <CopyField label={t("linkLabel")} value={url} copyLabel={t("copy")} copiedLabel={t("copied")} onCopy={onCopy} />
      <p className="text-sm leading-relaxed text-muted">
        {t("linkOnce", { time: format.dateTime(new Date(expiresAt), "moment") })}
      </p>
      <div className="mt-2 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button asChild>
          <a href={mail}>
            <Mail aria-hidden className="size-4" />
            {t("sendMail")}
          </a>
        </Button>
        <Button onClick={onDone}>{t("done")}</Button>
      </div>
    </div>
  );
}
