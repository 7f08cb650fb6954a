/** Writes the edge-worker as a folder that plain Node runs; answers how many bytes main.js has. */
export function buildEdge(folder: string): Promise<{ bytes: number }>;
