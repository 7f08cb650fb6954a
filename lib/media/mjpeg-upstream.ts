import { explainFailure } from "./failure";
import { openHttp } from "./http-camera";
import type { OpenUpstream, UpstreamDeps } from "./upstream";

/** A camera that sends JPEGs over HTTP, read by us: no ffmpeg stands between. */
export function openMjpeg({ camera, policy }: UpstreamDeps): OpenUpstream {
  return async ({ stop, onBytes, onConnected }) => {
    const { response } = await openHttp(camera.url ?? "", policy, stop);
    onConnected();
    let cause: unknown = null;
    await new Promise<void>((resolve) => {
      response.on("data", onBytes);
      response.once("error", (error) => {
        cause = error;
      });
      response.once("close", resolve);
    });
    if (!stop.aborted) throw explainFailure(cause === null ? [] : [String(cause)]);
  };
}
