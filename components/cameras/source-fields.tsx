"use client";
import { ScanEye } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { type CameraDraft, needsUrl } from "@/lib/client/camera-draft";
import type { CameraSource } from "@/lib/contracts/cameras";
import { AddressField } from "./address-field";
import { SourceChoice } from "./source-choice";
import { type Outcome, TestOutcome } from "./test-outcome";

const EXAMPLES: Record<CameraSource, string> = {
  rtsp: "rtsp://user:password@192.168.1.20/stream",
  mjpeg: "http://192.168.1.20/video",
  ts: "http://192.168.1.20/live.ts",
  file: "/srv/videos/match.mp4",
  test: "",
};

export type DeviceChoice = { id: string; name: string; online: boolean };
type Props = {
  draft: CameraDraft;
  /** Where a known camera points, without its secrets. */
  keptUrl: string | null;
  devices: readonly DeviceChoice[];
  /** Said below the address. */
  urlError: string | null;
  canTest: boolean;
  isTesting: boolean;
  outcome: Outcome | null;
  onChange: (change: Partial<CameraDraft>) => void;
  onTest: () => void;
};

/** Where the picture comes from, and a look at it before it is saved. */
export function SourceFields(props: Props) {
  const { draft, keptUrl, devices, urlError, canTest, isTesting, outcome, onChange, onTest } = props;
  const t = useTranslations("places.camera");
  return (
    <div className="grid gap-4">
      <SourceChoice value={draft.source} onChange={(source) => onChange({ source })} />
      {needsUrl(draft) && (
        <AddressField
          label={draft.source === "file" ? t("path") : t("address")}
          value={draft.url}
          placeholder={EXAMPLES[draft.source]}
          error={urlError}
          kept={keptUrl}
          onChange={(url) => onChange({ url })}
        />
      )}
      <SelectField
        label={t("device")}
        value={draft.deviceId}
        onChange={(event) => onChange({ deviceId: event.target.value })}
      >
        {devices.map(({ id, name, online }) => (
          <option key={id} value={id}>
            {online ? name : t("deviceOffline", { device: name })}
          </option>
        ))}
      </SelectField>
      <div>
        <Button isBusy={isTesting} disabled={!canTest} onClick={onTest} className="w-full sm:w-auto">
          {!isTesting && <ScanEye aria-hidden className="size-4 text-muted" />}
          {isTesting ? t("testing") : t("test")}
        </Button>
        <TestOutcome outcome={outcome} />
      </div>
    </div>
  );
}
