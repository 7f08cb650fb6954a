export const live = {
  fullQuality: "Full quality",
  toFullQuality: "Watch in full quality, two seconds later",
  toPreview: "Back to the preview without delay",
  streamOf: "Live video of {name}",
  latency: "Behind the camera by {seconds} s",
  soundOn: "Turn the sound on",
  soundOff: "Turn the sound off",
  unplayable:
    "This camera sends H.265, which this browser cannot play live in full quality. What you see is the preview.",
  failed: "Full quality could not be started. What you see is the preview.",
} as const;
