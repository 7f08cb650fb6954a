import { explainFailure } from "./failure";
import { openHttp } from "./http-camera";
import { MjpegParser } from "./mjpeg-parser";
import { TsDemuxer } from "./ts/demuxer";
import type { OpenUpstream, UpstreamDeps, UpstreamIo } from "./upstream";

/** A camera that sends JPEGs over HTTP. */
export const openMjpeg = (deps: UpstreamDeps): OpenUpstream =>
  readHttp(deps, ({ onUnit }) => {
    const parser = new MjpegParser((data, size) => onUnit({ kind: "jpeg", data, ...size }));
    return { push: (bytes) => parser.push(bytes) };
  });

const NOT_TS = /^(text|image|multipart|application\/(json|xml))/i;

/** MPEG-TS over HTTP. */
export const openTsOverHttp = (deps: UpstreamDeps): OpenUpstream =>
  readHttp(
    deps,
    ({ onUnit }) => {
      const demuxer = new TsDemuxer({ hasSound: deps.camera.audio, onUnit });
      return { push: (bytes) => demuxer.push(bytes), isUnusable: () => demuxer.isUnusable };
    },
    NOT_TS,
  );

type Reader = { push(bytes: Buffer): void; isUnusable?: () => boolean };

/** Read by us: a checked address, no redirects, no program between. */
function readHttp(
  { camera, policy }: UpstreamDeps,
  createReader: (io: UpstreamIo) => Reader,
  refusedTypes?: RegExp,
): OpenUpstream {
  return async (io) => {
    const { response } = await openHttp(camera.url ?? "", policy, io.stop, refusedTypes);
    io.onLine?.(`HTTP ${response.statusCode} ${response.headers["content-type"] ?? ""}`);
    io.onConnected();
    const reader = createReader(io);
    let cause: unknown = null;
    await new Promise<void>((resolve) => {
      response.on("data", (bytes: Buffer) => {
        io.onBytes(bytes.length);
        reader.push(bytes);
        if (!reader.isUnusable?.()) return;
        cause = "codec not currently supported";
        response.destroy();
      });
      response.once("error", (error) => {
        cause ??= error;
      });
      response.once("close", resolve);
    });
    if (!io.stop.aborted) throw explainFailure(cause === null ? [] : [String(cause)]);
  };
}
