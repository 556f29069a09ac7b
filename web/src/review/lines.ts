// The lines of one file: one stop of the Tab key, arrows within, Shift takes several.

export interface Chosen {
  file: string;
  from: number;
  to: number;
}

export class Lines {
  readonly file: string;
  readonly #root: HTMLElement;
  #anchor = 1;
  #at = 1;

  constructor(root: HTMLElement, onChosen: (chosen: Chosen) => void) {
    this.#root = root;
    this.file = root.dataset.file ?? "";
    root.addEventListener("click", (event) => {
      const line = this.#lineOf(event.target);
      if (line === 0) return;
      if (event.shiftKey) this.#move(line, true);
      // A click inside of several that were taken by the keyboard means all of them.
      else if (line < this.#first || line > this.#last) this.#move(line, false);
      else this.#at = line;
      onChosen({ file: this.file, from: this.#first, to: this.#last });
    });
    root.addEventListener("keydown", (event) => {
      const line = this.#lineOf(event.target);
      if (line === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
      const next = { ArrowDown: line + 1, ArrowUp: line - 1, Home: 1, End: this.count }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      this.#move(Math.min(Math.max(next, 1), this.count), event.shiftKey);
      this.#button(this.#at)?.focus();
    });
  }

  get count(): number {
    return this.#root.querySelectorAll(".code-line").length;
  }

  line(number: number): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(`.code-line[data-line="${number}"]`);
  }

  /** Takes lines, for example since the form's numbers were changed. */
  take(from: number, to: number): void {
    this.#anchor = from;
    this.#at = to;
    this.#show();
  }

  focus(line: number): void {
    this.#move(line, false);
    this.#button(line)?.focus();
  }

  get #first(): number {
    return Math.min(this.#anchor, this.#at);
  }

  get #last(): number {
    return Math.max(this.#anchor, this.#at);
  }

  #lineOf(target: EventTarget | null): number {
    const button = target instanceof Element ? target.closest(".line-number") : null;
    return Number(button?.closest<HTMLElement>(".code-line")?.dataset.line ?? 0);
  }

  #button(line: number): HTMLElement | null {
    return this.line(line)?.querySelector<HTMLElement>(".line-number") ?? null;
  }

  #move(line: number, extend: boolean): void {
    this.#at = line;
    if (!extend) this.#anchor = line;
    this.#show();
  }

  #show(): void {
    for (const element of this.#root.querySelectorAll<HTMLElement>(".code-line")) {
      const line = Number(element.dataset.line);
      const taken = line >= this.#first && line <= this.#last;
      element.toggleAttribute("data-taken", taken && this.#first !== this.#last);
      const button = element.querySelector<HTMLElement>(".line-number");
      if (!button) continue;
      button.tabIndex = line === this.#at ? 0 : -1;
      const several = taken && this.#first !== this.#last;
      button.setAttribute(
        "aria-label",
        several ? `Comment on lines ${this.#first} to ${this.#last}` : `Comment on line ${line}`,
      );
    }
  }
}
