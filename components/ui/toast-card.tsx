"use client";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { cx } from "./cx";
import type { Toast } from "./toast";

const SHOWN_MS = { good: 5_000, bad: 10_000 };
/** Something can still be done about it. */
const SHOWN_WITH_ACTION_MS = 12_000;

type Props = Toast & { id: number; closeLabel: string; onClose: (id: number) => void };

/** Goes away by itself, but not while somebody points at it or has the focus in it. */
export function ToastCard({ id, tone, text, action, closeLabel, onClose }: Props) {
  const card = useRef<HTMLDivElement>(null);
  const shownMs = action ? SHOWN_WITH_ACTION_MS : SHOWN_MS[tone];
  useEffect(() => {
    const timer = setInterval(() => {
      if (!card.current?.matches(":hover, :focus-within")) onClose(id);
    }, shownMs);
    return () => clearInterval(timer);
  }, [id, shownMs, onClose]);

  const Icon = tone === "good" ? CircleCheck : CircleAlert;
  return (
    <div
      ref={card}
      className="pointer-events-auto flex w-full max-w-md animate-enter items-center gap-3 rounded-card border border-line bg-raised py-2.5 pr-2.5 pl-4 shadow-float"
    >
      <Icon aria-hidden className={cx("size-5 shrink-0", tone === "good" ? "text-live" : "text-rec")} />
      <p className="flex-1 py-1 text-sm leading-snug">{text}</p>
      {action && (
        <button
          type="button"
          className="h-9 rounded-control px-2.5 text-sm font-medium text-sea hover:bg-sea-soft"
          onClick={() => {
            action.onClick();
            onClose(id);
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label={closeLabel}
        className="grid size-9 shrink-0 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink"
        onClick={() => onClose(id)}
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
