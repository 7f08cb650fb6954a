/**
 * A contact without its bouncing, as a pure function of its levels and of time.
 *
 *   off ── on ─→ rising ── stays debounceMs ─→ on, and that is a press, as of when it rose
 *    ↑             │ off                        │ off
 *    └─────────────┘          ┌── on ───────────┤
 *    └── stays debounceMs ── falling ←──────────┘
 *
 * A press is told once however long it is held; the next one only after it was let go.
 */
export type Contact = { at: "off" | "on" } | { at: "rising" | "falling"; sinceMs: number };

export const CONTACT_OFF: Contact = { at: "off" };

export type Step = {
  contact: Contact;
  /** When it was pressed; null for no press. */
  pressedAtMs: number | null;
  /** Ask again then, when no level comes before; null for never. */
  wakeAtMs: number | null;
};

/** `isOn`: the level now, or null when only time has passed. Times in milliseconds on one clock. */
export function stepContact(contact: Contact, isOn: boolean | null, nowMs: number, debounceMs: number): Step {
  // What has stayed long enough counts first: the caller may be late.
  const until = settle(contact, nowMs, debounceMs);
  const next = isOn === null ? until : settle(hear(until, isOn, nowMs), nowMs, debounceMs);
  return {
    contact: next,
    pressedAtMs: pressBetween(contact, until) ?? pressBetween(until, next, nowMs),
    wakeAtMs: "sinceMs" in next ? next.sinceMs + debounceMs : null,
  };
}

/** As of when it rose; at once where nothing has to be waited for. */
function pressBetween(before: Contact, after: Contact, nowMs = 0): number | null {
  if (after.at !== "on" || (before.at !== "off" && before.at !== "rising")) return null;
  return before.at === "rising" ? before.sinceMs : nowMs;
}

function hear(contact: Contact, isOn: boolean, nowMs: number): Contact {
  switch (contact.at) {
    case "off":
      return isOn ? { at: "rising", sinceMs: nowMs } : contact;
    case "rising":
      return isOn ? contact : { at: "off" };
    case "on":
      return isOn ? contact : { at: "falling", sinceMs: nowMs };
    case "falling":
      return isOn ? { at: "on" } : contact;
  }
}

function settle(contact: Contact, nowMs: number, debounceMs: number): Contact {
  if (!("sinceMs" in contact) || nowMs - contact.sinceMs < debounceMs) return contact;
  return { at: contact.at === "rising" ? "on" : "off" };
}
