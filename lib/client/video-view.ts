/** How the videos are laid out; kept in the browser, read by the server so that the first paint is right. */
export const VIDEO_VIEWS = ["grid", "list"] as const;
export type VideoView = (typeof VIDEO_VIEWS)[number];
export const VIDEO_VIEW_COOKIE = "vigie_videos";

export const toVideoView = (text: string | undefined): VideoView => VIDEO_VIEWS.find((view) => view === text) ?? "grid";
