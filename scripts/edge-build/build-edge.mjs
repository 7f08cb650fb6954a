import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { licencesOf } from "./licences.mjs";
import { lockOf } from "./lock.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** What is compiled for the machine it runs on cannot be bundled. */
const NATIVE = ["better-sqlite3", "onoff"];
/** What packages in CommonJS expect to find and an ES module has under other names. */
const COMMONJS = `import { createRequire as vigieRequire } from "node:module";
const [require, __dirname, __filename] = [vigieRequire(import.meta.url), import.meta.dirname, import.meta.filename];`;

/** Each becomes a file of its own name. */
const PROGRAMS = ["edge-worker/main.ts", "edge-worker/enroll.ts"];
/** What install-edge is made of, and needs beside the programs. */
const INSTALLER = ["scripts/install-edge", "scripts/edge-install", "deploy/systemd/vigie-edge.service"];

const isNoTest = (file) => !file.endsWith(".test.ts");

/**
 * Writes main.js and enroll.js with source maps, package.json and package-lock.json of the native packages, and install-edge
 * into `folder`, which is emptied before. Below the project it runs as it is, elsewhere after `npm ci`. Answers how many bytes of scripts there are.
 */
export async function buildEdge(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: PROGRAMS,
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    external: NATIVE,
    banner: { js: COMMONJS },
    // Half of it is white space, which every device would hold in memory; names stay, for the logs.
    minifyWhitespace: true,
    legalComments: "none",
    metafile: true,
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "warning",
  });
  writeFileSync(path.join(folder, "LICENCES.txt"), licencesOf(Object.keys(metafile.inputs), ROOT));
  writePackage(folder);
  for (const file of INSTALLER)
    cpSync(path.join(ROOT, file), path.join(folder, path.basename(file)), { recursive: true, filter: isNoTest });
  const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));
  return { bytes: scripts.reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0) };
}

/** The versions of this checkout, so that a device runs what was tested. */
function writePackage(folder) {
  const read = (name) => JSON.parse(readFileSync(path.join(ROOT, name), "utf8"));
  const { version, license, engines, dependencies } = read("package.json");
  const native = Object.fromEntries(NATIVE.flatMap((name) => (dependencies[name] ? [[name, dependencies[name]]] : [])));
  const manifest = {
    name: "vigie-edge",
    version,
    license,
    private: true,
    type: "module",
    engines,
    dependencies: native,
  };
  // Newer npm compiles only what is named here.
  const allowScripts = Object.fromEntries([...Object.keys(native), "epoll"].map((name) => [name, true]));
  write(path.join(folder, "package.json"), { ...manifest, allowScripts });
  write(path.join(folder, "package-lock.json"), lockOf(manifest, read("package-lock.json")));
}

const write = (file, content) => writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
