import { parseCameraUrl } from "@/lib/core/camera-url";
import { redactUrls } from "@/lib/core/logger";
import { createRedactor } from "./failure";

/** Enough to see what led to an end, and far below the size of a message. */
const MAX_LINES = 12;
const MAX_CHARACTERS = 300;

/** The last lines of a conversation, without user and password of the address it is held with. */
export function createLastLines(url: string | null) {
  const redact = redactorOf(url);
  const lines: string[] = [];
  return {
    add(line: string): void {
      const text = redact(line)
        .replace(/\p{Cc}+/gu, " ")
        .slice(0, MAX_CHARACTERS);
      // A camera that refuses for hours would push out how it began.
      if (text === lines.at(-1)) return;
      lines.push(text);
      if (lines.length > MAX_LINES) lines.shift();
    },
    read: (): string[] => [...lines],
  };
}

function redactorOf(url: string | null): (text: string) => string {
  try {
    return createRedactor(parseCameraUrl(url ?? ""));
  } catch {
    return redactUrls; // a path, a test picture, or no address at all
  }
}
