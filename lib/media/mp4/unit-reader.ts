import { type AudioFormat, TICKS_PER_SECOND, type Unit } from "../packets";
import { UnitCleaner } from "../unit-cleaner";
import { type Box, boxesIn, findBox } from "./boxes";
import { readAudioEntry, readVideoEntry } from "./codec-config";
import { type Run, readFragment } from "./fragment";
import { FragmentSplitter } from "./fragment-splitter";
import { type InitSegment, type InitTrack, readInitSegment } from "./init-segment";
import type { Formats } from "./make-init";

type Described = { track: InitTrack; video: UnitCleaner | null; audio: AudioFormat | null };

/** Turns a fragmented MP4 that comes in pieces, as ffmpeg writes it to a pipe, into units. Throws what it cannot read. */
export class UnitReader {
  private readonly splitter: FragmentSplitter;
  private init: InitSegment | null = null;
  private tracks = new Map<number, Described>();

  constructor(private readonly onUnit: (unit: Unit) => void) {
    this.splitter = new FragmentSplitter({
      onInit: (moov) => this.begin(moov),
      onFragment: (moof, mdat) => this.read(moof, mdat.length === 1 ? mdat[0]! : Buffer.concat(mdat)),
    });
  }

  push(bytes: Buffer): void {
    this.splitter.push(bytes);
  }

  private begin(moov: Buffer): void {
    const init = readInitSegment(moov);
    this.init = init;
    this.tracks = new Map(init.tracks.map((track) => [track.id, describe(init, track)]));
  }

  private read(moof: Buffer, mdat: Buffer): void {
    if (!this.init) return;
    for (const run of readFragment(moof, -moof.length, this.init)) {
      const described = this.tracks.get(run.trackId);
      if (described) this.readRun(run, described, mdat);
    }
  }

  private readRun({ baseTime, samples }: Run, { track, video, audio }: Described, mdat: Buffer): void {
    const toTicks = (time: number) => Math.round((time * TICKS_PER_SECOND) / track.timescale);
    // By its edit list a track begins before or after the others.
    let time = baseTime - track.edit.from + (track.edit.pause * track.timescale) / this.init!.timescale;
    for (const { at, size, duration, shift, isSync } of samples) {
      const data = mdat.subarray(at, at + size);
      const [dts, pts] = [toTicks(time), toTicks(time + shift)];
      time += duration;
      const unit: Unit | null = video
        ? video.clean(data, { pts, dts, isKey: isSync })
        : audio && { kind: "audio", format: audio, data, pts };
      if (unit) this.onUnit(unit);
    }
  }
}

function describe(init: InitSegment, track: InitTrack): Described {
  const entry = entryOf(init, track);
  if (track.kind === "video" && entry && !/^(avc|h[ve][cv])/.test(entry.type))
    throw new Error(`codec not currently supported: ${entry.type}`);
  const codec = entry && /^(avc|h[ve][cv])/.exec(entry.type) ? (entry.type.startsWith("avc") ? "h264" : "hevc") : null;
  return {
    track,
    video: entry && codec ? new UnitCleaner(codec, readVideoEntry(init.bytes, entry)) : null,
    audio: entry && track.kind === "audio" ? readAudioEntry(init.bytes, entry) : null,
  };
}

const entryOf = ({ bytes }: InitSegment, { trak }: InitTrack): Box | null => {
  const stsd = findBox(bytes, ["mdia", "minf", "stbl", "stsd"], trak.bodyAt, trak.end);
  return (stsd && boxesIn(bytes, stsd.bodyAt + 8, stsd.end).next().value) ?? null;
};

/** What a header of ours says of its tracks; null when there is no picture in it that we can go on with. */
export function readFormats(init: InitSegment): Formats | null {
  const entry = (kind: InitTrack["kind"]) => {
    const track = init.tracks.find((one) => one.kind === kind);
    return track ? entryOf(init, track) : null;
  };
  const [picture, sound] = [entry("video"), entry("audio")];
  const video = picture && readVideoEntry(init.bytes, picture);
  return video && { video, audio: sound && readAudioEntry(init.bytes, sound) };
}
