import {
  BellRing,
  CircleAlert,
  CircleCheck,
  Clapperboard,
  Clock,
  Footprints,
  HardDrive,
  type LucideIcon,
  PersonStanding,
  RefreshCw,
  Video,
  VideoOff,
  Wifi,
  WifiOff,
} from "lucide-react";
import { cx } from "@/components/ui/cx";

type Look = { icon: LucideIcon; tone: keyof typeof TONES };
const TONES = {
  seen: "bg-sea-soft text-sea",
  bad: "bg-rec-soft text-rec",
  good: "bg-live-soft text-live",
  quiet: "bg-sunken text-muted",
} as const;

const LOOKS: Record<string, Look> = {
  "button.pressed": { icon: Footprints, tone: "seen" },
  "photo.motion": { icon: PersonStanding, tone: "seen" },
  "video.captured": { icon: Clapperboard, tone: "quiet" },
  "video.lost": { icon: Clapperboard, tone: "bad" },
  "camera.lost": { icon: VideoOff, tone: "bad" },
  "camera.back": { icon: Video, tone: "good" },
  "recorder.replaced": { icon: RefreshCw, tone: "quiet" },
  "recorder.stopped": { icon: CircleAlert, tone: "bad" },
  "device.offline": { icon: WifiOff, tone: "bad" },
  "device.online": { icon: Wifi, tone: "good" },
  "disk.low": { icon: HardDrive, tone: "bad" },
  "disk.ok": { icon: CircleCheck, tone: "good" },
  "clock.unsure": { icon: Clock, tone: "bad" },
  "clock.ok": { icon: Clock, tone: "good" },
};

/** What kind of event it is, to be seen from afar; the words stand beside it. */
export function EventIcon({ type, className }: { type: string; className?: string }) {
  const { icon: Icon, tone } = LOOKS[type] ?? { icon: BellRing, tone: "quiet" };
  return (
    <span aria-hidden className={cx("grid size-10 shrink-0 place-items-center rounded-full", TONES[tone], className)}>
      <Icon className="size-5" />
    </span>
  );
}
