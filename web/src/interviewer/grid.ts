// The matrix as a grid for the keyboard: one cell is chosen, arrows move, `n` goes to the next that fell short.

const SETTLED_WELL = new Set(["passed", "pending", "running"]);

export class Grid {
  readonly #root: HTMLElement;
  readonly #onChoose: (cell: HTMLElement) => void;

  constructor(root: HTMLElement, onChoose: (cell: HTMLElement) => void) {
    this.#root = root;
    this.#onChoose = onChoose;
    root.addEventListener("keydown", (event) => this.#key(event));
    root.addEventListener("click", (event) => {
      const cell = event.target instanceof Element ? event.target.closest<HTMLElement>(".cell") : null;
      if (cell) this.choose(cell);
    });
  }

  get chosen(): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>('.cell[aria-selected="true"]');
  }

  find(submission: string, key: string): HTMLElement | null {
    return document.getElementById(`cell-${submission}-${key}`);
  }

  choose(cell: HTMLElement, focus = true): void {
    this.mark(cell);
    if (focus) cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#onChoose(cell);
  }

  /** Shows which cell is chosen, without asking for its details again. */
  mark(cell: HTMLElement): void {
    for (const other of this.#root.querySelectorAll<HTMLElement>(
      '.cell[tabindex="0"], .cell[aria-selected]',
    )) {
      other.tabIndex = -1;
      other.removeAttribute("aria-selected");
    }
    cell.tabIndex = 0;
    cell.setAttribute("aria-selected", "true");
    for (const head of this.#root.querySelectorAll<HTMLElement>(".head")) {
      if (head.dataset.submission === cell.dataset.submission) head.setAttribute("aria-selected", "true");
      else head.removeAttribute("aria-selected");
    }
  }

  /** The next cell of the same attempt that fell short, from the chosen one on. */
  nextShort(): HTMLElement | null {
    const chosen = this.chosen;
    if (!chosen) return null;
    const column = this.#column(chosen);
    const at = column.indexOf(chosen);
    const order = [...column.slice(at + 1), ...column.slice(0, at + 1)];
    return order.find((cell) => !SETTLED_WELL.has(cell.dataset.state ?? "")) ?? null;
  }

  #column(cell: HTMLElement): HTMLElement[] {
    const submission = cell.dataset.submission;
    return this.#cells().filter((other) => other.dataset.submission === submission);
  }

  #cells(): HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>(".cell")];
  }

  #key(event: KeyboardEvent): void {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>(".cell") : null;
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const column = this.#column(cell);
    const row = [...(cell.closest("tr")?.querySelectorAll<HTMLElement>(".cell") ?? [])];
    const down = column.indexOf(cell);
    const across = row.indexOf(cell);
    const moves: Record<string, HTMLElement | undefined> = {
      ArrowDown: column[down + 1],
      ArrowUp: column[down - 1],
      ArrowRight: row[across + 1],
      ArrowLeft: row[across - 1],
      Home: row[0],
      End: row[row.length - 1],
      PageUp: column[0],
      PageDown: column[column.length - 1],
    };
    if (!(event.key in moves)) return;
    event.preventDefault();
    const next = moves[event.key];
    if (next) this.choose(next);
  }
}
