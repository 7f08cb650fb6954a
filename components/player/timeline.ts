/** A stretch of the video where the camera was away, in seconds from its beginning. */
export type GapSpan = { from: number; to: number };
type Gap = { from: string; to: string | null };

/** Where the gaps of a recording lie in its video, which runs along the wall clock from `startedAt` (ISO 8601). */
export function gapSpans(gaps: readonly Gap[], startedAt: string, durationSeconds: number): GapSpan[] {
  const start = Date.parse(startedAt);
  const place = (moment: string) => Math.min(durationSeconds, Math.max(0, (Date.parse(moment) - start) / 1_000));
  return gaps
    .map(({ from, to }) => ({ from: place(from), to: to === null ? durationSeconds : place(to) }))
    .filter(({ from, to }) => to > from);
}

/** The `t` of an address in seconds: `90`, `90s`, `1m30s`, `1h2m3s`; null when it is none. */
export function parseMoment(text: string | null): number | null {
  const parts = /^(?:(\d{1,3})h)?(?:(\d{1,5})m)?(?:(\d{1,7}(?:\.\d{1,3})?)s?)?$/.exec(text ?? "");
  if (!text || !parts) return null;
  const [hours = "0", minutes = "0", seconds = "0"] = parts.slice(1);
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** The same address, leading to this moment of the video. */
export function addressAt(address: string, seconds: number): string {
  const url = new URL(address);
  url.search = "";
  url.hash = "";
  url.searchParams.set("t", String(Math.floor(seconds)));
  return url.href;
}
