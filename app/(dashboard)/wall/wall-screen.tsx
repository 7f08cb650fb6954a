"use client";
import { MonitorPlay } from "lucide-react";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { ErrorState } from "@/components/ui/error-state";
import { NoticePanel } from "@/components/ui/notice-panel";
import { serverBuild } from "@/lib/client/server-build";
import { useErrorText } from "@/lib/client/use-error-text";
import { useWakeLock } from "@/lib/client/use-wake-lock";
import { useCourts } from "../courts/use-courts";
import { useWallAddress } from "./use-wall-address";
import { WallGrid } from "./wall-grid";
import { WallLarge } from "./wall-large";

/** Every court's live picture on one screen, or one of them large. */
export function WallScreen() {
  const t = useTranslations("wall");
  const errorText = useErrorText();
  const { data, error, mutate } = useCourts();
  const [address, changeAddress] = useWallAddress();
  useKiosk(address.kiosk);
  const courts = data?.courts.filter(({ camera }) => camera !== null);
  return (
    <div className="fixed inset-0 flex flex-col bg-stage text-stage-ink">
      {courts === undefined && error ? (
        <div className="m-auto max-w-xl p-4">
          <ErrorState headingLevel={1} text={errorText(error)} onRetry={() => void mutate()} />
        </div>
      ) : courts?.length === 0 ? (
        <div className="m-auto max-w-xl p-4">
          <NoticePanel headingLevel={1} icon={MonitorPlay} title={t("emptyTitle")} body={t("emptyBody")} />
        </div>
      ) : address.court !== null ? (
        <WallLarge courts={courts} address={address} onChange={changeAddress} />
      ) : (
        <WallGrid courts={courts} address={address} onChange={changeAddress} />
      )}
    </div>
  );
}

/** On a screen nobody touches: it stays bright, and shows newer pages by itself once the server has them. */
function useKiosk(isKiosk: boolean): void {
  useWakeLock(isKiosk);
  useEffect(() => {
    if (!isKiosk) return;
    const reload = () => window.location.reload();
    if (serverBuild.hasChanged()) reload();
    return serverBuild.onChange(reload);
  }, [isKiosk]);
}
