// The candidate's page: the editor, the draft, and sending. What comes back is rendered by the server.

import { isolateHistory } from "@codemirror/commands";
import { Draft, type DraftState } from "./candidate/draft";
import { Submitter, type Suite } from "./candidate/submit";
import { wireTabs } from "./candidate/tabs";
import { markLine } from "./editor/marked_line";
import { pythonEditor } from "./editor/python_editor";
import { announce } from "./page/announce";
import "./page/clock";
import "./page/copy";
import { watchConnection } from "./page/live";

function find<Kind extends HTMLElement>(id: string): Kind {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page lacks #${id}`);
  return element as Kind;
}

const draftWords: Record<DraftState, string> = {
  saved: "saved",
  saving: "saving",
  offline: "offline, kept in this browser",
  unsafe: "not saved: this browser keeps nothing and the server cannot be reached",
};

const main = find("main");
const href = main.dataset.href ?? "";
const file = main.dataset.file ?? "solution.py";
const form = find<HTMLFormElement>("solution");
const textarea = find<HTMLTextAreaElement>("source");
const closed = textarea.readOnly;
const showPanel = wireTabs(document.querySelector<HTMLElement>('[role="tablist"]') as HTMLElement);

const draft = new Draft({
  href,
  file,
  source: textarea.value,
  revision: Number(main.dataset.revision ?? 0),
  onState: (state) => {
    const place = find("draft");
    if (place.dataset.state === state && place.textContent === draftWords[state]) return;
    place.dataset.state = state;
    place.textContent = draftWords[state];
  },
});

const editor = pythonEditor({
  parent: find("editor"),
  source: draft.source,
  file,
  describedBy: "keys",
  readOnly: closed,
  onChange: (source) => draft.edit(source),
});
textarea.hidden = true;
textarea.disabled = true;
main.dataset.ready = "";
// For whoever looks at the page's timeline, as `assay bench` does.
performance.mark("editor-ready");

const refusal = document.getElementById("refusal");

function refuse(sentence: string, calm = false): void {
  if (!refusal) return;
  refusal.textContent = sentence;
  refusal.classList.toggle("calm", calm);
  refusal.hidden = sentence === "";
}

const submitter = new Submitter({
  href,
  file,
  onSending: (suite) => {
    for (const button of form.querySelectorAll<HTMLButtonElement>("button[data-suite]")) {
      button.setAttribute("aria-disabled", String(suite !== null));
    }
    if (suite === null) refuse("");
  },
  onReceived: (suite) => {
    showPanel("results");
    find("results").scrollTop = 0;
    announce(suite === "run" ? "Running the visible edge cases." : "Submission received.");
  },
  onRefused: (sentence) => refuse(sentence),
  onWaiting: () =>
    refuse(
      "No connection. Your code is kept in this browser and is sent as soon as the connection is back.",
      true,
    ),
});

function send(suite: Suite): void {
  if (closed) return;
  submitter.submit(suite, editor.state.doc.toString());
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  send(button?.dataset.suite === "run" ? "run" : "submit");
});

// On the whole page and before the editor sees it, since the shortcut must work wherever the focus is.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) send(event.shiftKey ? "submit" : "run");
  },
  { capture: true },
);

document.getElementById("reset")?.addEventListener("click", () => {
  const starter = find<HTMLTextAreaElement>("starter").value;
  editor.dispatch({
    changes: { from: 0, to: editor.state.doc.length, insert: starter },
    // One step of its own, however soon after the last edit.
    annotations: isolateHistory.of("full"),
  });
  editor.focus();
  announce("The starter is back. Undo brings your code back.");
});

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-line]") : null;
  if (!link) return;
  const line = Number(link.dataset.line);
  markLine(editor, line);
  const at = editor.state.doc.line(Math.min(Math.max(1, line), editor.state.doc.lines)).from;
  editor.dispatch({ selection: { anchor: at } });
  editor.focus();
});

// A new attempt closes the older ones, so that the newest is what one sees.
const attempts = find("attempts");
new MutationObserver((changes) => {
  const arrived = changes
    .flatMap((change) => [...change.addedNodes])
    .find((node) => node === attempts.firstElementChild);
  if (!(arrived instanceof Element) || !arrived.querySelector("details[open]")) return;
  for (const other of attempts.querySelectorAll<HTMLDetailsElement>("article:not(:first-child) > details")) {
    other.open = false;
  }
}).observe(attempts, { childList: true });

if (attempts.querySelector("details[open]")) showPanel("results");

if (/Mac|iPhone|iPad/.test(navigator.platform)) {
  for (const key of document.querySelectorAll<HTMLElement>("kbd[data-keys]")) {
    key.textContent = (key.dataset.keys ?? "").replace("Shift", "⇧").replace("Enter", "⏎").replace(/^/, "⌘ ");
  }
}

document.addEventListener("interview-closed", () => {
  draft.flush();
  location.reload();
});

watchConnection(() => {
  draft.flush();
  submitter.retry();
});
