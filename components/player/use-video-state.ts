"use client";
import { type RefObject, useEffect, useState } from "react";

export type VideoState = {
  isPlaying: boolean;
  /** It should play, and waits for bytes. */
  isWaiting: boolean;
  hasFailed: boolean;
  time: number;
  /** 0 while it is not known. */
  duration: number;
  bufferedTo: number;
  isMuted: boolean;
  volume: number;
  rate: number;
};

const EVENTS = [
  ...["play", "pause", "ended", "timeupdate", "seeking", "seeked", "durationchange", "loadedmetadata", "progress"],
  ...["waiting", "playing", "canplay", "volumechange", "ratechange", "error", "emptied"],
];
const FIRST: VideoState = {
  ...{ isPlaying: false, isWaiting: false, hasFailed: false, time: 0, duration: 0, bufferedTo: 0 },
  ...{ isMuted: false, volume: 1, rate: 1 },
};

/** What a video element is doing, as it says itself. */
export function useVideoState(ref: RefObject<HTMLVideoElement | null>): VideoState {
  const [state, setState] = useState(FIRST);
  useEffect(() => {
    const video = ref.current;
    if (!video) return;
    const read = () => setState(stateOf(video));
    // It may have begun before the page's scripts did.
    read();
    for (const name of EVENTS) video.addEventListener(name, read);
    return () => {
      for (const name of EVENTS) video.removeEventListener(name, read);
    };
  }, [ref]);
  return state;
}

function stateOf(video: HTMLVideoElement): VideoState {
  const { buffered, currentTime: time } = video;
  let bufferedTo = 0;
  for (let i = 0; i < buffered.length; i++)
    if (buffered.start(i) <= time + 0.1) bufferedTo = Math.max(bufferedTo, buffered.end(i));
  const isPlaying = !video.paused && !video.ended;
  return {
    isPlaying,
    isWaiting: isPlaying && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
    hasFailed: video.error !== null,
    time,
    duration: Number.isFinite(video.duration) ? video.duration : 0,
    bufferedTo,
    isMuted: video.muted || video.volume === 0,
    volume: video.volume,
    rate: video.playbackRate,
  };
}
