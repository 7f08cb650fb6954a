"use client";
import { Slot } from "radix-ui";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useRef, useState } from "react";
import type { ChoicesProps, ItemProps } from "./menu-parts";

type Parts = typeof import("./menu-parts");
/** A fifth of what a page needs, for something few open: it is fetched when somebody points at a trigger. */
let parts: Parts | null = null;
let loading: Promise<void> | null = null;
async function load(): Promise<void> {
  loading ??= import("./menu-parts").then((file) => {
    parts = file;
  });
  await loading.catch(() => {
    loading = null; // the network was away; the next try asks again
  });
}

type MenuProps = { trigger: ReactNode; children: ReactNode; className?: string };

/** A button that opens a menu of MenuItem, MenuChoices and MenuSeparator. */
export function Menu({ trigger, children, className }: MenuProps) {
  const triggerRef = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [triggerId, panelId] = [useId(), useId()];
  const open = () => load().then(() => setIsOpen(parts !== null));
  const toggle = () => void (isOpen ? setIsOpen(false) : open());
  const handlePointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || event.ctrlKey) return;
    toggle();
    // Else the press would take focus back from the panel it opens.
    if (!isOpen) event.preventDefault();
  };
  const handleKeyDown = (event: KeyboardEvent) => {
    if (!["Enter", " ", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "ArrowDown") void open();
    else toggle();
  };
  return (
    <>
      <Slot.Root
        ref={triggerRef}
        id={triggerId}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? panelId : undefined}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onPointerDown={handlePointerDown}
        onKeyDown={handleKeyDown}
      >
        {trigger}
      </Slot.Root>
      {parts && (
        <parts.MenuPanel
          id={panelId}
          labelledBy={triggerId}
          triggerRef={triggerRef}
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          className={className}
        >
          {children}
        </parts.MenuPanel>
      )}
    </>
  );
}

/** Only an open menu shows what is in it, so its parts are here by then. */
function loaded(): Parts {
  if (!parts) throw new Error("a menu's part stands outside of a menu");
  return parts;
}

export function MenuItem(props: ItemProps) {
  const { MenuItem } = loaded();
  return <MenuItem {...props} />;
}

/** A group of choices of which one holds. The menu stays open, so that the effect is seen. */
export function MenuChoices<Value extends string>(props: ChoicesProps<Value>) {
  const { MenuChoices } = loaded();
  return <MenuChoices {...props} />;
}

export function MenuSeparator() {
  const { MenuSeparator } = loaded();
  return <MenuSeparator />;
}
