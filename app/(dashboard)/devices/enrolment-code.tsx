"use client";
import { useState } from "react";
import { type CodeProgress, CodeToGive } from "@/components/devices/code-to-give";
import { FormError } from "@/components/ui/form-error";
import { api } from "@/lib/client/api";
import { copyText } from "@/lib/client/copy-text";
import { routes } from "@/lib/client/routes";
import { useDevice } from "@/lib/client/use-devices";
import { useErrorText } from "@/lib/client/use-error-text";
import { useNow } from "@/lib/client/use-now";
import { useSubmit } from "@/lib/client/use-submit";
import type { DeviceCode, DeviceView } from "@/lib/contracts/devices";

type Props = { device: DeviceView; firstCode: DeviceCode; onDone: () => void };

/** The code of a device, until a machine came with it: the page hears of it by itself. */
export function EnrolmentCode({ device: before, firstCode, onDone }: Props) {
  const { data } = useDevice(before.id);
  const [code, setCode] = useState(firstCode);
  const { isBusy, error, submit } = useSubmit(useErrorText());
  const secondsLeft = Math.ceil((Date.parse(code.expires_at) - useNow()) / 1_000);
  const renew = async () => {
    const made = await submit(() => api(routes.deviceCode, { params: { id: before.id } }));
    if (made) setCode(made.code);
  };
  return (
    <>
      <CodeToGive
        code={code}
        progress={progressOf(before, data?.device ?? before, secondsLeft)}
        secondsLeft={secondsLeft}
        isBusy={isBusy}
        onCopy={copyText}
        onRenew={() => void renew()}
        onDone={onDone}
      />
      <FormError text={error} />
    </>
  );
}

function progressOf(before: DeviceView, now: DeviceView, secondsLeft: number): CodeProgress {
  const isEnrolled = now.enrolled_at !== null && now.enrolled_at !== before.enrolled_at;
  if (isEnrolled) return now.online ? "online" : "enrolled";
  return secondsLeft <= 0 ? "expired" : "waiting";
}
