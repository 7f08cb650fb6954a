/** Runs what concerns one key one after the other; other keys do not wait. */
export function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const result = (turns.get(key) ?? Promise.resolve()).then(work);
  const done = result.then(
    () => undefined,
    () => undefined,
  );
  turns.set(key, done);
  void done.then(() => turns.get(key) === done && turns.delete(key));
  return result;
}

const turns = new Map<string, Promise<void>>();
