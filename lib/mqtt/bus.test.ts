import { describe } from "vitest";
import { createLogger } from "@/lib/core/logger";
import { busContract } from "./bus.contract";
import { type MemoryBus, memoryBroker } from "./memory-bus";

describe("memory bus", () => {
  busContract(async () => {
    const broker = memoryBroker(createLogger("test", "silent"));
    const buses: MemoryBus[] = [];
    return {
      bus() {
        const bus = broker.bus();
        buses.push(bus);
        return bus;
      },
      async breakLinks() {
        for (const bus of buses) bus.cut();
        for (const bus of buses) bus.restore();
      },
    };
  });
});
