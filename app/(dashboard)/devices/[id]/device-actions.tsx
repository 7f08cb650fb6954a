"use client";
import { Ban, KeyRound, Pencil, QrCode } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import { MoreMenu } from "@/components/ui/more-menu";
import type { DeviceView } from "@/lib/contracts/devices";
import { GiveCode } from "./give-code";
import { RenameDevice } from "./rename-device";
import { RevokeDevice } from "./revoke-device";
import { RotateToken } from "./rotate-token";

type Props = { device: DeviceView; onChanged: () => void };
const DIALOGS = { rename: RenameDevice, code: GiveCode, rotate: RotateToken, revoke: RevokeDevice };

/** What an administrator does with a device. */
export function DeviceActions({ device, onChanged }: Props) {
  const t = useTranslations("enrolment");
  const [open, setOpen] = useState<keyof typeof DIALOGS | null>(null);
  const Opened = open && DIALOGS[open];
  const isWaiting = device.enrolled_at === null || device.revoked_at !== null;
  return (
    <div className="ml-auto flex items-center gap-2">
      {isWaiting && (
        <Button variant="primary" onClick={() => setOpen("code")}>
          <QrCode aria-hidden className="size-4" />
          {t("giveCode")}
        </Button>
      )}
      <MoreMenu label={t("actionsOf", { device: device.name })}>
        <MenuItem onSelect={() => setOpen("rename")}>
          <Pencil aria-hidden className="size-4 text-muted" />
          {t("rename")}
        </MenuItem>
        <MenuItem onSelect={() => setOpen("code")}>
          <QrCode aria-hidden className="size-4 text-muted" />
          {t("giveCode")}
        </MenuItem>
        <MenuItem disabled={!device.online} onSelect={() => setOpen("rotate")}>
          <KeyRound aria-hidden className="size-4 text-muted" />
          {t("rotate")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem isDanger disabled={device.revoked_at !== null} onSelect={() => setOpen("revoke")}>
          <Ban aria-hidden className="size-4" />
          {t("revoke")}
        </MenuItem>
      </MoreMenu>
      {Opened && <Opened device={device} onChanged={onChanged} onClose={() => setOpen(null)} />}
    </div>
  );
}
