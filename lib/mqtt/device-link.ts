import type { CommandArgs, CommandName, CommandResult, DeviceStatus } from "@/lib/contracts/mqtt";

/** What web knows of a device's presence: from its retained status and will, never guessed. */
export type Presence = {
  online: boolean;
  lastSeenAt: Date | null;
  status: DeviceStatus | null;
  receivedAt: Date | null;
};

/** Speaks with devices: commands with a deadline, and who is there. */
export interface DeviceLink {
  /**
   * Sends a command and waits for its reply, at most the command's deadline. Throws what the device answered (an
   * AppError with its code), `unavailable` at once when the device is offline, `device_timeout` when no answer came.
   */
  command<N extends CommandName>(deviceId: string, name: N, args: CommandArgs<N>): Promise<CommandResult<N>>;
  presence(deviceId: string): Presence;
}
