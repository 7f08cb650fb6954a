"use client";
import { useId } from "react";
import { useTranslations } from "use-intl";
import type { CameraSource } from "@/lib/contracts/cameras";

const SOURCES: readonly CameraSource[] = ["rtsp", "mjpeg", "ts", "file", "test"];

type Props = { value: CameraSource; onChange: (source: CameraSource) => void };

/** The kinds of sources, each with what it is for. */
export function SourceChoice({ value, onChange }: Props) {
  const t = useTranslations("places");
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t("camera.source")}</legend>
      <div className="grid grid-cols-2 gap-1.5 sm:grid-cols-3">
        {SOURCES.map((source) => (
          <label key={source} className="relative">
            <input
              type="radio"
              name={name}
              value={source}
              checked={value === source}
              onChange={() => onChange(source)}
              className="peer absolute inset-0 cursor-pointer appearance-none rounded-control border border-line bg-surface transition-colors checked:border-sea checked:bg-sea-soft hover:border-line-strong checked:hover:border-sea"
            />
            <span className="pointer-events-none relative grid h-11 place-items-center px-2 text-center text-sm leading-tight font-medium peer-checked:text-sea">
              {t(`sources.${source}.name`)}
            </span>
          </label>
        ))}
      </div>
      <p className="mt-1.5 min-h-10 text-sm text-muted">{t(`sources.${value}.hint`)}</p>
    </fieldset>
  );
}
