"use client";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { isApiError } from "@/lib/client/api-error";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";
import { useSubmit } from "@/lib/client/use-submit";
import type { SensorConfig } from "@/lib/contracts/device-config";
import type { DeviceView } from "@/lib/contracts/devices";

/** What can be done with a device's sensors; each answers whether it was done. */
export function useSensors(device: DeviceView, onChanged: () => void) {
  const t = useTranslations("sensors");
  const errorText = useErrorText();
  const showToast = useToast();
  const refusalText = (error: unknown): string => {
    const reason = isApiError(error) ? (error.details as { reason?: unknown } | undefined)?.reason : undefined;
    if (reason === "config_file" || reason === "sensor_camera" || reason === "sensors_real")
      return t(`refusal.${reason}`);
    return errorText(error);
  };
  const saving = useSubmit(refusalText);
  const configs = device.sensors.flatMap(({ config }) => config ?? []);
  const params = { id: device.id };

  async function saveAll(sensors: SensorConfig[]): Promise<boolean> {
    const saved = await saving.submit(() => api(routes.deviceUpdate, { params, body: { config: { sensors } } }));
    if (!saved) return false;
    showToast({ tone: "good", text: device.online ? t("saved") : t("savedForLater") });
    onChanged();
    return true;
  }
  return {
    configs,
    isBusy: saving.isBusy,
    error: saving.error,
    /** In the place of `before`, or as one more. */
    save: (sensor: SensorConfig, before: SensorConfig | null) =>
      saveAll(before ? configs.map((one) => (one.name === before.name ? sensor : one)) : [...configs, sensor]),
    remove: ({ name }: SensorConfig) => saveAll(configs.filter((one) => one.name !== name)),
    async press(sensor: string): Promise<void> {
      try {
        await api(routes.deviceSimulate, { params, body: { sensor } });
        showToast({ tone: "good", text: t("pressed", { sensor }) });
      } catch (error) {
        showToast({ tone: "bad", text: refusalText(error) });
      }
    },
  };
}
