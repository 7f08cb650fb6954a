import { type Clock, systemClock } from "@/lib/core/clock";
import type { AppError } from "@/lib/core/errors";
import { runProcess } from "@/lib/process/node-process-runner";
import type { ProcessRunner } from "@/lib/process/process-runner";
import { runToEnd } from "@/lib/process/run-to-end";
import { headerChip } from "./chip-label";
import type { Gpio, LineIo } from "./gpio";
import { type GpiomonVersion, gpiomonArgs, parseChips, parseVersion, readGpiomonLine } from "./gpiomon";
import { driverFailed, noSuchPin, notAllowed, pinInUse } from "./refusals";

export type LibgpiodOptions = {
  gpiomon?: string;
  gpiodetect?: string;
  run?: ProcessRunner;
  clock?: Clock;
};

const ASK_WITHIN_MS = 5_000;
/** gpiomon 1.x says nothing when it holds the line; when it cannot, it has ended by then. */
const SILENT_READY_MS = 300;
const STOP = { eofMs: 0, graceMs: 1_000 };

/** Lines by way of gpiomon, of Debian's gpiod: one child per line, which dies with this program. */
export function createLibgpiodGpio(options: LibgpiodOptions = {}): Gpio {
  const { gpiomon = "gpiomon", gpiodetect = "gpiodetect", run = runProcess, clock = systemClock } = options;

  async function ask(command: string, args: string[]): Promise<string> {
    const { stdout, code, stderrTail } = await runToEnd(run, { command, args }, { deadlineMs: ASK_WITHIN_MS }).catch(
      (cause: unknown) => {
        throw driverFailed(`${command} cannot be started. Install gpiod.`, cause);
      },
    );
    if (code !== 0) throw driverFailed(stderrTail.at(-1) ?? `${command} ended with ${code}.`);
    return stdout.toString("utf8");
  }

  async function findLine(pin: number): Promise<{ version: GpiomonVersion; chip: string }> {
    const [about, detected] = await Promise.all([ask(gpiomon, ["--version"]), ask(gpiodetect, [])]);
    const [version, chip] = [parseVersion(about), headerChip(parseChips(detected))];
    if (version === null) throw driverFailed("gpiomon does not say which version it is.");
    if (chip === null) throw driverFailed("gpiodetect finds no chip.");
    if (pin >= chip.lines) throw noSuchPin(pin);
    return { version, chip: chip.name };
  }

  return {
    name: "libgpiod",
    async watch(line, io) {
      const { version, chip } = await findLine(line.pin);
      if (io.stop.aborted) return;
      const hearing = hear(version, io);
      const child = await run(
        { command: gpiomon, args: gpiomonArgs(version, chip, line), diesWithParent: true },
        { onStdout: hearing.take },
      );
      const stop = (): void => void child.stop(STOP);
      io.stop.addEventListener("abort", stop, { once: true });
      if (io.stop.aborted) stop();
      const settled = new AbortController();
      if (version === 1)
        clock.sleep(SILENT_READY_MS, AbortSignal.any([settled.signal, io.stop])).then(hearing.ready, () => undefined);
      const { stderrTail, code } = await child.exited;
      settled.abort();
      io.stop.removeEventListener("abort", stop);
      if (!io.stop.aborted) throw toRefusal(line.pin, stderrTail.at(-1) ?? `gpiomon ended with ${code}.`);
    },
  };
}

/** Reads the child's words; the first that means a level means ready, too. */
function hear(version: GpiomonVersion, { onReady, onLevel, stop }: LineIo) {
  let isReady = false;
  let rest = "";
  const ready = (): void => {
    if (isReady || stop.aborted) return;
    isReady = true;
    onReady();
  };
  return {
    ready,
    take(bytes: Buffer): void {
      const lines = (rest + bytes.toString("latin1")).split("\n");
      rest = lines.pop() ?? "";
      for (const text of lines) {
        const word = readGpiomonLine(version, text);
        if (word !== null) ready();
        if ((word === "on" || word === "off") && !stop.aborted) onLevel(word === "on");
      }
    },
  };
}

/** It exits with 1 whatever is wrong; only its words (in English: LC_ALL=C) tell one from the other. */
function toRefusal(pin: number, said: string): AppError {
  if (/busy/i.test(said)) return pinInUse(pin, said);
  if (/invalid|out of range|cannot find|unable to retrieve/i.test(said)) return noSuchPin(pin, said);
  if (/permission|not permitted/i.test(said)) return notAllowed(said);
  return driverFailed(said);
}
