/** The player without what a camera never sends (subtitles, encryption, advertisements): a third smaller. */
declare module "hls.js/light" {
  export * from "hls.js";
  export { default } from "hls.js";
}
