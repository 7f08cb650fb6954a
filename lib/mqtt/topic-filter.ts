/** A name that may be published to: no wildcard, not empty, and not of the broker's own `$` tree. */
export const isTopic = (topic: string): boolean => topic !== "" && !topic.startsWith("$") && !/[+#\0]/.test(topic);

/** A filter of MQTT 3.1.1: `+` is a whole level, `#` the last one. `$share` and `$SYS` are not ours to use. */
export const isFilter = (filter: string): boolean =>
  filter !== "" &&
  !filter.startsWith("$") &&
  !filter.includes("\0") &&
  filter.split("/").every((level, i, all) => {
    if (level === "+") return true;
    if (level === "#") return i === all.length - 1;
    return !/[+#]/.test(level);
  });

/** Would a broker deliver `topic` to a subscription of `filter`? `a/#` also means `a` itself (MQTT 3.1.1, 4.7.1.2). */
export function matchesFilter(filter: string, topic: string): boolean {
  const wanted = filter.split("/");
  const levels = topic.split("/");
  if (topic.startsWith("$") && (wanted[0] === "+" || wanted[0] === "#")) return false;
  for (const [i, level] of wanted.entries()) {
    if (level === "#") return true;
    if (i >= levels.length || (level !== "+" && level !== levels[i])) return false;
  }
  return wanted.length === levels.length;
}
