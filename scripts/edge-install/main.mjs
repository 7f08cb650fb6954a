// install-edge: what a built edge-worker needs around it on a machine with systemd. Can be run again at any time.
import { readOptions, USAGE } from "./options.mjs";
import { problemOf } from "./problem.mjs";
import { stepsFor } from "./steps.mjs";

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.isHelp) return console.log(USAGE);
  const problem = problemOf(options);
  if (problem) throw new Error(problem);
  for (const { says, isDone, run } of stepsFor(options)) {
    if (isDone?.()) console.log(`already: ${says}`);
    else if (options.isDryRun) console.log(`would: ${says}`);
    else {
      console.log(says);
      await run();
    }
  }
}

main().catch((error) => {
  console.error(`install-edge: ${error.message}`);
  process.exitCode = 1;
});
