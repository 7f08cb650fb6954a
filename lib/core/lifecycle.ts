/** A long-lived thing. Constructors do nothing; `stop` is awaited and may be called twice. */
export interface Service {
  start(): Promise<void>;
  stop(): Promise<void>;
}
