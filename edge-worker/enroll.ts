// npm run edge:enroll -- <url> <code> [--force]
import { parseArgs } from "node:util";
import { readEnrolmentPlace } from "@/lib/config/edge";
import { Complaint } from "./enrolment/complaint";
import { enroll } from "./enrolment/enroll";

const USAGE = `Usage: npm run edge:enroll -- <url> <code> [--force]
Makes this machine a device, with the code that the device's page shows:
  npm run edge:enroll -- https://vigie.example ABCDE-23456`;

function readArguments() {
  try {
    const options = { force: { type: "boolean", default: false }, help: { type: "boolean", default: false } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [url, ...code] = positionals;
    return { url, code: code.join(""), isForced: values.force, isHelp: values.help };
  } catch (error) {
    throw new Complaint(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

async function main(): Promise<void> {
  const { url, code, isForced, isHelp } = readArguments();
  if (isHelp) return console.log(USAGE);
  if (!url || !code) throw new Complaint(USAGE);
  for (const line of await enroll({ url, code, isForced, place: readEnrolmentPlace() })) console.log(line);
}

main().catch((error: unknown) => {
  console.error(error instanceof Complaint ? error.message : error);
  process.exitCode = 1;
});
