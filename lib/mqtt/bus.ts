export type Message = { topic: string; payload: Buffer; retained: boolean };
export type PublishOptions = { qos?: 0 | 1; retain?: boolean };

/**
 * One connection to an MQTT 3.1.1 broker, kept alive for ever. It forgets nothing it was asked to subscribe to: after a
 * reconnect every filter is there again before `onConnect` callbacks run.
 */
export interface Bus {
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly connected: boolean;
  /**
   * QoS 1 (the default) resolves once the broker has the message; QoS 0 once it was handed to the socket and the socket
   * takes more. Rejects with `unavailable` when there is no connection: nothing is queued here, durable queues are the
   * outbox's.
   */
  publish(topic: string, payload: string | Uint8Array, options?: PublishOptions): Promise<void>;
  /** Calls `onMessage` for every message whose topic matches; returns how to stop. A handler's error is logged, never thrown. */
  subscribe(filter: string, onMessage: (message: Message) => void, options?: { qos?: 0 | 1 }): () => void;
  /** Called at every (re)connection, after the subscriptions stand. Returns how to stop. */
  onConnect(callback: () => void): () => void;
  onDisconnect(callback: () => void): () => void;
}
