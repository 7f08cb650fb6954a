import type { Frame } from "@/lib/contracts/preview";

/** One picture, with how long ago it arrived here. */
export function jpegResponse({ frame, ageMs }: { frame: Frame; ageMs: number }): Response {
  // Made by parseFrame on a Buffer from the network, never on shared memory.
  return new Response(frame.jpeg as Uint8Array<ArrayBuffer>, {
    headers: {
      "content-type": "image/jpeg",
      "content-length": String(frame.jpeg.byteLength),
      "cache-control": "private, no-store",
      "x-frame-age-ms": String(ageMs),
    },
  });
}

/** A picture that came with an event, which a clip's poster replaces within seconds. */
export function pictureResponse(jpeg: Buffer): Response {
  return new Response(jpeg as Uint8Array<ArrayBuffer>, {
    headers: {
      "content-type": "image/jpeg",
      "content-length": String(jpeg.length),
      "cache-control": "private, no-store",
    },
  });
}
