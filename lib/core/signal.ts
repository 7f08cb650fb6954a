/** Something that happens once: `heard` resolves when it is told for the first time. */
export function signal<T>(): [heard: Promise<T>, tell: (value: T) => void] {
  let tell: (value: T) => void = () => {};
  const heard = new Promise<T>((resolve) => {
    tell = resolve;
  });
  return [heard, tell];
}
