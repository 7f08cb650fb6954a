import type { z } from "zod";
import { COMMANDS, type CommandArgs, type CommandName, type CommandResult, Reply } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import { AppError, isErrorCode } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Logger } from "@/lib/core/logger";
import type { Bus } from "./bus";
import { topics } from "./topics";

type Call = { deviceId: string; payload: string; answer(reply: Reply): void; fail(error: AppError): void };

/** Commands under way: each waits for the reply with its id, from its own device, until its deadline. */
export class CommandCalls {
  private readonly calls = new Map<string, Call>();

  constructor(private readonly deps: { bus: Bus; clock: Clock; log: Logger }) {}

  async call<N extends CommandName>(deviceId: string, name: N, args: CommandArgs<N>): Promise<CommandResult<N>> {
    const { clock } = this.deps;
    const { deadlineMs } = COMMANDS[name];
    const checked = COMMANDS[name].args.safeParse(args);
    if (!checked.success) throw new AppError("internal", `Bad arguments for ${name}`, { cause: checked.error });
    const id = newId();
    const expiresAt = new Date(clock.now().getTime() + deadlineMs).toISOString();
    const payload = JSON.stringify({ id, name, args: checked.data, expires_at: expiresAt });
    const over = new AbortController();
    try {
      const reply = await new Promise<Reply>((answer, fail) => {
        this.calls.set(id, { deviceId, payload, answer, fail });
        this.send(deviceId, payload).catch(fail);
        clock.sleep(deadlineMs, over.signal).then(
          () => fail(timeout(deviceId, deadlineMs)),
          () => undefined,
        );
      });
      return resultOf(name, deviceId, reply);
    } finally {
      this.calls.delete(id);
      over.abort();
    }
  }

  heardReply(deviceId: string, payload: Buffer): void {
    const reply = parseReply(payload);
    if (!reply) {
      this.deps.log.warn({ deviceId }, "a reply could not be understood");
      return;
    }
    const call = this.calls.get(reply.id);
    if (call?.deviceId === deviceId) call.answer(reply);
  }

  /** What was sent may have been lost with a link, the device's or ours; an id is executed once, however often it comes. */
  resend(deviceId?: string): void {
    for (const call of this.calls.values())
      if (deviceId === undefined || call.deviceId === deviceId)
        this.send(call.deviceId, call.payload).catch(() => undefined);
  }

  failAll(error: AppError): void {
    for (const call of this.calls.values()) call.fail(error);
  }

  private send(deviceId: string, payload: string): Promise<void> {
    return this.deps.bus.publish(topics.commands(deviceId), payload);
  }
}

function parseReply(payload: Buffer): Reply | null {
  try {
    return Reply.parse(JSON.parse(payload.toString()));
  } catch {
    return null;
  }
}

function resultOf<N extends CommandName>(name: N, deviceId: string, reply: Reply): CommandResult<N> {
  if (!reply.ok) {
    const { code, message, details } = reply.error;
    throw new AppError(isErrorCode(code) ? code : "internal", message, { details });
  }
  const schema: z.ZodType = COMMANDS[name].result;
  const checked = schema.safeParse(reply.result);
  if (checked.success) return checked.data as CommandResult<N>;
  const message = `The answer of device "${deviceId}" to ${name} could not be understood. Is its version the server's?`;
  throw new AppError("internal", message, { cause: checked.error });
}

const timeout = (deviceId: string, deadlineMs: number): AppError =>
  new AppError(
    "device_timeout",
    `Device "${deviceId}" did not answer within ${deadlineMs / 1000} s. It may still do what was asked: look at the state before trying again.`,
  );
