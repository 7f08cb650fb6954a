import type { Clock } from "@/lib/core/clock";
import { TICKS_PER_SECOND } from "../../packets";
import type { Chunk } from "../../ports";
import type { RtspConnection } from "../connection";
import { AUDIO_TYPE, type Formats, VIDEO_TYPE } from "./description";
import { audioPayloads, videoPayloads } from "./packetize";
import { RtpSender } from "./rtp-sender";

/**
 * Sends what a camera gives over the channels of a connection, from the first key frame on. What finds no room is left out,
 * with all that follows up to the next key frame. `onOtherFormat` is called for what the server was not told of.
 */
export function sendChunks(
  connection: Pick<RtspConnection, "sendPacket">,
  [pictures, sounds]: readonly number[],
  { formats: { video, audio }, clock }: { formats: Formats; clock: Clock },
  onOtherFormat: () => void,
): (chunk: Chunk) => void {
  const shared = {
    send: (channel: number, packet: Buffer) => connection.sendPacket(channel, packet),
    nowMs: () => ({ wall: clock.now().getTime(), monotonic: clock.monotonicMs() }),
  };
  const picture = new RtpSender({ ...shared, channel: pictures!, payloadType: VIDEO_TYPE, rate: TICKS_PER_SECOND });
  const sound =
    audio && sounds !== undefined
      ? new RtpSender({ ...shared, channel: sounds, payloadType: AUDIO_TYPE, rate: audio.sampleRate })
      : null;
  let isSkipping = true;
  return (chunk) => {
    if (chunk.kind === "video") {
      const { codec, width, height } = chunk.format;
      if (codec !== video.codec || width !== video.width || height !== video.height) return onOtherFormat();
      if (chunk.isKey) isSkipping = false;
      if (!isSkipping) isSkipping = !picture.send(videoPayloads(chunk), chunk.pts);
    } else if (chunk.kind === "audio" && !isSkipping) sound?.send(audioPayloads(chunk), chunk.pts);
    else if (chunk.kind === "jpeg") onOtherFormat();
  };
}
