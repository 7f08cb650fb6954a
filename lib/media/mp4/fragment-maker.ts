import { joinUnits } from "../nal-units";
import type { AudioUnit, VideoUnit } from "../packets";
import { type Fragment, type FragmentSample, type FragmentTrack, makeEnd, makeFragment } from "./make-fragment";
import { AUDIO_TRACK, type Formats, makeInit, VIDEO_TRACK } from "./make-init";

/** Of a picture nothing follows yet. */
const LIKELY_DURATION = 3_600;
/** More is a gap, and says nothing of the next picture. */
const LONGEST_USUAL = 2 * 90_000;
const SOUND_SAMPLES = 1_024;

/**
 * Collects units and makes fragments of them that fit one header, `init`. A picture lasts until the next one; the last of
 * a fragment as long as the one before it, until the next fragment says better. Each key frame carries its parameter sets:
 * pictures of another size may go on in the same file, and a player that seeks knows what it sees.
 */
export class FragmentMaker {
  readonly init: Buffer;
  private video: VideoUnit[] = [];
  private audio: AudioUnit[] = [];
  private sequence = 0;
  private duration = LIKELY_DURATION;

  /** `origin`: the time of the units, in ticks, that is 0 in the file. */
  constructor(
    readonly formats: Formats,
    private readonly origin: number,
  ) {
    this.init = makeInit(formats);
  }

  /** Ticks between the first and the last picture collected. */
  get span(): number {
    return this.video.length === 0 ? 0 : this.video.at(-1)!.dts - this.video[0]!.dts;
  }

  /** Throws for a picture of another codec: it cannot stand in this file. */
  add(unit: VideoUnit | AudioUnit): void {
    if (unit.kind === "audio") {
      if (this.formats.audio) this.audio.push(unit);
      return;
    }
    if (unit.format.codec !== this.formats.video.codec) throw new Error("another codec");
    this.video.push(unit);
  }

  /** What was collected as one fragment; null when that is nothing. */
  take(): Fragment | null {
    const tracks = [this.takeVideo(), this.takeAudio()].filter((track) => track !== null);
    if (tracks.length === 0) return null;
    return makeFragment(++this.sequence, tracks);
  }

  /** The picture that was taken last stands until `at`, on the clock of the units. */
  end(at: number): Fragment {
    return makeEnd(++this.sequence, VIDEO_TRACK, Math.max(0, Math.round(at - this.origin)));
  }

  private takeVideo(): FragmentTrack | null {
    const { video } = this;
    const [first] = video;
    if (!first) return null;
    this.video = [];
    const samples = video.map((unit, n): FragmentSample => {
      const next = video[n + 1];
      const lasts = next && next.dts - unit.dts;
      if (lasts !== undefined && lasts < LONGEST_USUAL) this.duration = lasts;
      return {
        data: this.dataOf(unit),
        duration: lasts ?? this.duration,
        shift: unit.pts - unit.dts,
        isSync: unit.isKey,
      };
    });
    return { trackId: VIDEO_TRACK, baseTime: Math.max(0, first.dts - this.origin), samples };
  }

  private takeAudio(): FragmentTrack | null {
    const { audio } = this;
    const [first] = audio;
    if (!first) return null;
    this.audio = [];
    const samples = audio.map((unit, n): FragmentSample => {
      const next = audio[n + 1];
      const duration = next ? next.pts - unit.pts : Math.round((SOUND_SAMPLES * 90_000) / unit.format.sampleRate);
      return { data: unit.data, duration: Math.max(0, duration), shift: 0, isSync: true };
    });
    return { trackId: AUDIO_TRACK, baseTime: Math.max(0, first.pts - this.origin), samples };
  }

  private dataOf({ data, isKey, format }: VideoUnit): Buffer {
    return isKey ? Buffer.concat([joinUnits(format.parameterSets), data]) : data;
  }
}
