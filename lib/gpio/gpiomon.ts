import type { LineSpec } from "./gpio";

/** Which of gpiomon's two languages is spoken: version 2 changed its arguments. */
export type GpiomonVersion = 1 | 2;

/** From `gpiomon --version`: "gpiomon (libgpiod) v1.6.3". Null when it says something else. */
export function parseVersion(text: string): GpiomonVersion | null {
  const [, major] = /\bv(\d+)\./.exec(text) ?? [];
  if (major === undefined) return null;
  return Number(major) >= 2 ? 2 : 1;
}

/** From gpiodetect: "gpiochip0 [pinctrl-bcm2711] (58 lines)", the same in both. */
export const parseChips = (text: string): { name: string; label: string; lines: number }[] =>
  [...text.matchAll(/^(\S+) \[([^\]]*)\] \((\d+) lines\)$/gm)].map(([, name = "", label = "", lines]) => ({
    ...{ name, label },
    lines: Number(lines),
  }));

const BIAS = {
  1: { up: "pull-up", down: "pull-down", none: "disable" },
  2: { up: "pull-up", down: "pull-down", none: "disabled" },
} as const;

/** Both edges of one line, one on each line of output, at once. */
export function gpiomonArgs(version: GpiomonVersion, chip: string, { pin, pull, active }: LineSpec): string[] {
  const line = [`--bias=${BIAS[version][pull]}`, ...(active === "low" ? ["--active-low"] : [])];
  return version === 1
    ? ["--line-buffered", "--format=%e", ...line, chip, String(pin)]
    : ["--banner", "--format=%E", "--edges=both", ...line, `--chip=${chip}`, String(pin)];
}

export type GpiomonLine = "ready" | "on" | "off" | null;

/** The edges are those of the logical level: active low is accounted for. Version 1 says nothing when it is ready. */
export function readGpiomonLine(version: GpiomonVersion, text: string): GpiomonLine {
  const word = text.trim();
  if (version === 1) return word === "1" ? "on" : word === "0" ? "off" : null;
  if (word.startsWith("Monitoring line")) return "ready";
  return word === "rising" ? "on" : word === "falling" ? "off" : null;
}
