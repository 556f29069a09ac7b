// <source-view>: a submission's source, read-only, whole or as changes since the attempt before.

import { python } from "@codemirror/lang-python";
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { look } from "../editor/look";
import { markedLine, markLine } from "../editor/marked_line";

type View = "changes" | "whole";

export class SourceView extends HTMLElement {
  #current = "";
  #previous: string | null = null;
  #editor: EditorView | undefined;

  connectedCallback(): void {
    if (this.#editor) return;
    const current = this.querySelector('[data-side="current"]');
    // The parser adds no end to the text; what the candidate wrote is taken as it is.
    this.#current = current?.textContent ?? "";
    this.#previous = this.querySelector('[data-side="previous"]')?.textContent ?? null;
    this.show(this.#previous === null ? "whole" : "changes");
  }

  disconnectedCallback(): void {
    this.#editor?.destroy();
    this.#editor = undefined;
  }

  show(view: View): void {
    this.#editor?.destroy();
    const merge =
      view === "changes" && this.#previous !== null
        ? unifiedMergeView({ original: this.#previous, mergeControls: false, gutter: true })
        : [];
    this.replaceChildren();
    this.#editor = new EditorView({
      parent: this,
      doc: this.#current,
      extensions: [
        lineNumbers(),
        python(),
        merge,
        markedLine(),
        look(),
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorView.contentAttributes.of({
          tabindex: "0",
          "aria-label": `${this.getAttribute("file") ?? "source"}, read only`,
        }),
      ],
    });
    const line = Number(this.getAttribute("line") ?? 0);
    if (line > 0) this.mark(line);
  }

  /** Marks a line and brings it into view; `null` takes the mark away. */
  mark(line: number | null): void {
    if (line === null) this.removeAttribute("line");
    else this.setAttribute("line", String(line));
    if (this.#editor) markLine(this.#editor, line);
  }
}

customElements.define("source-view", SourceView);

document.addEventListener("click", (event) => {
  const button =
    event.target instanceof Element ? event.target.closest<HTMLElement>("[data-source-view]") : null;
  if (!button) return;
  const view = button.closest(".source")?.querySelector("source-view");
  if (!(view instanceof SourceView)) return;
  for (const other of button.parentElement?.children ?? []) {
    other.setAttribute("aria-pressed", String(other === button));
  }
  view.show(button.dataset.sourceView === "changes" ? "changes" : "whole");
});
