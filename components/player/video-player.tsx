"use client";
import { Play } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { PictureChip } from "@/components/ui/badge";
import { cx } from "@/components/ui/cx";
import { Spinner } from "@/components/ui/spinner";
import { ControlBar } from "./control-bar";
import { SeekBar } from "./seek-bar";
import { ShortcutsDialog } from "./shortcuts-dialog";
import type { GapSpan } from "./timeline";
import { Unplayable } from "./unplayable";
import { usePlayer } from "./use-player";

type Props = {
  name: string;
  src: string;
  poster: string | null;
  downloadHref: string;
  gaps?: readonly GapSpan[];
  /** Frames per second, for single steps; most cameras send 25. */
  fps?: number | null;
  /** Seconds to begin at. */
  startAt?: number | null;
  /** The page is about this video: its keys work from the start. */
  takesFocus?: boolean;
