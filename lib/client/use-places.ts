"use client";
import useSWR from "swr";
import type { CameraView } from "@/lib/contracts/cameras";
import type { CourtView } from "@/lib/contracts/courts";
import type { DeviceView } from "@/lib/contracts/devices";
import { api } from "./api";
import type { ApiError } from "./api-error";
import { routes } from "./routes";
import { useApi } from "./use-api";
import { useDevices } from "./use-devices";

export type Places = { courts: CourtView[]; cameras: CameraView[]; devices: DeviceView[] };

/** Courts, all cameras and the devices that read them. `reload` asks for all of it again. */
export function usePlaces(): { places: Places | null; error: ApiError | undefined; reload: () => void } {
  const courts = useApi(routes.courts, {});
  const cameras = useSWR<CameraView[], ApiError>(`${routes.cameraList.path}#all`, readAllCameras);
  const devices = useDevices();
  const isWhole = courts.data && cameras.data && devices.data;
  return {
    places: isWhole ? { courts: courts.data!.courts, cameras: cameras.data!, devices: devices.data!.devices } : null,
    error: courts.error ?? cameras.error ?? devices.error,
    reload: () => {
      for (const read of [courts, cameras, devices]) void read.mutate();
    },
  };
}

async function readAllCameras(): Promise<CameraView[]> {
  const all: CameraView[] = [];
  let cursor: string | undefined;
  do {
    const page = await api(routes.cameraList, { query: { limit: 200, cursor } });
    all.push(...page.cameras);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}
