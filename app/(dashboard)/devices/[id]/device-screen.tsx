"use client";
import { ArrowLeft, Cpu } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { AccessNote } from "@/components/devices/access-note";
import { DeviceFacts } from "@/components/devices/device-facts";
import { DeviceState } from "@/components/devices/device-state";
import { DifferenceList } from "@/components/devices/difference-list";
import { ServedCameras } from "@/components/devices/served-cameras";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { NoticePanel } from "@/components/ui/notice-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { useAccount } from "@/lib/client/account";
import { isApiError } from "@/lib/client/api-error";
import { useDevice } from "@/lib/client/use-devices";
import { useErrorText } from "@/lib/client/use-error-text";
import type { DeviceView } from "@/lib/contracts/devices";
import { DeviceActions } from "./device-actions";
import { DeviceSensors } from "./device-sensors";

export function DeviceScreen({ id }: { id: string }) {
  const t = useTranslations("devices");
  const errorText = useErrorText();
  const { data, error, mutate } = useDevice(id);
  const isGone = isApiError(error) && (error.code === "not_found" || error.code === "unprocessable");
  if (isGone)
    return (
      <NoticePanel headingLevel={1} icon={Cpu} title={t("notFoundTitle")} body={t("notFoundBody")}>
        <Button asChild>
          <Link href="/devices">{t("toDevices")}</Link>
        </Button>
      </NoticePanel>
    );
  if (!data && error) return <ErrorState headingLevel={1} text={errorText(error)} onRetry={() => void mutate()} />;
  return (
    <>
      <Link
        href="/devices"
        className="-ml-1 mb-3 inline-flex items-center gap-1.5 rounded-control px-1 text-sm text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t("toDevices")}
      </Link>
      {data ? (
        <Device device={data.device} onChanged={() => void mutate()} />
      ) : (
        <Skeleton className="h-96 rounded-card" />
      )}
    </>
  );
}

function Device({ device, onChanged }: { device: DeviceView; onChanged: () => void }) {
  const t = useTranslations("devices");
  const { user, can } = useAccount();
  // One that serves every club is a super admin's to change.
  const mayChange = can("device:write") && (user.club_id === null || user.club_id === device.club_id);
  return (
    <>
      <div className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-2xl font-semibold tracking-tight">{device.name}</h1>
        <DeviceState device={device} />
        {mayChange && <DeviceActions device={device} onChanged={onChanged} />}
        <p className="w-full text-sm text-muted">
          {device.id} · {device.club_id === null ? t("every") : (device.club_name ?? "")}
        </p>
      </div>
      <AccessNote device={device} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <DeviceFacts device={device} />
        <div className="grid min-w-0 gap-5">
          <DeviceSensors device={device} mayChange={mayChange} onChanged={onChanged} />
          <ServedCameras device={device} />
          <DifferenceList differences={device.differences} />
        </div>
      </div>
    </>
  );
}
