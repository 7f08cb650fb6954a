import { expect, test, vi } from "vitest";
import { ServerBuild } from "./server-build";

test("another build than the first is told once; no header says nothing", () => {
  const build = new ServerBuild();
  const told = vi.fn();
  build.onChange(told);
  for (const seen of [null, "a", null, "a"]) build.observe(seen);
  expect([build.hasChanged(), told.mock.calls.length]).toEqual([false, 0]);
  for (const seen of ["b", "b", "a"]) build.observe(seen);
  expect([build.hasChanged(), told.mock.calls.length]).toEqual([true, 1]);
});
