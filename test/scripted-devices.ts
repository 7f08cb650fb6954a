import { COMMANDS, type CommandArgs, type CommandName, type CommandResult, DeviceStatus } from "@/lib/contracts/mqtt";
import { AppError } from "@/lib/core/errors";
import type { DeviceLink, Presence } from "@/lib/mqtt/device-link";

type Answer<N extends CommandName> = (
  args: CommandArgs<N>,
  deviceId: string,
) => CommandResult<N> | Promise<CommandResult<N>>;
type Script = { [N in CommandName]?: Answer<N> };
export type Sent = { deviceId: string; name: CommandName; args: unknown };

/**
 * Devices that answer from a table, for tests of the domain: the same port, the same checks of arguments and results, the
 * same errors for a device that is away. A command without an answer is a device that never replies.
 */
export class ScriptedDevices implements DeviceLink {
  readonly sent: Sent[] = [];
  private readonly presences = new Map<string, Presence>();
  private script: Script = {};

  /** Answers from now on; what is not named keeps its answer. */
  on(script: Script): this {
    this.script = { ...this.script, ...script };
    return this;
  }

  /** A table entry that refuses, as a device does. */
  static refusing(code: ConstructorParameters<typeof AppError>[0], message = code): () => never {
    return () => {
      throw new AppError(code, message);
    };
  }

  setOnline(deviceId: string, status: Partial<DeviceStatus> = {}): Presence {
    const at = new Date("2026-01-01T00:00:00Z");
    const full = DeviceStatus.parse({ status: "online", at: at.toISOString(), max_concurrent: 10, ...status });
    const presence = { online: true, lastSeenAt: at, status: full, receivedAt: at };
    this.presences.set(deviceId, presence);
    return presence;
  }

  setOffline(deviceId: string): void {
    this.presences.set(deviceId, { ...this.presence(deviceId), online: false });
  }

  presence(deviceId: string): Presence {
    return this.presences.get(deviceId) ?? { online: false, lastSeenAt: null, status: null, receivedAt: null };
  }

  async command<N extends CommandName>(deviceId: string, name: N, args: CommandArgs<N>): Promise<CommandResult<N>> {
    const parsed = COMMANDS[name].args.parse(args) as CommandArgs<N>;
    this.sent.push({ deviceId, name, args: parsed });
    if (!this.presence(deviceId).online) throw new AppError("unavailable", "The device is offline.");
    const answer: Answer<N> | undefined = this.script[name];
    if (!answer) throw new AppError("device_timeout", "The device did not answer in time.");
    return COMMANDS[name].result.parse(await answer(parsed, deviceId)) as CommandResult<N>;
  }

  /** What was asked of devices, by name. */
  asked<N extends CommandName>(name: N): CommandArgs<N>[] {
    return this.sent.filter((sent) => sent.name === name).map((sent) => sent.args as CommandArgs<N>);
  }
}
