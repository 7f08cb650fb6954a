import { expect, test } from "vitest";
import { zoneGroups } from "./time-zones";

const flat = (chosen: string) => zoneGroups(chosen).flatMap(({ zones }) => zones.map(({ zone }) => zone));

test("zones stand in their region, by city, each once", () => {
  const europe = zoneGroups("Europe/Paris").find(({ region }) => region === "Europe")!;
  expect(europe.zones).toContainEqual({ zone: "Europe/Paris", city: "Paris" });
  expect(flat("Europe/Paris").filter((zone) => zone === "Europe/Paris")).toHaveLength(1);
  const america = zoneGroups("UTC").find(({ region }) => region === "America")!;
  expect(america.zones.map(({ city }) => city)).toContain("Argentina / Ushuaia");
});

test("what a club has is there, also when this browser does not know it", () => {
  expect(flat("Antarctica/Atlantis_Base")).toContain("Antarctica/Atlantis_Base");
  expect(flat("UTC")).toContain("UTC");
});
