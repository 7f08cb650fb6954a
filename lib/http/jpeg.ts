import type { Frame } from "@/lib/contracts/preview";

/** One picture, with how long ago it arrived here. */
export function jpegResponse({ frame, ageMs }: { frame: Frame; ageMs: number }): Response {
  // A Response of the shared bytes themselves: what undici makes of them is its own copy.
  return new Response(frame.jpeg as Uint8Array<ArrayBuffer>, {
    headers: {
      "content-type": "image/jpeg",
      "content-length": String(frame.jpeg.byteLength),
      "cache-control": "private, no-store",
      "x-frame-age-ms": String(ageMs),
    },
  });
}
