/** Writes the edge-worker as a folder that plain Node runs; answers how many bytes of scripts there are. */
export function buildEdge(folder: string): Promise<{ bytes: number }>;
