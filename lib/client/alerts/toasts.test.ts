import { expect, test } from "vitest";
import type { AlertView } from "@/lib/contracts/alerts";
import { type AlertToast, addToast, dropToast, MAX_CARDS, updateToasts } from "./toasts";

const alert = (seq: number, change: Partial<AlertView> = {}): AlertView => ({
  ...{ id: `id-${seq}`, seq, club_id: 1, kind: "button.pressed", severity: "warning", rule_id: null, rule_name: null },
  ...{ event_id: null, device_id: null, device_name: null, camera_id: null, camera_name: null, court_name: null },
  ...{ occurred_at: "2026-03-01T18:00:00.000Z", raised_at: "2026-03-01T18:00:00.000Z", recovered_at: null },
  ...{ acknowledged_at: null, acknowledged_by: null, late: false, clock_synced: true, count: 1 },
  ...{ last_at: "2026-03-01T18:00:00.000Z", has_picture: false, clips: [], data: {} },
  ...change,
});
const seqs = (toasts: readonly AlertToast[]) => toasts.map((toast) => toast.alerts.map(({ seq }) => seq));

test("each alert has a card; past three the oldest share one, and none is dropped", () => {
  let toasts: AlertToast[] = [];
  for (let seq = 1; seq <= 3; seq++) toasts = addToast(toasts, [alert(seq)]);
  expect(seqs(toasts)).toEqual([[1], [2], [3]]);
  toasts = addToast(addToast(toasts, [alert(4)]), [alert(5), alert(6)]);
  expect(seqs(toasts)).toEqual([[1, 2, 3], [4], [5, 6]]);
  expect(toasts).toHaveLength(MAX_CARDS);
  expect(addToast(toasts, [])).toEqual(toasts);
  expect(seqs(dropToast(toasts, "id-4"))).toEqual([
    [1, 2, 3],
    [5, 6],
  ]);
});

test("a picture that comes later is shown; what was acknowledged anywhere goes", () => {
  const toasts = addToast(addToast([], [alert(1)]), [alert(2), alert(3)]);
  expect(updateToasts(toasts, alert(2, { has_picture: true }))[1]?.alerts[0]?.has_picture).toBe(true);
  const at = "2026-03-01T18:01:00.000Z";
  expect(seqs(updateToasts(toasts, alert(2, { acknowledged_at: at })))).toEqual([[1], [3]]);
  expect(seqs(updateToasts(toasts, alert(1, { acknowledged_at: at })))).toEqual([[2, 3]]);
  expect(updateToasts(toasts, alert(9))).toEqual(toasts);
});
