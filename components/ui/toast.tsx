"use client";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { Toast as Primitive } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { cx } from "./cx";

export type Toast = { tone: "good" | "bad"; text: string; action?: { label: string; onClick: () => void } };
type Shown = Toast & { id: number };

const Context = createContext<(toast: Toast) => void>(() => {});
/** Says the result of something in passing; screen readers hear it too. */
export const useToast = (): ((toast: Toast) => void) => useContext(Context);

const SECONDS = { good: 5, bad: 10 };
let lastId = 0;

export function ToastProvider({ closeLabel, children }: { closeLabel: string; children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([]);
  // Good news replaces good news; what went wrong stays until its time is over.
  const show = useCallback((toast: Toast) => {
    setShown((before) => [...before.filter(({ tone }) => tone === "bad").slice(-2), { ...toast, id: ++lastId }]);
  }, []);
  const drop = (id: number) => setShown((before) => before.filter((toast) => toast.id !== id));
  return (
    <Context value={show}>
      <Primitive.Provider swipeDirection="down">
        {children}
        {shown.map((toast) => (
          <ToastCard key={toast.id} toast={toast} closeLabel={closeLabel} onClose={() => drop(toast.id)} />
        ))}
        <Primitive.Viewport className="fixed inset-x-0 bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-60 flex flex-col items-center gap-2 px-4 outline-none md:bottom-6" />
      </Primitive.Provider>
    </Context>
  );
}

function ToastCard({ toast, closeLabel, onClose }: { toast: Toast; closeLabel: string; onClose: () => void }) {
  const Icon = toast.tone === "good" ? CircleCheck : CircleAlert;
  return (
    <Primitive.Root
      type={toast.tone === "bad" ? "foreground" : "background"}
      duration={SECONDS[toast.tone] * 1000}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className="flex w-full max-w-md animate-enter items-center gap-3 rounded-card border border-line bg-raised py-2.5 pr-2.5 pl-4 shadow-float"
    >
      <Icon aria-hidden className={cx("size-5 shrink-0", toast.tone === "good" ? "text-live" : "text-rec")} />
      <Primitive.Description className="flex-1 py-1 text-sm leading-snug">{toast.text}</Primitive.Description>
      {toast.action && (
        <Primitive.Action altText={toast.action.label} asChild>
          <button
            type="button"
            className="h-9 rounded-control px-2.5 text-sm font-medium text-sea hover:bg-sea-soft"
            onClick={toast.action.onClick}
          >
            {toast.action.label}
          </button>
        </Primitive.Action>
      )}
      <Primitive.Close
        aria-label={closeLabel}
        className="grid size-9 shrink-0 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </Primitive.Close>
    </Primitive.Root>
  );
}
