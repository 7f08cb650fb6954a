/** Lets things happen for a while: the moment of a fault is chosen, it is not waited for. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
