import { Client } from "pg";

/**
 * A connection whose end is never an uncaught error. A pool hands one out without a listener for a moment, and when Postgres
 * dies in that moment ("ready" and "terminating" in one packet) the whole program would end. Queries on it fail as ever, and
 * the pool takes no such connection back.
 */
export class SteadyClient extends Client {
  constructor(config?: ConstructorParameters<typeof Client>[0]) {
    super(config);
    this.on("error", () => undefined);
  }
}
