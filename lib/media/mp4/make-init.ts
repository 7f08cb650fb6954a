import { type AudioFormat, TICKS_PER_SECOND, type VideoFormat } from "../packets";
import { makeBox, makeFullBox, u16, u32 } from "./boxes";
import { makeAudioEntry, makeVideoEntry } from "./codec-config";

export const VIDEO_TRACK = 1;
export const AUDIO_TRACK = 2;
export type Formats = { video: VideoFormat; audio: AudioFormat | null };

/** Rotated by nothing, scaled by nothing. */
const MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
/** "und" in three letters of five bits. */
const NO_LANGUAGE = 0x55c4;
const ENABLED = 3;
const IN_THIS_FILE = 1;

export const FTYP = makeBox("ftyp", Buffer.from("isom\0\0\x02\0isomiso2iso5iso6mp41", "latin1"));

/** The `moov` that fragments of these formats follow. Every time counts in ticks. */
export function makeInit({ video, audio }: Formats): Buffer {
  const tracks = [makeVideoTrack(video), ...(audio ? [makeAudioTrack(audio)] : [])];
  const movie = [u32(0, 0, TICKS_PER_SECOND, 0, 0x10000), u16(0x100), Buffer.alloc(10), MATRIX, Buffer.alloc(24)];
  const extended = tracks.map((_, n) => makeFullBox("trex", 0, 0, u32(n + 1, 1, 0, 0, 0)));
  return makeBox(
    "moov",
    makeFullBox("mvhd", 0, 0, ...movie, u32(tracks.length + 1)),
    ...tracks,
    makeBox("mvex", ...extended),
  );
}

const makeVideoTrack = (format: VideoFormat): Buffer =>
  makeTrack({
    id: VIDEO_TRACK,
    size: [format.width, format.height],
    volume: 0,
    handler: "vide",
    about: makeFullBox("vmhd", 0, 1, Buffer.alloc(8)),
    entry: makeVideoEntry(format),
  });

const makeAudioTrack = (format: AudioFormat): Buffer =>
  makeTrack({
    id: AUDIO_TRACK,
    size: [0, 0],
    volume: 0x100,
    handler: "soun",
    about: makeFullBox("smhd", 0, 0, Buffer.alloc(4)),
    entry: makeAudioEntry(format),
  });

type Track = { id: number; size: [number, number]; volume: number; handler: string; about: Buffer; entry: Buffer };

function makeTrack({ id, size: [width, height], volume, handler, about, entry }: Track): Buffer {
  const placed = [u32(0, 0, id, 0, 0, 0, 0), Buffer.alloc(4), u16(volume), Buffer.alloc(2), MATRIX];
  const none = (type: string, ...more: Buffer[]) => makeFullBox(type, 0, 0, ...more, u32(0));
  const samples = [none("stts"), none("stsc"), none("stsz", u32(0)), none("stco")];
  const reference = makeBox("dref", u32(0, 1), makeFullBox("url ", 0, IN_THIS_FILE));
  return makeBox(
    "trak",
    makeFullBox("tkhd", 0, ENABLED, ...placed, u32(width * 0x10000, height * 0x10000)),
    makeBox(
      "mdia",
      makeFullBox("mdhd", 0, 0, u32(0, 0, TICKS_PER_SECOND, 0), u16(NO_LANGUAGE), u16(0)),
      makeFullBox("hdlr", 0, 0, u32(0), Buffer.from(handler), Buffer.alloc(12), Buffer.from("Vigie\0")),
      makeBox(
        "minf",
        about,
        makeBox("dinf", reference),
        makeBox("stbl", makeFullBox("stsd", 0, 0, u32(1), entry), ...samples),
      ),
    ),
  );
}
