import { pause } from "../pause";

/** One life of a program. `words`: what it said. */
export type Life = { pid: number; signal(name: NodeJS.Signals): void; ended: Promise<unknown>; words(): string };

/** A program that is started again whenever it ends, as systemd does. */
export type Program = {
  readonly name: string;
  /** Null between two lives. */
  readonly pid: number | null;
  readonly kills: number;
  /** What it said when it ended although nobody killed it. */
  readonly falls: readonly string[];
  /** kill -9. False when it is between two lives. */
  kill(): boolean;
  /** To the life it has now: SIGSTOP and SIGCONT. */
  signal(name: NodeJS.Signals): void;
  stop(): Promise<void>;
};

const RESTART_MS = 100;

/** `begin` may reject: what the last life left behind (a port, a lock) may need a moment to go. */
export async function keepRunning(name: string, begin: () => Promise<Life>): Promise<Program> {
  const falls: string[] = [];
  let kills = 0;
  let isStopping = false;
  let life: Life | null = await begin();
  let wasKilled = false;

  async function run(): Promise<void> {
    for (;;) {
      await life?.ended;
      if (life && !wasKilled && !isStopping) falls.push(life.words().slice(-2_000));
      life = null;
      wasKilled = false;
      if (isStopping) return;
      await pause(RESTART_MS);
      if (!isStopping) life = await begin().catch(() => null);
    }
  }
  const running = run();
  const killAtExit = () => life?.signal("SIGKILL");
  process.once("exit", killAtExit);

  return {
    name,
    falls,
    get pid() {
      return life?.pid ?? null;
    },
    get kills() {
      return kills;
    },
    kill() {
      if (!life || wasKilled) return false;
      wasKilled = true;
      kills++;
      life.signal("SIGKILL");
      return true;
    },
    signal: (name) => life?.signal(name),
    async stop() {
      isStopping = true;
      life?.signal("SIGKILL");
      await running;
      // One that was being started meanwhile.
      life?.signal("SIGKILL");
      await life?.ended;
      process.off("exit", killAtExit);
    },
  };
}
