"use client";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/ui/dialog";

type Props = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** The keys of the player, by what they do. */
export function ShortcutsDialog({ isOpen, onOpenChange }: Props) {
  const t = useTranslations("player");
  const close = useTranslations("common")("close");
  const shortcuts = [
    [t("keys.toggle"), ["k", t("space")]],
    [t("keys.tenSeconds"), ["j", "l"]],
    [t("keys.fiveSeconds"), ["←", "→"]],
    [t("keys.frame"), [",", "."]],
    [t("keys.speed"), ["<", ">"]],
    [t("keys.tenths"), ["0", "9"]],
    [t("keys.volume"), ["↑", "↓", "m"]],
    [t("keys.fullScreen"), ["f"]],
    [t("keys.pictureInPicture"), ["p"]],
    [t("keys.help"), ["?"]],
  ] as const;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("help")}
      description={t("helpLead")}
      closeLabel={close}
    >
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-2.5 text-sm">
        {shortcuts.map(([meaning, keys]) => (
          <div key={meaning} className="col-span-2 grid grid-cols-subgrid items-center">
            <dt>{meaning}</dt>
            <dd className="flex justify-end gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="grid h-7 min-w-7 place-items-center rounded-md border border-line-strong bg-sunken px-1.5 font-sans text-xs"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
