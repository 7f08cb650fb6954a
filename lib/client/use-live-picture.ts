"use client";
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Profile } from "@/lib/contracts/preview";
import { FrameAge, STALE_AFTER_MS } from "./frame-age";
import type { FrameViewer } from "./frame-feed";
import { type Meter, PicturePainter } from "./picture-painter";
import { useConnection } from "./socket";
import { useVisible } from "./use-visible";

/** waiting: no picture yet · live · stale: the newest is older than 5 s · refused: not for this person. */
export type PictureState = "waiting" | "live" | "stale" | "refused";
export type LivePicture = {
  frameRef: RefObject<HTMLDivElement | null>;
  canvasRef: RefObject<HTMLCanvasElement | null>;
  state: PictureState;
  /** When the newest picture was taken, on this browser's clock, known while `stale`. */
  sinceMs: number | null;
  /** How old the newest picture is now; null before the first. */
  readAgeMs: () => number | null;
};

const CHECK_EVERY_MS = 250;
/** A warm camera shows its first picture in well under this. */
const RESUME_GRACE_MS = 1_500;
/** Refusals that asking again does not change; everything else is an outage that ends. */
const FINAL_REFUSALS = ["forbidden", "not_found", "unauthenticated"];

/** Watches a camera while its place on the page is visible, at a rate that may change. Null watches nothing. */
export function useLivePicture(cameraId: number | null, profile: Profile, fps: number, meter?: Meter): LivePicture {
  const { frames } = useConnection();
  const frameRef = useRef<HTMLDivElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const isVisible = useVisible(frameRef);
  const viewerRef = useRef<FrameViewer | null>(null);
  const fpsRef = useRef(fps);
  const age = useMemo(() => new FrameAge(), []);
  const [{ state, sinceMs }, setPicture] = useState<Pick<LivePicture, "state" | "sinceMs">>({
    state: "waiting",
    sinceMs: null,
  });

  useEffect(() => {
    const canvas = canvasRef.current;
    if (cameraId === null || !isVisible || !canvas) return;
    const askedAtMs = Date.now();
    const show = (next: PictureState, since: number | null = null) =>
      setPicture((now) => (now.state === next && now.sinceMs === since ? now : { state: next, sinceMs: since }));
    const painter = new PicturePainter(canvas, () => check(), meter);
    const check = () => {
      const ageMs = age.ageMs(Date.now());
      if (ageMs === null) return;
      // Just asked again, after the tile came back into view: the picture may be on its way.
      if (ageMs > STALE_AFTER_MS && Date.now() - askedAtMs > RESUME_GRACE_MS) show("stale", age.takenAtMs());
      else if (ageMs <= STALE_AFTER_MS) show("live");
    };
    const viewer: FrameViewer = {
      onFrame: (frame) => {
        age.observe(frame.capturedAtMs, Date.now());
        painter.offer(frame);
      },
      onError: (code) => FINAL_REFUSALS.includes(code) && show("refused"),
    };
    viewerRef.current = viewer;
    const stopWatching = frames.watch(cameraId, profile, fpsRef.current, viewer);
    const timer = setInterval(check, CHECK_EVERY_MS);
    return () => {
      stopWatching();
      clearInterval(timer);
      painter.stop();
    };
  }, [frames, cameraId, profile, isVisible, age, meter]);

  useEffect(() => {
    fpsRef.current = fps;
    if (viewerRef.current) frames.change(viewerRef.current, fps);
  }, [frames, fps]);

  const readAgeMs = useCallback(() => age.ageMs(Date.now()), [age]);
  return { frameRef, canvasRef, state, sinceMs, readAgeMs };
}
