import { expect, test } from "vitest";
import { readPeopleFilters, toPeopleQuery } from "./people-filters";

const read = (search: string) => readPeopleFilters(new URLSearchParams(search));

test("an address chooses the filters, nonsense none", () => {
  expect(read("q=lea&club=3&role=STAFF&state=invited")).toEqual({
    ...{ q: "lea", club: 3, role: "STAFF", state: "invited" },
  });
  expect(read("club=-1&role=KING&state=x")).toEqual({ q: "", club: null, role: null, state: null });
});

test("the API is asked for what was chosen only", () => {
  expect(toPeopleQuery(read("q=%20%20"))).toEqual({});
  expect(toPeopleQuery(read("q=%20lea&state=disabled"))).toEqual({ q: "lea", state: "disabled" });
});
