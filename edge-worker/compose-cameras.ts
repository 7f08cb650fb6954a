import type { EdgeConfig } from "@/lib/config/edge";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import { readDiskState } from "@/lib/storage/disk";
import type { DeviceState } from "./device-state";
import type { Media } from "./media";
import { watchCameras } from "./services/camera-watchdog";
import { createCameras } from "./services/cameras";
import { createClips } from "./services/clips/clips";
import { salvageClips } from "./services/clips/salvage-clips";
import type { Events } from "./services/events";
import { createEnding } from "./services/recordings/ending";
import { createFinisher } from "./services/recordings/finisher";
import { createJournal } from "./services/recordings/journal";
import { createRecordings, type Recordings } from "./services/recordings/recordings";
import { salvageActive, salvageOrphans } from "./services/recordings/salvage";
import type { Reports } from "./services/reports";
import { createSessions } from "./services/sessions";

export type CameraParts = {
  config: EdgeConfig;
  state: DeviceState;
  media: Media;
  reports: Reports;
  events: Events;
  clock: Clock;
  log: Logger;
  /** Something changed that people see. */
  onChange: () => void;
};

/** Cameras, the sessions that hold them and the recordings made of them, wired to each other. Nothing runs yet but what was open before. */
export function composeCameras({ config, state, media, reports, events, clock, log, onChange }: CameraParts) {
  const cameras = createCameras({
    store: state.cameras,
    createProxy: media.createProxy,
    createPreview: media.createPreview,
    createPublisher: media.createPublisher,
    recordingOf: (cameraId) => recordings.recordingOf(cameraId),
    log,
  });
  const sessions = createSessions({ store: state.sessions, cameras, reports, log });
  const shared = {
    ...{ store: state.recordings, clock, log, mediaDir: config.MEDIA_DIR, deviceId: config.DEVICE_ID },
    readDisk: () => readDiskState(config.MEDIA_DIR, config.DISK_RESERVE),
  };
  const journal = createJournal({ ...shared, reports, onChange });
  const finisher = createFinisher({
    ...shared,
    journal,
    finishRecording: media.finishRecording,
  });
  const ending = createEnding({ journal, finisher, clock, log, onOver: (sessionId) => sessions.close(sessionId) });
  const recordings: Recordings = createRecordings({
    ...{ ...shared, journal, finisher, ending, cameras, events },
    startRecorder: media.startRecorder,
    resumeRecorder: media.resumeRecorder,
    maxConcurrent: config.MAX_CONCURRENT_RECORDINGS,
  });
  const clips = createClips({ ...shared, store: state.clips, cameras, reports, events, writeClip: media.writeClip });
  cameras.onChange(onChange);
  const stopWatchdog = watchCameras({ cameras, recordingOf: (id) => recordings.recordingOf(id), events, clock });
  const isRunning = (sessionId: string) => recordings.isActive(sessionId);
  const salvage = { ...shared, journal, finisher, isRunning, resume: recordings.resume };
  return {
    ...{ cameras, sessions, recordings, finisher, clips, stopWatchdog, readDisk: shared.readDisk },
    salvageActive: () => salvageActive(salvage),
    salvageOrphans: () => salvageOrphans(salvage),
    salvageClips: () =>
      salvageClips({ ...shared, store: state.clips, reports, events, describeClip: media.describeClip }),
  };
}
