#!/usr/bin/env node
// Who may import whom (docs/architecture.md says why).
//   node scripts/boundaries.mjs               checks this project
//   node scripts/boundaries.mjs --self-test   plants violations in a temporary tree: each must be found
import path from "node:path";
import { findViolations } from "./boundaries/find-violations.mjs";
import { selfTest } from "./boundaries/self-test.mjs";

if (process.argv.includes("--self-test")) console.log(`${selfTest()} planted violations were all found`);
else {
  const violations = findViolations(path.resolve(import.meta.dirname, ".."));
  for (const violation of violations) console.log(violation);
  process.exit(violations.length > 0 ? 1 : 0);
}
