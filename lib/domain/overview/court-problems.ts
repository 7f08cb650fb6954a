import type { CourtFacts, Facts, Found } from "./problem-facts";

/** As lib/media/failure.ts words it: a wrong password is mended elsewhere than a cable. */
const IS_LOGIN_REFUSED = /\buser\b/;

/** What keeps each court's camera from being seen. A device that is away is told once, by its own rule. */
export function findCourtProblems({ courts }: Facts): Found[] {
  return courts.flatMap(findOfCourt);
}

function findOfCourt({ court, deviceId, camera, recordingSessionId }: CourtFacts): Found[] {
  if (deviceId === null) return [{ kind: "court_without_camera", court }];
  if (!camera) return [];
  const about = {
    court,
    session_id: recordingSessionId,
    is_recording: recordingSessionId !== null,
    since: camera.lastFrameAt,
  };
  if (camera.state === "stale") return [{ kind: "camera_stale", ...about }];
  if (camera.state !== "unreachable") return [];
  const kind = IS_LOGIN_REFUSED.test(camera.error ?? "") ? "camera_login_refused" : "camera_unreachable";
  return [{ kind, ...about }];
}
