// Beside each script and style sheet of the built pages its Brotli form, a seventh smaller than gzip; web sends it as it is.
//   node scripts/precompress.mjs [folder of the build]
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);
const WORTH_IT = /\.(js|css|svg)$/;

/** Once per build, so that the slowest and smallest is right. */
export async function precompress(dist) {
  const folder = path.join(dist, "static");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => WORTH_IT.test(name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      writeFileSync(`${file}.br`, await compress(readFileSync(file), { params }));
    }),
  );
  return names.length;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const dist = path.resolve(process.argv[2] ?? process.env.NEXT_DIST_DIR ?? ".next");
  console.log(`compressed ${await precompress(dist)} files`);
}
