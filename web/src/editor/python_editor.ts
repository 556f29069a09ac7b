// The candidate's editor: what one needs to write a page of Python, and no assistant.

import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { look } from "./look";
import { markedLine } from "./marked_line";

export interface EditorOptions {
  parent: HTMLElement;
  source: string;
  file: string;
  /** Id of the element that says how the keyboard leaves the editor. */
  describedBy: string;
  readOnly: boolean;
  onChange: (source: string) => void;
}

export function pythonEditor(options: EditorOptions): EditorView {
  return new EditorView({
    parent: options.parent,
    doc: options.source,
    extensions: [
      lineNumbers(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      drawSelection(),
      history(),
      python(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      search(),
      highlightSelectionMatches(),
      markedLine(),
      look(),
      EditorState.readOnly.of(options.readOnly),
      // Escape makes the next Tab move the focus instead of indenting: that is CodeMirror's own way out.
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, indentWithTab]),
      EditorView.contentAttributes.of({
        "aria-label": `${options.file}, your solution`,
        "aria-describedby": options.describedBy,
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) options.onChange(update.state.doc.toString());
      }),
    ],
  });
}
