import { expect, test } from "vitest";
import { newSensor, problemsOf, sensorDraftOf, toSensor } from "./sensor-draft";

const filled = { ...newSensor([4, 5]), name: "mat", pin: "17" };

test("a sensor goes into the form and comes back as it was", () => {
  const sensor = { ...toSensor(filled), cooldown_ms: 1_500 };
  expect(sensor).toMatchObject({ name: "mat", pin: 17, pull: "up", debounce_ms: 50, merge_ms: 10_000, cameras: [4] });
  expect(toSensor(sensorDraftOf(sensor))).toEqual(sensor);
});

test("what the server would refuse is found before", () => {
  const door = { ...toSensor(filled), name: "door", pin: 22 };
  expect(problemsOf(filled, [door])).toEqual([]);
  expect(problemsOf({ ...filled, name: "Tapis", pin: "" }, [door])).toEqual(["name", "pin"]);
  expect(problemsOf({ ...filled, name: "door", pin: "22" }, [door])).toEqual(["name_taken", "pin_taken"]);
  expect(problemsOf({ ...filled, cooldownSeconds: "soon" }, [])).toEqual(["times"]);
});
