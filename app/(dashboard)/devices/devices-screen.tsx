"use client";
import { Cpu } from "lucide-react";
import { useTranslations } from "use-intl";
import { DeviceCard } from "@/components/devices/device-card";
import { ErrorState } from "@/components/ui/error-state";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { Skeleton } from "@/components/ui/skeleton";
import { useAccount } from "@/lib/client/account";
import { useDevices } from "@/lib/client/use-devices";
import { useErrorText } from "@/lib/client/use-error-text";
import { AddDevice } from "./add-device";

export function DevicesScreen() {
  const t = useTranslations("devices");
  const { can } = useAccount();
  const mayAdd = can("device:write");
  const { data, error, mutate } = useDevices({ withRevoked: mayAdd });
  // Revoked ones come last: they are over, unless somebody wants them back.
  const devices = data?.devices.toSorted((a, b) => Number(a.revoked_at !== null) - Number(b.revoked_at !== null));
  const online = devices?.filter((device) => device.online).length ?? 0;
  return (
    <>
      <PageHeading title={t("title")} lead={devices ? t("lead", { online, count: devices.length }) : null}>
        {mayAdd && <AddDevice onChanged={() => void mutate()} />}
      </PageHeading>
      <DeviceGrid devices={devices} error={error} onRetry={() => void mutate()} />
    </>
  );
}

type GridProps = {
  devices: Parameters<typeof DeviceCard>[0]["device"][] | undefined;
  error: unknown;
  onRetry: () => void;
};
const GRID = "grid gap-4 md:grid-cols-2 xl:grid-cols-3";

function DeviceGrid({ devices, error, onRetry }: GridProps) {
  const t = useTranslations("devices");
  const errorText = useErrorText();
  if (!devices && error) return <ErrorState text={errorText(error)} onRetry={onRetry} />;
  if (!devices)
    return (
      <div aria-busy="true" className={GRID}>
        <Skeleton className="h-48 rounded-card" />
        <Skeleton className="h-48 rounded-card" />
      </div>
    );
  if (devices.length === 0) return <NoticePanel icon={Cpu} title={t("emptyTitle")} body={t("emptyBody")} />;
  return (
    <div className={GRID}>
      {devices.map((device) => (
        <DeviceCard key={device.id} device={device} />
      ))}
    </div>
  );
}
