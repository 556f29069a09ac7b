// One line that something points at: the line of a message, a jump from the results.

import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

const mark = StateEffect.define<number | null>();
const decoration = Decoration.line({ class: "cm-marked-line" });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marked, transaction) {
    // The first edit takes the mark away: the line may no longer be the one that was meant.
    let next = transaction.docChanged ? Decoration.none : marked;
    for (const effect of transaction.effects) {
      if (!effect.is(mark)) continue;
      next = effect.value === null ? Decoration.none : Decoration.set([decoration.range(effect.value)]);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export function markedLine(): Extension {
  return field;
}

/** Marks a line, counted from 1, and brings it into view; `null` takes the mark away. */
export function markLine(view: EditorView, number: number | null): void {
  if (number === null || number < 1) {
    view.dispatch({ effects: mark.of(null) });
    return;
  }
  const line = view.state.doc.line(Math.min(number, view.state.doc.lines));
  view.dispatch({ effects: mark.of(line.from) });
  // Only the editor scrolls: the page stays where its reader is.
  view.requestMeasure({
    read: () => view.lineBlockAt(line.from).top - view.scrollDOM.clientHeight / 2,
    write: (top) => {
      view.scrollDOM.scrollTop = top;
    },
  });
}
