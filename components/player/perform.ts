import { nextSpeed, type PlayerAction } from "./actions";

type Stage = { video: HTMLVideoElement; frame: HTMLElement; fps: number };

/** Does what a key or a button asked of a video. A browser that refuses (no full screen, no sound yet) changes nothing. */
export function perform(action: Exclude<PlayerAction, { kind: "help" }>, { video, frame, fps }: Stage): void {
  const seek = (to: number) => {
    const end = Number.isFinite(video.duration) ? video.duration : to;
    video.currentTime = Math.min(end, Math.max(0, to));
  };
  switch (action.kind) {
    case "toggle":
      if (video.paused || video.ended) void video.play().catch(() => undefined);
      else video.pause();
      break;
    case "seek-by":
      seek(video.currentTime + action.seconds);
      break;
    case "seek-to":
      seek((video.duration || 0) * action.fraction);
      break;
    case "step":
      video.pause();
      seek(video.currentTime + action.frames / fps);
      break;
    case "speed":
      video.playbackRate = nextSpeed(video.playbackRate, action.steps);
      break;
    case "mute":
      video.muted = !video.muted;
      break;
    case "volume":
      video.muted = false;
      video.volume = Math.min(1, Math.max(0, video.volume + action.by));
      break;
    case "full-screen":
      toggleFullScreen(video, frame);
      break;
    case "picture-in-picture":
      togglePictureInPicture(video);
      break;
  }
}

type Handheld = HTMLVideoElement & { webkitEnterFullscreen?: () => void };

function toggleFullScreen(video: Handheld, frame: HTMLElement): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else if (frame.requestFullscreen) void frame.requestFullscreen().catch(() => undefined);
  else video.webkitEnterFullscreen?.(); // iPhones show only the video itself
}

function togglePictureInPicture(video: HTMLVideoElement): void {
  if (!document.pictureInPictureEnabled) return;
  const change = document.pictureInPictureElement
    ? document.exitPictureInPicture()
    : video.requestPictureInPicture().then(() => undefined);
  void change.catch(() => undefined);
}
