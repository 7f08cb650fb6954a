"use client";
import { Check } from "lucide-react";
import { Menu } from "radix-ui/internal";
import { type ComponentProps, createContext, type ReactNode, type RefObject, useContext, useRef } from "react";
import { cx } from "./cx";

const ITEM =
  "flex min-h-10 w-full cursor-default select-none items-center gap-3 rounded-control px-3 text-sm outline-none data-[highlighted]:bg-sunken data-[disabled]:opacity-50";

/** Menus open inside of the page's landmark, so that nothing stands outside of one. */
const landmark = () => (typeof document === "undefined" ? null : document.querySelector("main"));

const TriggerContext = createContext<RefObject<HTMLElement | null> | null>(null);

export type PanelProps = {
  id: string;
  labelledBy: string;
  triggerRef: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  className?: string | undefined;
  children: ReactNode;
};

/** What opens below a trigger that stands elsewhere in the page. */
export function MenuPanel({ id, labelledBy, triggerRef, isOpen, onOpenChange, className, children }: PanelProps) {
  const wasLeftByPointer = useRef(false);
  return (
    <TriggerContext value={triggerRef}>
      <Menu.Root open={isOpen} onOpenChange={onOpenChange} modal={false}>
        <Menu.Anchor virtualRef={triggerRef as RefObject<HTMLElement>} />
        <Menu.Portal container={landmark()}>
          <Menu.Content
            id={id}
            aria-labelledby={labelledBy}
            align="end"
            sideOffset={8}
            collisionPadding={12}
            onInteractOutside={() => {
              wasLeftByPointer.current = true;
            }}
            onCloseAutoFocus={(event) => {
              // Whoever clicked elsewhere has focus there.
              if (!wasLeftByPointer.current) triggerRef.current?.focus();
              wasLeftByPointer.current = false;
              event.preventDefault();
            }}
            className={cx(
              "z-50 min-w-52 animate-enter rounded-card border border-line bg-raised p-1.5 shadow-float",
              className,
            )}
          >
            {children}
          </Menu.Content>
        </Menu.Portal>
      </Menu.Root>
    </TriggerContext>
  );
}

export type ItemProps = ComponentProps<typeof Menu.Item> & { isDanger?: boolean };
export function MenuItem({ isDanger, className, onSelect, ...rest }: ItemProps) {
  const triggerRef = useContext(TriggerContext);
  return (
    <Menu.Item
      className={cx(ITEM, isDanger && "text-rec data-[highlighted]:bg-rec-soft", className)}
      onSelect={(event) => {
        // Before anything else happens: a dialog that opens now gives focus back to where it found it.
        triggerRef?.current?.focus();
        onSelect?.(event);
      }}
      {...rest}
    />
  );
}

export type ChoicesProps<Value extends string> = {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChoose: (value: Value) => void;
};
export function MenuChoices<Value extends string>({ label, value, choices, onChoose }: ChoicesProps<Value>) {
  return (
    <Menu.RadioGroup value={value} onValueChange={(next) => onChoose(next as Value)} aria-label={label}>
      <Menu.Label className="px-3 pt-2 pb-1 text-xs font-medium text-muted">{label}</Menu.Label>
      {choices.map((choice) => (
        <Menu.RadioItem
          key={choice.value}
          value={choice.value}
          className={ITEM}
          onSelect={(event) => event.preventDefault()}
        >
          {choice.icon}
          <span className="flex-1">{choice.label}</span>
          <Menu.ItemIndicator>
            <Check aria-hidden className="size-4 text-sea" />
          </Menu.ItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

export const MenuSeparator = () => <Menu.Separator className="mx-1.5 my-1.5 h-px bg-line" />;
