import { expect, test } from "vitest";
import { EVENT_FILTERS, NO_EVENT_FILTERS, toEventQuery } from "./event-filters";

test("filters live in the address; what is no filter is left out", () => {
  const filters = { kind: "sensors", device: "pi-demo", camera: "4", from: "2026-03-29", to: null } as const;
  expect(EVENT_FILTERS.read(new URLSearchParams(EVENT_FILTERS.write(filters)))).toEqual(filters);
  const wrong = "kind=all&device=../etc&camera=x&from=0002-01-01&to=2026-1-1";
  expect(EVENT_FILTERS.read(new URLSearchParams(wrong))).toEqual(NO_EVENT_FILTERS);
});

test("a kind asks for its types, days are whole ones of the club", () => {
  const query = toEventQuery(
    { ...NO_EVENT_FILTERS, kind: "sensors", from: "2026-03-29", to: "2026-03-29" },
    "Europe/Paris",
  );
  expect(query).toMatchObject({
    type: "button,photo",
    from: "2026-03-28T23:00:00.000Z",
    to: "2026-03-29T22:00:00.000Z",
  });
});
