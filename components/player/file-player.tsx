"use client";
import { type ComponentProps, useEffect, useState } from "react";
import { useArrival } from "@/lib/client/use-arrival";
import { ArrivingVideo } from "./arriving-video";
import { VideoPlayer } from "./video-player";

type Props = ComponentProps<typeof VideoPlayer> & {
  /** It is known to be still on its device; where that is not known, a player that fails asks. */
  isAway?: boolean;
  /** It can be had now. */
  onHere?: () => void;
};

/** Plays a file of the library; one that is still on its device is brought first, and then plays by itself. */
export function FilePlayer({ isAway = false, onHere, playsAtOnce = false, ...player }: Props) {
  const [hasFailed, setHasFailed] = useState(false);
  const arrival = useArrival({ src: player.src, isAway: isAway || hasFailed });
  const isHere = arrival.state === "here";
  useEffect(() => {
    if (isHere) onHere?.();
  }, [isHere, onHere]);
  if (arrival.state !== "here") return <ArrivingVideo name={player.name} poster={player.poster} arrival={arrival} />;
  return (
    <VideoPlayer {...player} playsAtOnce={playsAtOnce || arrival.wasAwaited} onFailed={() => setHasFailed(true)} />
  );
}
