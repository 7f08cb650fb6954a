// Presses a simulated sensor of a device on this machine: npm run edge:press -- <sensor> [how often]
const [sensor, count = "1"] = process.argv.slice(2);
const base = Number(process.env.PROXY_BASE_PORT || 8080);
const token = process.env.EDGE_LOCAL_TOKEN;

if (!sensor || !/^[1-9]\d{0,3}$/.test(count)) {
  console.error("Say which sensor: npm run edge:press -- mat");
  process.exit(2);
}

/** Null when nobody listens there. */
async function press(port) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const body = JSON.stringify({ sensor, count: Number(count) });
  const answer = await fetch(`http://127.0.0.1:${port}/api/simulate`, { method: "POST", headers, body }).catch(
    () => null,
  );
  return answer && (await answer.json().catch(() => null));
}

// In the demo the hub has the first port, and the device with sensors the next one.
const first = await press(base);
const answers = [first, first?.success ? null : await press(base + 1)].filter(Boolean);
const done = answers.find(({ success }) => success);
if (done) console.log(done.event_ids.join("\n"));
else {
  const why = answers.map(({ error }) => error?.message).filter(Boolean);
  console.error(why.at(-1) ?? `No device answers on port ${base} or ${base + 1}. Start one, or set PROXY_BASE_PORT.`);
  process.exit(1);
}
