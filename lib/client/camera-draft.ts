import type { CameraSource, CameraView, CreateCamera, TestCamera, UpdateCamera } from "@/lib/contracts/cameras";

/** A camera while it is being described; fields as their inputs hold them. */
export type CameraDraft = {
  source: CameraSource;
  url: string;
  deviceId: string;
  name: string;
  /** "" for none. */
  courtId: string;
  audio: boolean;
  /** Whether its stream is sent on, and where to. */
  isPublished: boolean;
  publishUrl: string;
};

export const emptyDraft = (courtId: number | null, deviceId: string): CameraDraft => ({
  ...{ source: "rtsp", url: "", deviceId, name: "", audio: false, isPublished: false, publishUrl: "" },
  courtId: courtId === null ? "" : String(courtId),
});

/** Its address is known to nobody but its device: an empty one stays as it is. */
export const draftOf = (camera: CameraView): CameraDraft => ({
  ...{ source: camera.source, url: "", deviceId: camera.device_id, name: camera.name, audio: camera.audio },
  ...{ isPublished: camera.publish_url !== null, publishUrl: "" },
  courtId: camera.court_id === null ? "" : String(camera.court_id),
});

export const needsUrl = ({ source }: Pick<CameraDraft, "source">): boolean => source !== "test";

/** Whether the address is missing: of a new camera, and of one that becomes another kind of source. */
export const lacksUrl = (draft: CameraDraft, before: CameraView | null): boolean =>
  needsUrl(draft) && draft.url.trim() === "" && before?.source !== draft.source;

/** Whether the server's address is missing: it is known to nobody but the device, so an empty one keeps the present one. */
export const lacksPublishUrl = ({ isPublished, publishUrl }: CameraDraft, before: CameraView | null): boolean =>
  isPublished && publishUrl.trim() === "" && (before?.publish_url ?? null) === null;

const urlOf = (draft: CameraDraft) => (needsUrl(draft) && draft.url.trim() !== "" ? { url: draft.url.trim() } : {});

export const toTest = (draft: CameraDraft): TestCamera => ({
  ...{ source: draft.source, device_id: draft.deviceId },
  ...urlOf(draft),
});

export const toCreate = (draft: CameraDraft): CreateCamera => ({
  ...{ name: draft.name.trim(), source: draft.source, device_id: draft.deviceId, audio: draft.audio, sensors: false },
  court_id: draft.courtId === "" ? null : Number(draft.courtId),
  ...urlOf(draft),
  ...(draft.isPublished && draft.publishUrl.trim() !== "" ? { publish_url: draft.publishUrl.trim() } : {}),
});

/** Only what differs: a camera that is being recorded may still be renamed. */
export function toUpdate(draft: CameraDraft, before: CameraView): UpdateCamera {
  const { url, publish_url, name, source, device_id, audio, court_id } = toCreate(draft);
  return {
    ...(name !== before.name && { name }),
    ...(source !== before.source && { source }),
    ...(device_id !== before.device_id && { device_id }),
    ...(audio !== before.audio && { audio }),
    ...(court_id !== before.court_id && { court_id }),
    ...(url !== undefined && { url }),
    ...(publish_url !== undefined && { publish_url }),
    ...(!draft.isPublished && before.publish_url !== null && { publish_url: null }),
  };
}
