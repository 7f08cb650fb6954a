"use client";
import { CircleCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { FormError } from "@/components/ui/form-error";

export type Outcome =
  | { ok: false; text: string }
  | { ok: true; codec: string; width: number; height: number; fps: number | null; picture: string | null };

/** What a tested source showed, or why it showed nothing; read out when it comes. */
export function TestOutcome({ outcome }: { outcome: Outcome | null }) {
  if (outcome && !outcome.ok) return <FormError text={outcome.text} />;
  return <div role="status">{outcome && <Seen {...outcome} />}</div>;
}

function Seen({ codec, width, height, fps, picture }: Extract<Outcome, { ok: true }>) {
  const t = useTranslations("places.camera");
  const format = useFormatter();
  const size = { codec, width: String(width), height: String(height) };
  return (
    <div className="mt-3 flex flex-col gap-3 rounded-control bg-live-soft p-3 sm:flex-row sm:items-center">
      {picture && <StillPicture base64={picture} label={t("testPicture")} />}
      <div className="text-sm">
        <p className="flex items-center gap-2 font-medium text-live">
          <CircleCheck aria-hidden className="size-4.5 shrink-0" />
          {t("testOk")}
        </p>
        <p className="mt-1 tabular-nums">
          {fps
            ? t("formatRate", { ...size, rate: format.number(fps, { maximumFractionDigits: 0 }) })
            : t("format", size)}
        </p>
      </div>
    </div>
  );
}

/** On a canvas: the page need not be allowed to load pictures out of texts. */
function StillPicture({ base64, label }: { base64: string; label: string }) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    void createImageBitmap(new Blob([bytes], { type: "image/jpeg" })).then((bitmap) => {
      const canvas = canvasRef.current;
      if (!canvas) return;
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
    });
  }, [base64]);
  return (
    <canvas
      ref={canvasRef}
      role="img"
      aria-label={label}
      className="aspect-video w-full rounded-md bg-stage object-contain sm:w-44"
    />
  );
}
