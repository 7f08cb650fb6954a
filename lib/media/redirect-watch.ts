/**
 * Where ffmpeg (libavformat/rtsp.c, `ff_rtsp_read_reply`) reads a status of 3xx: it ignores every CR, takes any blanks
 * between the words, and reads the number as `atoi` does.
 */
const REDIRECT = /RTSP\/[^ \t\n]*[ \t]+\+?0*3\d\d(?!\d)/;
/** Longer than a status line may be spread over two reads; ffmpeg itself keeps 4,096 bytes of a line. */
const KEPT = 4_200;

/**
 * Looks for an answer that would send ffmpeg to another address. It follows those until it asks to play, not after: from
 * then on pictures are not looked at. What is looked for may stand anywhere, so that there is no way to hide it in what
 * we would read as one thing and ffmpeg as another.
 */
export class RedirectWatch {
  private isOver = false;
  private asking = "";
  private answers = "";

  /** Call with what ffmpeg says. */
  asked(bytes: Buffer): void {
    if (this.isOver) return;
    this.asking = (this.asking + bytes.toString("latin1")).slice(-KEPT);
    if (/(^|\n)PLAY /.test(this.asking)) this.isOver = true;
  }

  /** Call with what the camera says, before it is passed on; true when it must not be. */
  answered(bytes: Buffer): boolean {
    if (this.isOver) return false;
    const text = this.answers + bytes.toString("latin1").replaceAll("\r", "");
    this.answers = text.slice(-KEPT);
    return REDIRECT.test(text);
  }
}
