import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { removeForgottenDisks } from "./disks";
import { type Figure, renderFigures } from "./figure-table";

declare module "vitest" {
  interface ProvidedContext {
    seed: number;
    /** Where figures are written, one JSON a line. */
    figures: string;
    /** How often processes are killed and the power is cut. */
    kills: number;
    cuts: number;
    /** How many events are pressed in a storm. */
    events: number;
    /** How many a device has queued that was alone for weeks. */
    soakEvents: number;
  }
}

const FIGURES = path.resolve(import.meta.dirname, "../../.tmp/reports/fault-figures.jsonl");

/** Says what replays the run before it, and what was measured after it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeForgottenDisks();
  const seed = Number(process.env.FAULTS_SEED || Math.floor(Math.random() * 1_000_000));
  if (!Number.isInteger(seed)) throw new Error("FAULTS_SEED must be a whole number.");
  mkdirSync(path.dirname(FIGURES), { recursive: true });
  rmSync(FIGURES, { force: true });
  project.provide("seed", seed);
  project.provide("figures", FIGURES);
  project.provide("kills", Number(process.env.FAULTS_KILLS || 50));
  project.provide("cuts", Number(process.env.FAULTS_CUTS || 20));
  project.provide("events", Number(process.env.FAULTS_EVENTS || 100_000));
  project.provide("soakEvents", Number(process.env.SOAK_EVENTS || 1_000_000));
  console.log(`seed ${seed}; the same again: FAULTS_SEED=${seed}`);
  return async () => {
    await removeForgottenDisks();
    const figures = readFigures();
    if (figures.length > 0) console.log(`\n${renderFigures(figures)}\n`);
    console.log(`seed ${seed}; the same again: FAULTS_SEED=${seed}`);
  };
}

function readFigures(): Figure[] {
  try {
    const lines = readFileSync(FIGURES, "utf8").trim().split("\n");
    const figures: Figure[] = lines.map((line) => JSON.parse(line));
    const newest = new Map(figures.map((figure) => [`${figure.scenario}\n${figure.what}`, figure]));
    return [...newest.values()].sort((a, b) => a.scenario.localeCompare(b.scenario));
  } catch {
    return [];
  }
}
