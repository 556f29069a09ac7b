// How code looks, in the editor and in read-only views: colours come from the style sheet's variables.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { coloured } from "./coloured";

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--surface)", color: "var(--ink)", fontSize: "0.8125rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 14px 0 8px" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--ink-faint)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 6px 0 14px", minWidth: "36px" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--hover) 60%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--ink)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 26%, transparent)",
  },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in srgb, var(--accent) 14%, transparent)" },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--accent) 22%, transparent)",
    outline: "none",
  },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--failed-tint)" },
  ".cm-panels": { backgroundColor: "var(--paper)", color: "var(--ink)", borderColor: "var(--line)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-search": { padding: "8px 14px", fontFamily: "var(--sans)" },
  ".cm-panel.cm-search label": { fontSize: "0.75rem", color: "var(--ink-soft)" },
  ".cm-panel input.cm-textfield": {
    width: "auto",
    minHeight: "26px",
    padding: "2px 8px",
    fontSize: "0.8125rem",
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    border: "1px solid var(--line-strong)",
  },
  ".cm-panel button.cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line-strong)",
    color: "var(--ink)",
    minHeight: "26px",
    padding: "0 8px",
    fontSize: "0.75rem",
  },
  ".cm-panel.cm-search [name=close]": { color: "var(--ink-soft)", top: "4px", right: "8px" },
  ".cm-searchMatch": { backgroundColor: "var(--timed-out-tint)" },
  ".cm-searchMatch-selected": { outline: "1px solid var(--timed-out)" },
  ".cm-line.cm-marked-line, .cm-line.cm-marked-line.cm-changedLine, .cm-line.cm-marked-line.cm-insertedLine":
    {
      boxShadow: "inset 3px 0 var(--timed-out), inset 0 0 0 99px var(--marked)",
    },
  ".cm-marked-line .cm-deletedText, .cm-marked-line .cm-changedText": { background: "none" },
  ".cm-changedLine, &.cm-merge-b .cm-changedLine": { backgroundColor: "var(--code-added)" },
  "&.cm-merge-b .cm-changedText, .cm-changedText": {
    background: "color-mix(in srgb, var(--passed) 20%, transparent)",
    borderRadius: "2px",
  },
  ".cm-insertedLine, &.cm-merge-b .cm-insertedLine": {
    backgroundColor: "var(--code-added)",
    textDecoration: "none",
  },
  ".cm-deletedChunk": { backgroundColor: "var(--code-removed)", padding: "0" },
  ".cm-deletedChunk .cm-deletedLine": { paddingLeft: "8px" },
  ".cm-deletedChunk .cm-deletedLine, .cm-deletedChunk del": { textDecoration: "none" },
  ".cm-deletedChunk .cm-deletedText": {
    background: "color-mix(in srgb, var(--failed) 20%, transparent)",
    borderRadius: "2px",
  },
  ".cm-deletedChunk .cm-chunkButtons": { display: "none" },
  ".cm-changeGutter": { width: "3px", paddingLeft: "0" },
  ".cm-changedLineGutter": { background: "var(--passed)" },
  ".cm-deletedLineGutter": { background: "var(--failed)" },
  ".cm-collapsedLines": {
    color: "var(--ink-soft)",
    background: "var(--sunken)",
    padding: "2px 14px",
    fontFamily: "var(--sans)",
    fontSize: "0.75rem",
  },
});

const colours = HighlightStyle.define([
  ...coloured.map(({ tag, name }) => ({
    tag,
    color: `var(--code-${name})`,
    ...(name === "comment" ? { fontStyle: "italic" } : {}),
  })),
  { tag: tags.invalid, color: "var(--failed)" },
]);

/** The page's nonce: without it, `style-src` refuses the styles that the editor makes. */
function nonce(): string {
  return document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
}

export function look(): Extension {
  return [theme, syntaxHighlighting(colours), EditorView.cspNonce.of(nonce())];
}
