/** The part of a lockfile (version 3) that `manifest` needs: its dependencies and theirs, at the versions they have there. */
export function lockOf(manifest, { lockfileVersion, packages }) {
  const { name, version, license, engines, dependencies } = manifest;
  const needed = {};
  const visit = (from, dependency) => {
    const place = placeOf(packages, from, dependency);
    if (!place || place in needed) return Boolean(place);
    const { dev, devOptional, ...entry } = packages[place];
    needed[place] = entry;
    for (const one of Object.keys(entry.dependencies ?? {}))
      if (!visit(place, one)) throw new Error(`${one}, which ${place} needs, is not in the lockfile`);
    for (const one of Object.keys(entry.optionalDependencies ?? {})) visit(place, one);
    return true;
  };
  for (const one of Object.keys(dependencies))
    if (!visit("", one)) throw new Error(`${one} is not in the lockfile; run npm install`);
  const sorted = Object.fromEntries(Object.entries(needed).sort(([a], [b]) => a.localeCompare(b)));
  return {
    name,
    version,
    lockfileVersion,
    packages: { "": { name, version, license, engines, dependencies }, ...sorted },
  };
}

/** As Node finds it: in the nearest node_modules upwards. */
function placeOf(packages, from, name) {
  const folders =
    from === "" ? [] : from.split("/node_modules/").map((_, n, all) => all.slice(0, n + 1).join("/node_modules/"));
  return ["", ...folders]
    .map((folder) => `${folder && `${folder}/`}node_modules/${name}`)
    .findLast((place) => place in packages);
}
