/** The header by which web names the build of its pages (lib/server/next-app.ts). */
export const BUILD_HEADER = "X-Vigie-Build";

/** Notices that the server has other pages than the ones shown here. */
export class ServerBuild {
  private first: string | null = null;
  private isNewer = false;
  private readonly listeners = new Set<() => void>();

  /** Call with the header of every answer; one without it says nothing. */
  observe(build: string | null): void {
    this.first ??= build;
    if (build === null || build === this.first || this.isNewer) return;
    this.isNewer = true;
    for (const listener of this.listeners) listener();
  }

  hasChanged = (): boolean => this.isNewer;
  onChange = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

/** Of this page; the first answer comes with the page, so it is of the same build. */
export const serverBuild = new ServerBuild();
