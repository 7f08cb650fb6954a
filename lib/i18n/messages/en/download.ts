export const download = {
  start: "Download",
  running: "{percent} % downloaded",
  cancel: "Stop the download",
  saved: "The video is saved",
  failed: "The download stopped. Try again; the menu has a plain download link as well.",
} as const;
