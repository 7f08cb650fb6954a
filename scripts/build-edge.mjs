#!/usr/bin/env node
// `npm run build:edge [-- folder]`: the edge-worker as a folder for a device that has Node and nothing of this project.
import path from "node:path";
import { buildEdge } from "./edge-build/build-edge.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const folder = path.resolve(process.argv[2] ?? path.join(ROOT, "dist/edge"));
const { bytes } = await buildEdge(folder);
console.log(`${folder}: ${(bytes / 2 ** 20).toFixed(1)} MiB. On a device: npm ci --omit=dev, then node main.js`);
