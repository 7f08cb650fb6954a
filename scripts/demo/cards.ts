import { execFile } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Nest cards as an observers' group scans them: believable species, places and dates, written by different hands. */
const CARDS = [
  ["Mésange charbonnière", "Nichoir 14, bois du Moulin", "12/04/2026", "7 œufs, couvaison commencée"],
  ["Rougequeue noir", "Grange Lefèvre, poutre nord", "03/05/2026", "5 poussins, duvet gris"],
  ["Hirondelle rustique", "Étable, 2e travée", "21/05/2026", "4 œufs, coquille tachetée"],
  ["Chouette effraie", "Clocher de Saint-Aubin", "08/06/2026", "3 jeunes bagués : EA 41 207 à 209"],
  ["Faucon crécerelle", "Pylône 7, plaine des Ormes", "14/06/2026", "nid abandonné ? à revoir"],
] as const;
const LABELS = ["Espèce", "Lieu", "Date", "Contenu du nid"] as const;
const HANDS = ["DejaVu Serif\\:style=Italic", "DejaVu Sans\\:style=Oblique", "DejaVu Serif"] as const;
const [WIDTH, HEIGHT] = [1240, 820];

/** Puts a few scanned cards into `folder`; those that are there stay as they are. */
export async function ensureCards(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await Promise.all(
    CARDS.map(async (card, index) => {
      const file = path.join(folder, `fiche_${String(index + 1).padStart(3, "0")}.jpg`);
      if (!existsSync(file)) await scan(card, index, file);
    }),
  );
}

/** Draws one card and scans it: slightly askew, on grey glass, with the grain of paper. */
async function scan(card: readonly string[], index: number, file: string): Promise<void> {
  const texts = `${file}.texts`;
  mkdirSync(texts, { recursive: true });
  const drawn: string[] = [];
  // Texts go through files: drawtext's own quoting of colons, commas and accents is a trap.
  const write = async (name: string, text: string, style: string) => {
    const textFile = path.join(texts, name);
    await writeFile(textFile, text);
    drawn.push(`drawtext=textfile=${textFile}:expansion=none:${style}`);
  };
  const print = "font='DejaVu Sans':fontcolor=0x5b6470";
  await write("title", "FICHE DE NID", `${print}:fontsize=34:x=70:y=56`);
  await write("number", `N° ${2026_000 + index + 1}`, `${print}:fontsize=26:x=w-tw-70:y=62`);
  for (const [row, text] of card.entries()) {
    const y = 170 + row * 150;
    drawn.push(`drawbox=x=70:y=${y + 92}:w=${WIDTH - 140}:h=2:color=0x9fb4c8@0.9:t=fill`);
    await write(`label${row}`, LABELS[row] ?? "", `${print}:fontsize=22:x=70:y=${y}`);
    const hand = `font='${HANDS[index % HANDS.length]}':fontcolor=0x1d2f6f:fontsize=46`;
    await write(
      `text${row}`,
      text,
      `${hand}:x=${96 + ((index * 7 + row * 13) % 24)}:y=${y + 34 + ((index + row) % 5)}`,
    );
  }
  const tilt = (((index * 37) % 5) - 2) * 0.006;
  const scanned = `noise=alls=6:allf=u,rotate=${tilt}:c=0x8d9094,pad=iw+60:ih+60:30:30:0x8d9094,gblur=sigma=0.5`;
  const paper = `color=c=0xf3ecd9:s=${WIDTH}x${HEIGHT}:d=1`;
  const filters = [...drawn, scanned].join(",");
  const part = `${file}.part`;
  const args = ["-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", paper, "-vf", filters];
  await run(process.env.FFMPEG_PATH || "ffmpeg", [...args, "-frames:v", "1", "-q:v", "3", "-f", "mjpeg", part]);
  await rename(part, file);
  await rm(texts, { recursive: true });
}
