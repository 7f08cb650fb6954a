import { expect, test } from "vitest";
import { chooseLocale, toTheme } from "./preferences";

test.each([
  [{ cookie: "en", account: "fr", acceptLanguage: "fr" }, "en"],
  [{ cookie: "xx", account: "en", acceptLanguage: "fr" }, "en"],
  [{ acceptLanguage: "en-GB,en;q=0.9,fr;q=0.8" }, "en"],
  [{ acceptLanguage: "de-DE,de;q=0.9,fr;q=0.5,en;q=0.4" }, "fr"],
  [{ acceptLanguage: "fr;q=0.2, en;q=0.7" }, "en"],
  [{ acceptLanguage: "en;q=0, de" }, "fr"],
  [{ acceptLanguage: "*" }, "fr"],
  [{}, "fr"],
])("%j → %s", (from, locale) => expect(chooseLocale(from)).toBe(locale));

test("an unknown theme is the system's", () => {
  expect(toTheme("dark")).toBe("dark");
  expect(toTheme("<script>")).toBe("system");
  expect(toTheme(undefined)).toBe("system");
});
