import type { CameraCause } from "@/lib/contracts/cameras";
import { isAppError } from "@/lib/core/errors";
import { redactUrls } from "@/lib/core/logger";

/** Why a camera gave no picture, in a sentence for a person. `isFinal`: trying again soon will not help. */
export class CameraFailure extends Error {
  constructor(
    message: string,
    readonly isFinal = false,
    readonly reason: CameraCause = "ended",
  ) {
    super(message);
    this.name = "CameraFailure";
  }
}

const CAUSES: readonly [RegExp, CameraCause, string, isFinal?: boolean][] = [
  [/401 Unauthorized|authorization failed/i, "wrong_login", "The camera refuses this user and password.", true],
  [/403 Forbidden|access denied/i, "forbidden_user", "The camera forbids this user to see the picture.", true],
  [
    /404 Not Found|stream not found/i,
    "wrong_path",
    "The camera answers, but has nothing at this address: check the path.",
  ],
  [
    /Connection refused|ECONNREFUSED/i,
    "refused",
    "The camera refuses the connection: check that it is on, its address and port.",
  ],
  [
    /No route to host|Network is unreachable|EHOSTUNREACH|ENETUNREACH/i,
    "no_way",
    "There is no way to the camera: check its address and the network.",
  ],
  [/Connection timed out|Operation timed out|ETIMEDOUT/i, "silent", "The camera does not answer."],
  [
    /Connection reset|Broken pipe|ECONNRESET|socket hang up|EPIPE/i,
    "broke_off",
    "The camera broke the connection off.",
  ],
  [
    /Stream 0, codec \w+, is muxed as a private data stream|Only H\.?264|codec not currently supported/i,
    "wrong_codec",
    "The camera's picture is neither H.264 nor H.265: choose one of these in its settings.",
    true,
  ],
  [/matches no streams|does not contain any stream/i, "no_picture", "The camera sends no picture, only other streams."],
  [/5XX Server Error|50\d /i, "camera_error", "The camera answers with an error of its own."],
  [
    /Invalid data found|Could not find codec parameters|could not find sync|not a video/i,
    "no_video",
    "The camera does not answer, or not with a video: check the address and the port.",
  ],
  [/Format not on whitelist/i, "no_video", "This file is no video.", true],
  [/No such file or directory/i, "no_file", "There is no such file on the device.", true],
  [/Permission denied/i, "unreadable_file", "The device may not read this file.", true],
  [/Protocol .* not on whitelist/i, "wrong_protocol", "The address uses a protocol that is not allowed.", true],
];

/** Finds the cause in what a program or a connection said last. The text itself is not shown: it may hold the address. */
export function explainFailure(lines: readonly string[]): CameraFailure {
  for (const line of lines.toReversed())
    for (const [pattern, reason, message, isFinal] of CAUSES)
      if (pattern.test(line)) return new CameraFailure(message, isFinal, reason);
  return new CameraFailure("The camera ended the stream.");
}

/** A camera may send us anywhere, also to this machine: it is never followed. */
export const redirected = (): CameraFailure =>
  new CameraFailure(
    "The camera sends us to another address, which is not followed: enter that one.",
    true,
    "redirected",
  );

/** What a failed attempt was about, as a word for programs. */
export function reasonOf(cause: unknown): string | null {
  if (cause instanceof CameraFailure) return cause.reason;
  const details: unknown = isAppError(cause) ? cause.details : null;
  return typeof details === "object" && details !== null && "cause" in details ? String(details.cause) : null;
}

/** True for a line that says at once that nothing useful will come, although the program goes on. */
export const isHopeless = (line: string): boolean =>
  /^\[.*Stream 0, codec \w+, is muxed as a private data stream/.test(line);

/** Hides a camera's user and password in any text: in URLs, and the password wherever it stands, encoded or not. */
export function createRedactor({
  username,
  password,
}: {
  username: string;
  password: string;
}): (text: string) => string {
  const basic = Buffer.from(`${username}:${password}`).toString("base64");
  const secrets =
    password === "" ? [] : [basic, encodeURIComponent(password), ...(password.length >= 4 ? [password] : [])];
  return (text) => secrets.reduce((hidden, secret) => hidden.replaceAll(secret, "***"), redactUrls(text));
}
