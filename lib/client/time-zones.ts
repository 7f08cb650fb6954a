export type ZoneGroup = { region: string; zones: { zone: string; city: string }[] };

/** Every time zone this browser knows, by region, and `chosen` among them in any case. */
export function zoneGroups(chosen: string): ZoneGroup[] {
  const known = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", chosen]);
  const groups = new Map<string, ZoneGroup>();
  for (const zone of [...known].sort()) {
    const [region = zone, ...rest] = zone.split("/");
    const group = groups.get(region) ?? { region, zones: [] };
    group.zones.push({ zone, city: (rest.join(" / ") || zone).replaceAll("_", " ") });
    groups.set(region, group);
  }
  return [...groups.values()];
}
