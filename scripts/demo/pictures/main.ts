import { makeFilm } from "./film";
import { SCENES, type SceneName } from "./scenes";

// node --import tsx scripts/demo/pictures/main.ts <scene> <file>: one film per process, so that they are made side by side.
const [name, file] = process.argv.slice(2);
if (!name || !file || !(name in SCENES)) throw new Error(`usage: main.ts ${Object.keys(SCENES).join("|")} <file>`);
await makeFilm(SCENES[name as SceneName], file, process.env.FFMPEG_PATH || "ffmpeg");
