// Sends the source to be run or examined. An attempt that meets a lost connection is sent again with the same key,
// so that the server takes it once even when only its answer was lost.

export type Suite = "run" | "submit";

export interface SubmitOptions {
  href: string;
  file: string;
  onSending: (suite: Suite | null) => void;
  onReceived: (suite: Suite, submission: string) => void;
  onRefused: (sentence: string) => void;
  onWaiting: () => void;
}

interface Attempt {
  suite: Suite;
  source: string;
  key: string;
}

const RETRY_AFTER = 3000;

/** A random key; `crypto.randomUUID` is missing on plain HTTP. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

async function sentence(answer: Response): Promise<string> {
  try {
    const { error } = (await answer.json()) as { error?: unknown };
    if (typeof error === "string" && error !== "") return error;
  } catch {
    // Not JSON: something between this browser and the server answered.
  }
  return `Not sent: the server answered ${answer.status}. Your code is kept; try again in a moment.`;
}

export class Submitter {
  readonly #options: SubmitOptions;
  #pending: Attempt | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SubmitOptions) {
    this.#options = options;
    window.addEventListener("online", () => this.retry());
  }

  /** Sends, unless one is on its way. */
  submit(suite: Suite, source: string): void {
    if (this.#pending) return;
    this.#pending = { suite, source, key: newKey() };
    void this.#send(this.#pending);
  }

  /** Sends what waits for the connection now. */
  retry(): void {
    if (this.#pending && this.#timer !== undefined) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      void this.#send(this.#pending);
    }
  }

  async #send({ suite, source, key }: Attempt): Promise<void> {
    this.#options.onSending(suite);
    let answer: Response;
    try {
      answer = await fetch(`${this.#options.href}/${suite}`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({ files: { [this.#options.file]: source }, key }),
      });
    } catch {
      this.#options.onWaiting();
      this.#timer = setTimeout(() => this.retry(), RETRY_AFTER);
      return;
    }
    this.#pending = null;
    this.#options.onSending(null);
    if (!answer.ok) {
      this.#options.onRefused(await sentence(answer));
      return;
    }
    const { submission } = (await answer.json()) as { submission: string };
    this.#options.onReceived(suite, submission);
  }
}
