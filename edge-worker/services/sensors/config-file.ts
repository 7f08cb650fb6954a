import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { type DeviceConfig, DeviceSettings } from "@/lib/contracts/device-config";

/** What the file says, or a sentence on why it says nothing. */
export type FileConfig = { config: DeviceConfig; error: null } | { config: null; error: string };

/** Reads the device's own file. Never throws: a slip in it must not cost the cameras. */
export function readConfigFile(file: string): FileConfig {
  try {
    const text = readFileSync(file, "utf8");
    const version = `file:${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
    return { config: { version, ...DeviceSettings.parse(JSON.parse(text)) }, error: null };
  } catch (error) {
    const why = error instanceof z.ZodError ? explain(error) : error instanceof Error ? error.message : String(error);
    return { config: null, error: `${file} cannot be used: ${why}`.slice(0, 500) };
  }
}

const explain = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `${path.join(".") || "the file"} ${message}`).join("; ");
