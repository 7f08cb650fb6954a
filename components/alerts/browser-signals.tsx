"use client";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { SwitchField } from "@/components/ui/switch-field";
import { useToast } from "@/components/ui/toast";
import { chime } from "@/lib/client/alerts/chime";
import { isPushed, startPush, stopPush } from "@/lib/client/alerts/push";
import { notificationState, setSignal, useSignal } from "@/lib/client/alerts/signals";

/** Sound and notifications, each with a way to try it. */
export function BrowserSignals() {
  const t = useTranslations("alerts");
  return (
    <Panel title={t("thisBrowser")}>
      <div className="grid gap-6">
        <SoundSwitch />
        <NotificationSwitch />
        <PushSwitch />
      </div>
    </Panel>
  );
}

function SoundSwitch() {
  const t = useTranslations("alerts");
  const toast = useToast();
  const isOn = useSignal("sound");
  const ring = async () => {
    if (!(await chime("warning"))) toast({ tone: "bad", text: t("soundBlocked") });
  };
  const handleChange = (next: boolean) => {
    setSignal("sound", next);
    if (next) void ring();
  };
  return (
    <div className="grid justify-items-start gap-3 [&>:first-child]:w-full">
      <SwitchField
        label={t("sound")}
        hint={t("soundHint")}
        checked={isOn}
        onChange={(event) => handleChange(event.target.checked)}
      />
      <Button size="small" onClick={() => void ring()}>
        {t("testSound")}
      </Button>
    </div>
  );
}

function NotificationSwitch() {
  const t = useTranslations("alerts");
  const isWanted = useSignal("notification");
  // The server knows nothing of it: the first paint shows the usual words.
  const [state, setState] = useState<ReturnType<typeof notificationState>>("default");
  useEffect(() => setState(notificationState()), []);
  const isPossible = state === "default" || state === "granted";
  const handleChange = async (next: boolean) => {
    const answer = next && state === "default" ? await Notification.requestPermission() : state;
    setState(answer);
    setSignal("notification", next && answer === "granted");
  };
  const hint = state === "unsupported" || state === "denied" ? state : "possible";
  return (
    <div className="grid justify-items-start gap-3 [&>:first-child]:w-full">
      <SwitchField
        label={t("notifications")}
        hint={t(`notificationHints.${hint}`)}
        checked={isWanted && state === "granted"}
        disabled={!isPossible}
        onChange={(event) => void handleChange(event.target.checked)}
      />
      <Button
        size="small"
        disabled={state !== "granted"}
        onClick={() => void new Notification(t("testTitle"), { body: t("testBody"), tag: "vigie-test" })}
      >
        {t("testNotification")}
      </Button>
    </div>
  );
}

/** For when no page is open: the browser's push service wakes it. */
function PushSwitch() {
  const t = useTranslations("alerts");
  const toast = useToast();
  const [state, setState] = useState<ReturnType<typeof notificationState>>("default");
  const [isOn, setIsOn] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    setState(notificationState());
    void isPushed().then(setIsOn);
  }, []);
  const handleChange = async (next: boolean) => {
    setIsBusy(true);
    try {
      if (next) await startPush();
      else await stopPush();
    } catch {
      const isDenied = notificationState() === "denied";
      toast({ tone: "bad", text: t(isDenied ? "notificationHints.denied" : "pushFailed") });
    }
    setState(notificationState());
    setIsOn(await isPushed());
    setIsBusy(false);
  };
  const hint = state === "unsupported" || state === "denied" ? state : null;
  return (
    <SwitchField
      label={t("push")}
      hint={hint ? t(`notificationHints.${hint}`) : t("pushHint")}
      checked={isOn}
      disabled={isBusy || hint !== null}
      onChange={(event) => void handleChange(event.target.checked)}
    />
  );
}
