type Target = { createWritable(): Promise<WritableStream<Uint8Array>> };
type Picker = (options: { suggestedName: string }) => Promise<Target>;

/** How this browser lets a page write a file as it arrives; null where it does not (Firefox, Safari, plain http). */
export function filePicker(): Picker | null {
  const { showSaveFilePicker } = window as unknown as { showSaveFilePicker?: Picker };
  return showSaveFilePicker?.bind(window) ?? null;
}

type Options = {
  pick: Picker;
  filename: string;
  signal: AbortSignal;
  /** 0 to 1, of what the server said it would send. */
  onProgress: (fraction: number) => void;
};

/**
 * Streams an address of ours into a file the reader chooses; nothing of it stays in memory. False when they changed their
 * mind, before or while it ran. Throws when the server or the disk failed.
 */
export async function saveToDisk(href: string, { pick, filename, signal, onProgress }: Options): Promise<boolean> {
  try {
    const target = await pick({ suggestedName: filename });
    const response = await fetch(href, { signal });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    const total = Number(response.headers.get("content-length"));
    const counted = response.body.pipeThrough(counter((bytes) => total > 0 && onProgress(bytes / total)));
    await counted.pipeTo(await target.createWritable(), { signal });
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return false;
    throw error;
  }
}

function counter(onBytes: (total: number) => void): TransformStream<Uint8Array, Uint8Array> {
  let total = 0;
  return new TransformStream({
    transform(chunk, controller) {
      total += chunk.byteLength;
      onBytes(total);
      controller.enqueue(chunk);
    },
  });
}
