/** `1:02:03`, `02:03`: for clocks and video lengths. */
export function formatClock(totalSeconds: number): string {
  const seconds = Math.max(0, Math.floor(totalSeconds));
  const hours = Math.floor(seconds / 3600);
  const rest = [Math.floor(seconds / 60) % 60, seconds % 60].map((n) => String(n).padStart(2, "0")).join(":");
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** `1 h 30 min`, `45 s`: for sentences, in the reader's language. Two units at most. */
export function formatDuration(totalSeconds: number, locale: string): string {
  const seconds = Math.max(0, Math.round(totalSeconds));
  const parts = [
    { value: Math.floor(seconds / 3600), unit: "hour" },
    { value: Math.floor(seconds / 60) % 60, unit: "minute" },
    { value: seconds % 60, unit: "second" },
  ];
  const first = parts.findIndex(({ value }) => value > 0);
  const shown = first < 0 ? parts.slice(2) : parts.slice(first, first + 2).filter(({ value }) => value > 0);
  return shown.map(({ value, unit }) => formatUnit(value, unit, locale)).join(" ");
}

const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

/** `482 MB`, `1,2 Go`: decimal units, as file managers show them; one decimal below ten. */
export function formatBytes(bytes: number, locale: string): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  // 999.5 would be written "1000": it is the next unit already.
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return formatUnit(value, BYTE_UNITS[unit]!, locale, unit > 0 && value < 9.95 ? 1 : 0);
}

const formatUnit = (value: number, unit: string, locale: string, digits = 0): string =>
  new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits }).format(
    value,
  );
