import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { SensorName } from "@/lib/contracts/device-config";
import { AppError } from "@/lib/core/errors";
import type { Sensors } from "../services/sensors/sensors";
import { answerJson, type Exchange } from "./answers";

const Simulate = z.object({ sensor: SensorName, count: z.int().min(1).max(1_000).default(1) });
const MAX_BODY_BYTES = 4_096;

/** Presses a simulated sensor; answers once its events are durable. */
export async function simulate(exchange: Exchange, { sensors }: { sensors: Pick<Sensors, "simulate"> }): Promise<void> {
  const { sensor, count } = await readJson(exchange.request, Simulate);
  answerJson(exchange, { event_ids: sensors.simulate(sensor, count) });
}

async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  // A page of another site can send anything but this without asking first.
  if (!request.headers["content-type"]?.startsWith("application/json"))
    throw new AppError("bad_request", "Send JSON, and say so: Content-Type: application/json.");
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > MAX_BODY_BYTES) throw new AppError("too_large", `Send at most ${MAX_BODY_BYTES} bytes.`);
    pieces.push(piece);
  }
  const parsed = schema.safeParse(parse(Buffer.concat(pieces).toString("utf8")));
  if (parsed.success) return parsed.data;
  throw new AppError("unprocessable", 'Send {"sensor": "<name>"}, and "count" up to 1000 for more than one.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
