import type { z } from "zod";
import {
  COMMANDS,
  Command,
  type CommandName,
  type CommandResult,
  MAX_MESSAGE_BYTES,
  type Reply,
} from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import { AppError, type ErrorCode, isAppError } from "@/lib/core/errors";
import type { Service } from "@/lib/core/lifecycle";
import type { Logger } from "@/lib/core/logger";
import type { Bus } from "./bus";
import type { ExecutedStore } from "./executed";
import { memoryExecuted } from "./memory-executed";
import { ReplySender } from "./reply-sender";
import { createSignsOfLife } from "./signs-of-life";
import { topics } from "./topics";

export type CommandHandlers = {
  [N in CommandName]: (args: z.output<(typeof COMMANDS)[N]["args"]>) => Promise<CommandResult<N>>;
};

export type CommandExecutorOptions = {
  bus: Bus;
  deviceId: string;
  clock: Clock;
  log: Logger;
  executed: ExecutedStore;
  handlers: CommandHandlers;
  /** Whether wall time is to be trusted; without it, it is. */
  isClockSynced?: () => boolean;
};

/** Repeating these does no harm, and some come every few seconds: not worth a write to the device's disk. */
const HARMLESS: ReadonlySet<string> = new Set<CommandName>([
  "preview.start",
  "state.get",
  "camera.test",
  "file.log",
  "file.upload",
]);
/** Two clocks that are both set by NTP may still differ a little. */
const CLOCK_TOLERANCE_MS = 1_000;

/**
 * The device's end of the link: executes each command once, answers a repeat (also after a restart) with the same reply,
 * refuses what comes after its deadline, and tells all the while that the device is there.
 *
 * A deadline is the server's wall time. While the device's clock is not set, a command's age is judged by what can be
 * known: brokers keep nothing for a clean session, so it can only have waited while this process stood still.
 */
export function createCommandExecutor({
  bus,
  deviceId,
  clock,
  log,
  executed,
  handlers,
  isClockSynced = () => true,
}: CommandExecutorOptions): Service {
  const harmless = memoryExecuted(100);
  const running = new Map<string, Promise<void>>();
  const signs = createSignsOfLife({ bus, deviceId, clock });
  const replies = new ReplySender({ bus, deviceId, clock, log });
  let stops: (() => void)[] = [];

  function receive(payload: Buffer): void {
    const command = parseCommand(payload);
    if (!command) {
      log.warn("a command could not be understood");
      return;
    }
    if (running.has(command.id)) return;
    running.set(
      command.id,
      answer(command).finally(() => running.delete(command.id)),
    );
  }

  async function answer(command: Command): Promise<void> {
    const store = HARMLESS.has(command.name) ? harmless : executed;
    const known = find(store, command.id);
    const reply = known?.state === "done" ? known.reply : await executeOnce(command, store, known !== null);
    const name = command.name as CommandName;
    await replies.send(reply, Object.hasOwn(COMMANDS, name) ? COMMANDS[name].deadlineMs : 0);
  }

  async function executeOnce(command: Command, store: ExecutedStore, wasBegun: boolean): Promise<Reply> {
    if (wasBegun) return remembered(store, failure(command.id, INTERRUPTED));
    const refusal = refuse(command);
    if (refusal) return failure(command.id, refusal);
    const isRemembered = begin(store, command.id);
    const reply = await execute(command.id, command.name as CommandName, command.args);
    return isRemembered ? remembered(store, reply) : reply;
  }

  // A disk that fails must not keep a recording from being stopped: below, at-once beats exactly-once.

  const find = (store: ExecutedStore, id: string) => attempt("look up a command", () => store.find(id)) ?? null;

  const begin = (store: ExecutedStore, id: string): boolean =>
    attempt("remember a command", () => {
      store.begin(id);
      return true;
    }) ?? false;

  function remembered(store: ExecutedStore, reply: Reply): Reply {
    attempt("remember a reply", () => store.finish(reply));
    return reply;
  }

  function attempt<T>(what: string, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      log.error({ err: error }, `cannot ${what}`);
      return undefined;
    }
  }

  function refuse({ name, args, expires_at }: Command): Refusal | null {
    if (!Object.hasOwn(COMMANDS, name))
      return { code: "unavailable", message: `This device does not know "${name}" yet. Update it.` };
    const { deadlineMs, args: schema } = COMMANDS[name as CommandName];
    const isLate = isClockSynced()
      ? clock.now().getTime() > Date.parse(expires_at) + CLOCK_TOLERANCE_MS
      : signs.recentStallMs() > deadlineMs;
    if (isLate) return TOO_LATE;
    const checked = schema.safeParse(args);
    if (checked.success) return null;
    return { code: "unprocessable", message: `Bad arguments for ${name}.`, details: checked.error.issues };
  }

  async function execute<N extends CommandName>(id: string, name: N, args: unknown): Promise<Reply> {
    try {
      const result = await handlers[name](COMMANDS[name].args.parse(args) as z.output<(typeof COMMANDS)[N]["args"]>);
      const reply: Reply = { id, ok: true, result: COMMANDS[name].result.parse(result) };
      if (Buffer.byteLength(JSON.stringify(reply)) <= MAX_MESSAGE_BYTES) return reply;
      throw new AppError("too_large", `The answer to ${name} is larger than a message may be.`);
    } catch (error) {
      if (isAppError(error)) return failure(id, error);
      log.error({ err: error, name }, "a command failed");
      return failure(id, { code: "internal", message: "The device failed at this; its log says why." });
    }
  }

  return {
    async start() {
      if (stops.length > 0) return;
      stops = [
        bus.subscribe(topics.commands(deviceId), ({ payload, retained }) => {
          if (!retained) receive(payload);
        }),
        bus.onConnect(() => replies.sendHeld()),
      ];
      await signs.start();
    },
    /** Takes no more commands; resolves when those under way are answered. */
    async stop() {
      for (const stop of stops.splice(0)) stop();
      await Promise.all(running.values());
      await signs.stop();
    },
  };
}

type Refusal = { code: ErrorCode; message: string; details?: unknown };

const TOO_LATE: Refusal = {
  code: "device_timeout",
  message:
    "The command came after its deadline and was not executed. If this happens each time, the clocks of server and device differ: set both by NTP.",
};
const INTERRUPTED: Refusal = {
  code: "unavailable",
  message: "The device restarted in the middle of this. Look at the state before trying again.",
};

const failure = (id: string, { code, message, details }: Refusal): Reply => ({
  id,
  ok: false,
  error: { code, message, details },
});

function parseCommand(payload: Buffer): Command | null {
  try {
    return Command.parse(JSON.parse(payload.toString()));
  } catch {
    return null;
  }
}
