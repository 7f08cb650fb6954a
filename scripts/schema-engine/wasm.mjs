// The WebAssembly build of Prisma's schema engine, instantiated by hand: Node has no stable `import "*.wasm"`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";

const require = createRequire(import.meta.url);

/** Where the engine writes why it panicked, before it dies. */
const panics = {
  message: "",
  set_message(message) {
    this.message = message;
  },
  get() {
    return this.message;
  },
};
globalThis.PRISMA_WASM_PANIC_REGISTRY = panics;

const folder = path.dirname(require.resolve("@prisma/schema-engine-wasm"));
const module = new WebAssembly.Module(readFileSync(path.join(folder, "schema_engine_bg.wasm")));
const { exports } = new WebAssembly.Instance(module, { "./schema_engine_bg.js": bindings });
bindings.__wbg_set_wasm(exports);
exports.__wbindgen_start();

export const panicMessage = () => panics.get();

/** `schemas` are the files of the Prisma schema. */
export const createEngine = (schemas, connections) =>
  bindings.SchemaEngine.new(
    { datamodels: schemas.length > 0 ? schemas.map((file) => [file, readFileSync(file, "utf8")]) : undefined },
    (line) => process.env.DEBUG && process.stderr.write(`${line}\n`),
    connections,
  );
