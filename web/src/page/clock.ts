// <local-time datetime="…" [relative]>: a time of the server in the reader's zone and words.

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
const ago = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });

function relative(seconds: number): string {
  if (seconds < 10) return "just now";
  if (seconds < 60) return ago.format(-Math.round(seconds), "second");
  if (seconds < 3600) return ago.format(-Math.round(seconds / 60), "minute");
  if (seconds < 86_400) return ago.format(-Math.round(seconds / 3600), "hour");
  return ago.format(-Math.round(seconds / 86_400), "day");
}

class LocalTime extends HTMLElement {
  #timer: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    this.#show();
    if (this.hasAttribute("relative")) this.#timer = setInterval(() => this.#show(), 10_000);
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  #show(): void {
    const at = new Date(this.getAttribute("datetime") ?? "");
    if (Number.isNaN(at.getTime())) return;
    const seconds = (Date.now() - at.getTime()) / 1000;
    if (this.hasAttribute("relative")) this.textContent = relative(Math.max(0, seconds));
    else this.textContent = (seconds < 72_000 ? clock : day).format(at);
    this.title = full.format(at);
  }
}

customElements.define("local-time", LocalTime);
