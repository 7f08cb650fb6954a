import { assertAllowedAddress, parseCameraUrl } from "@/lib/core/camera-url";
import { explainFailure } from "../failure";
import type { Unit } from "../packets";
import type { OpenUpstream, UpstreamDeps } from "../upstream";
import { aacFormat } from "./aac";
import { RtspConnection } from "./connection";
import { requestUrl } from "./control-url";
import { type ForeignSound, openForeignSound, rawSoundOf } from "./foreign-sound";
import { RtpPacket } from "./rtp-packet";
import { type Sdp, type SdpMedia, videoCodecOf } from "./sdp";
import { readSenderReport } from "./sender-report";
import { RtspSession } from "./session";
import { AacTrack, type Track, VideoTrack } from "./tracks";

/**
 * RTSP over TCP (interleaved), read by ourselves: only the addresses that were checked are connected to, and no redirect is
 * followed. Rejects with a `CameraFailure`, or what the address check says.
 */
export function openRtsp(deps: UpstreamDeps): OpenUpstream {
  const { camera, policy } = deps;
  return async ({ stop, onBytes, onConnected, onUnit, onLine }) => {
    const endpoint = parseCameraUrl(camera.url ?? "");
    const addresses = await assertAllowedAddress(endpoint.host, { ...endpoint, ...policy });
    if (stop.aborted) return;
    const streams = new Streams(deps, onUnit);
    const onPacket = streams.receive.bind(streams);
    let connection: RtspConnection | null = null;
    let session: RtspSession | null = null;
    try {
      connection = await RtspConnection.open(endpoint, addresses, stop, { onBytes, onPacket, onLine });
      session = new RtspSession(connection, requestUrl(endpoint));
      await streams.setUp(session, await session.describe());
      await session.play();
      onConnected();
      await connection.ended;
    } catch (error) {
      if (!stop.aborted) throw error;
    } finally {
      const silenced = streams.close();
      session?.forget();
      if (stop.aborted) await session?.tearDown();
      await connection?.close();
      await silenced;
    }
  };
}

/** The streams of a connection, by the channels that their packets come on. */
class Streams {
  private readonly packet = new RtpPacket();
  private readonly tracks: (Track | undefined)[] = [];
  private picture: Track | null = null;
  private foreign: ForeignSound | null = null;
  private isClosed = false;

  constructor(
    private readonly deps: UpstreamDeps,
    private readonly onUnit: (unit: Unit) => void,
  ) {}

  /** Asks for the pictures, and for the sound where it is wanted and can be had. Throws a `CameraFailure`. */
  async setUp(session: RtspSession, { media }: Sdp): Promise<void> {
    const video = findVideo(media);
    this.picture = new VideoTrack(video, videoCodecOf(video)!, (unit) => this.onUnit(unit));
    this.tracks[await session.setUp(video, 0)] = this.picture;
    if (this.deps.camera.audio) await this.setUpSound(session, media);
  }

  /** A camera that refuses its sound still has pictures. */
  private async setUpSound(session: RtspSession, media: readonly SdpMedia[]): Promise<void> {
    const sound = media.find((one) => aacFormat(one) ?? rawSoundOf(one));
    if (!sound) return;
    const channel = await session.setUp(sound, 2).catch(() => null);
    if (channel !== null) this.tracks[channel] ??= await this.openSound(sound);
  }

  private async openSound(media: SdpMedia): Promise<Track | undefined> {
    const onUnit = (unit: Unit) => {
      if (!this.isClosed) this.onUnit(unit);
    };
    const format = aacFormat(media);
    if (format) return new AacTrack(media, format, onUnit);
    try {
      this.foreign = await openForeignSound(this.deps, media, rawSoundOf(media)!, onUnit);
      return this.foreign;
    } catch (cause) {
      this.deps.log.warn({ camera: this.deps.camera.id, cause }, "no sound: its encoder does not start");
      return undefined;
    }
  }

  receive(channel: number, bytes: Buffer, start: number, end: number): void {
    if (this.isClosed) return;
    const track = this.tracks[channel];
    if (track) {
      if (this.packet.read(bytes, start, end)) track.receive(this.packet, performance.now());
      return;
    }
    const reported = this.tracks[channel - 1];
    if (reported) this.report(reported, bytes, start, end);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.foreign?.close();
  }

  private report(track: Track, bytes: Buffer, start: number, end: number): void {
    const report = readSenderReport(bytes, start, end);
    if (!report || !this.picture) return;
    track.clock.report(report.time, report.clockTicks);
    for (const other of this.tracks) if (other && other !== this.picture) other.clock.alignTo(this.picture.clock);
  }
}

function findVideo(media: readonly SdpMedia[]): SdpMedia {
  const pictures = media.filter(({ kind }) => kind === "video");
  if (pictures.length === 0) throw explainFailure(["matches no streams"]);
  const readable = pictures.find((one) => videoCodecOf(one) !== null);
  if (!readable) throw explainFailure(["Only H.264"]);
  return readable;
}
