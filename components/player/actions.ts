/** What a player can be told, by a key or by a button. */
export type PlayerAction =
  | { kind: "toggle" | "mute" | "full-screen" | "picture-in-picture" | "help" }
  | { kind: "seek-by"; seconds: number }
  | { kind: "seek-to"; fraction: number }
  | { kind: "step"; frames: 1 | -1 }
  | { kind: "speed"; steps: 1 | -1 }
  | { kind: "volume"; by: number };

export const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 4] as const;

/** The next speed of the list up or down, from any speed; at its ends it stays. */
export function nextSpeed(now: number, steps: 1 | -1): number {
  const further = steps > 0 ? SPEEDS.filter((one) => one > now) : SPEEDS.filter((one) => one < now).toReversed();
  return further[0] ?? now;
}

/** As players on the web have them since years; letters by what is written on the key, digits by where they are. */
const KEYS: Record<string, PlayerAction> = {
  " ": { kind: "toggle" },
  k: { kind: "toggle" },
  j: { kind: "seek-by", seconds: -10 },
  l: { kind: "seek-by", seconds: 10 },
  ArrowLeft: { kind: "seek-by", seconds: -5 },
  ArrowRight: { kind: "seek-by", seconds: 5 },
  ArrowUp: { kind: "volume", by: 0.1 },
  ArrowDown: { kind: "volume", by: -0.1 },
  Home: { kind: "seek-to", fraction: 0 },
  End: { kind: "seek-to", fraction: 1 },
  ",": { kind: "step", frames: -1 },
  ".": { kind: "step", frames: 1 },
  "<": { kind: "speed", steps: -1 },
  ">": { kind: "speed", steps: 1 },
  f: { kind: "full-screen" },
  m: { kind: "mute" },
  p: { kind: "picture-in-picture" },
  "?": { kind: "help" },
};

type Press = { key: string; code: string; ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean };

/** What a press means; null leaves it to the browser. A French keyboard has its digits above Shift: the place counts. */
export function actionOf({ key, code, ctrlKey, metaKey, altKey }: Press): PlayerAction | null {
  if (ctrlKey || metaKey || altKey) return null;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  const named = KEYS[key.length === 1 ? key.toLowerCase() : key];
  if (named) return named;
  return digit === undefined ? null : { kind: "seek-to", fraction: Number(digit) / 10 };
}
