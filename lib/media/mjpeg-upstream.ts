import { explainFailure } from "./failure";
import { openHttp } from "./http-camera";
import { MjpegParser } from "./mjpeg-parser";
import type { OpenUpstream, UpstreamDeps } from "./upstream";

/** A camera that sends JPEGs over HTTP, read by us: no ffmpeg stands between. */
export function openMjpeg({ camera, policy }: UpstreamDeps): OpenUpstream {
  return async ({ stop, onBytes, onUnit, onConnected }) => {
    const { response } = await openHttp(camera.url ?? "", policy, stop);
    onConnected();
    const parser = new MjpegParser((data, size) => onUnit({ kind: "jpeg", data, ...size }));
    let cause: unknown = null;
    await new Promise<void>((resolve) => {
      response.on("data", (bytes: Buffer) => {
        onBytes(bytes.length);
        parser.push(bytes);
      });
      response.once("error", (error) => {
        cause = error;
      });
      response.once("close", resolve);
    });
    if (!stop.aborted) throw explainFailure(cause === null ? [] : [String(cause)]);
  };
}
