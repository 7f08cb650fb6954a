"use client";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { CalendarAddress } from "@/components/schedule/calendar-address";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useApi } from "@/lib/client/use-api";
import { useErrorText } from "@/lib/client/use-error-text";

/** The schedule in one's own calendar: an address that is shown once and can be ended. */
export function SubscribeDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations();
  const format = useFormatter();
  const errorText = useErrorText();
  const { data, error: readError, mutate } = useApi(routes.calendarFeed, {});
  const [url, setUrl] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const feed = data?.feed ?? null;

  async function run(act: () => Promise<string | null>) {
    setIsBusy(true);
    setError(null);
    try {
      setUrl(await act());
      setIsAsking(false);
      await mutate();
    } catch (cause) {
      setError(errorText(cause));
    } finally {
      setIsBusy(false);
    }
  }
  const make = () => run(async () => (await api(routes.calendarFeedCreate)).url);
  const end = () =>
    run(async () => {
      await api(routes.calendarFeedRevoke);
      return null;
    });
  const moment = (iso: string) => format.dateTime(new Date(iso), "moment");

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("schedule.feed.title")}
      description={t("schedule.feed.lead")}
      closeLabel={t("common.close")}
    >
      {!data && !readError && <Skeleton className="h-20" />}
      {url && <CalendarAddress url={url} />}
      {feed && !url && (
        <p className="rounded-control bg-sunken px-3 py-2.5 text-sm">
          {t("schedule.feed.has", { made: moment(feed.created_at) })}{" "}
          {feed.last_read_at
            ? t("schedule.feed.lastRead", { time: moment(feed.last_read_at) })
            : t("schedule.feed.neverRead")}
          <span className="mt-1 block text-muted">{t("schedule.feed.hidden")}</span>
        </p>
      )}
      <FormError text={error ?? (readError ? errorText(readError) : null)} />
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        {feed && (
          <Button variant="ghost" className="text-rec" onClick={() => setIsAsking(true)}>
            {t("schedule.feed.end")}
          </Button>
        )}
        {!url && (
          <Button variant={feed ? "secondary" : "primary"} disabled={!data} isBusy={isBusy} onClick={() => void make()}>
            {feed ? t("schedule.feed.renew") : t("schedule.feed.make")}
          </Button>
        )}
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("schedule.feed.endTitle")}
        body={t("schedule.feed.endBody")}
        confirmLabel={t("schedule.feed.end")}
        cancelLabel={t("schedule.keep")}
        isBusy={isBusy}
        error={error}
        onConfirm={() => void end()}
      />
    </Dialog>
  );
}
