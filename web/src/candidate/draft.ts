// What the candidate types is never lost: every edit is kept in this browser at once, and on the server a moment
// later. The newer of the two wins at the next load.

interface Kept {
  source: string;
  /** Milliseconds of this browser's clock at the edit; the server keeps the highest. */
  revision: number;
}

export type DraftState = "saved" | "saving" | "offline" | "unsafe";

export interface DraftOptions {
  /** The challenge's address, `/c/{token}/{challenge}`. */
  href: string;
  file: string;
  /** What the server had when it made the page. */
  source: string;
  revision: number;
  onState: (state: DraftState) => void;
}

const SAVE_AFTER = 700;
const RETRY_AFTER = 4000;

export class Draft {
  readonly #options: DraftOptions;
  readonly #key: string;
  #kept: Kept;
  #stored: number;
  #inBrowser = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | undefined;

  constructor(options: DraftOptions) {
    this.#options = options;
    this.#key = `assay:draft:${options.href}`;
    this.#stored = options.revision;
    this.#kept = { source: options.source, revision: options.revision };
    const local = this.#read();
    if (local && local.revision > options.revision) {
      this.#kept = local;
      this.#schedule(0);
    }
    window.addEventListener("online", () => this.flush());
    window.addEventListener("pagehide", () => void this.#put(true));
  }

  /** The newest source known, from this browser or from the server. */
  get source(): string {
    return this.#kept.source;
  }

  edit(source: string): void {
    this.#kept = { source, revision: Math.max(Date.now(), this.#kept.revision + 1) };
    this.#write();
    if (this.#timer === undefined) this.#options.onState("saving");
    this.#schedule(SAVE_AFTER);
  }

  /** Sends what is unsent now, for example since the connection is back. */
  flush(): void {
    if (this.#kept.revision > this.#stored) this.#schedule(0);
  }

  #schedule(after: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#send();
    }, after);
  }

  async #send(): Promise<void> {
    await this.#sending;
    this.#sending = this.#put(false);
    await this.#sending;
    this.#sending = undefined;
  }

  async #put(leaving: boolean): Promise<void> {
    const { source, revision } = this.#kept;
    if (revision <= this.#stored) return;
    try {
      const answer = await fetch(`${this.#options.href}/draft`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ files: { [this.#options.file]: source }, revision }),
        keepalive: leaving,
      });
      if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
      this.#stored = Math.max(this.#stored, revision);
      if (this.#timer === undefined) this.#options.onState("saved");
    } catch {
      this.#options.onState(this.#inBrowser ? "offline" : "unsafe");
      if (!leaving && this.#timer === undefined) this.#schedule(RETRY_AFTER);
    }
  }

  #read(): Kept | null {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(this.#key) ?? "null");
      if (typeof value !== "object" || value === null) return null;
      const { source, revision } = value as Partial<Kept>;
      return typeof source === "string" && typeof revision === "number" ? { source, revision } : null;
    } catch {
      return null;
    }
  }

  #write(): void {
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#kept));
      this.#inBrowser = true;
    } catch {
      this.#inBrowser = false; // Storage is full or blocked: only the server keeps it.
    }
  }
}
