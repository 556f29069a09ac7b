// The page of a review: comments on lines, kept as a draft is, and sent like a submission.

import { Draft, type DraftState } from "./candidate/draft";
import { Submitter } from "./candidate/submit";
import { announce } from "./page/announce";
import "./page/clock";
import { colour } from "./page/colours";
import "./page/copy";
import { watchConnection } from "./page/live";
import { type Comment, place, read, write } from "./review/comments";
import { type Chosen, Lines } from "./review/lines";

/** The file that holds a review. */
const FILE = "review.json";

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

colour();

const main = find("main");
const href = main.dataset.href ?? "";
const closed = main.dataset.closed !== undefined;
const form = find<HTMLFormElement>("comment");
const from = find<HTMLInputElement>("comment-from");
const to = find<HTMLInputElement>("comment-to");
const kind = find<HTMLSelectElement>("comment-kind");
const text = find<HTMLTextAreaElement>("comment-text");
const list = find<HTMLOListElement>("comments");

const draft = new Draft({
  href,
  file: FILE,
  source: find<HTMLTextAreaElement>("source").value,
  revision: Number(main.dataset.revision ?? 0),
  onState: (state) => {
    const element = find("draft");
    element.dataset.state = state;
    element.textContent = draftWords[state];
  },
});

let comments: Comment[] = read(draft.source);
/** The place of the comment that the form changes; none while it makes a new one. */
let editing: number | null = null;
let file = "";

const files = [...document.querySelectorAll<HTMLElement>(".code-lines")].map(
  (root) => new Lines(root, (chosen) => !closed && open(chosen)),
);
const linesOf = (name: string): Lines | undefined => files.find((lines) => lines.file === name);
const kindWord = (word: string): string => word.replaceAll("-", " ");

function open(chosen: Chosen, comment?: Comment): void {
  const lines = linesOf(chosen.file);
  if (!lines) return;
  file = chosen.file;
  for (const input of [from, to]) input.max = String(lines.count);
  from.value = String(chosen.from);
  to.value = String(chosen.to);
  if (comment) {
    kind.value = comment.kind;
    text.value = comment.text;
  } else {
    editing = null;
    // Chosen anew each time: the last one's kind would be kept by mistake.
    kind.value = "";
  }
  lines.take(chosen.from, chosen.to);
  settle(lines);
  form.hidden = false;
  text.focus();
}

/** Puts the form beneath its last line, after what is said of that line already. */
function settle(lines: Lines): void {
  let after: Element | null = lines.line(Number(to.value));
  while (after?.nextElementSibling?.matches("article.comment")) after = after.nextElementSibling;
  if (after && after.nextElementSibling !== form) after.after(form);
}

function close(): void {
  form.hidden = true;
  text.value = "";
  editing = null;
}

function keep(next: Comment[]): void {
  comments = next;
  draft.edit(write(comments));
  show();
}

function button(label: string, name: string, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "link";
  element.textContent = label;
  element.setAttribute("aria-label", name);
  element.addEventListener("click", act);
  return element;
}

function paragraph(className: string, content: string): HTMLParagraphElement {
  const element = document.createElement("p");
  element.className = className;
  element.textContent = content;
  return element;
}

function edit(at: number): void {
  const comment = comments[at];
  if (!comment) return;
  open(comment, comment);
  editing = at;
}

function remove(at: number): void {
  const comment = comments[at];
  if (!comment) return;
  close();
  keep(comments.filter((_, place) => place !== at));
  announce(`The comment on ${place(comment)} is gone.`);
  linesOf(comment.file)?.focus(comment.from);
}

function show(): void {
  for (const old of document.querySelectorAll("article.comment")) old.remove();
  list.replaceChildren();
  comments.forEach((comment, at) => {
    const where = place(comment);
    const article = document.createElement("article");
    article.className = "comment";
    article.id = `comment-${at}`;
    article.setAttribute("aria-label", `Your comment on ${where}`);
    article.append(
      paragraph("facts", `${where}, ${kindWord(comment.kind)}`),
      paragraph("comment-text", comment.text),
    );
    if (!closed) {
      const actions = paragraph("comment-actions", "");
      actions.append(
        button("Edit", `Edit the comment on ${where}`, () => edit(at)),
        button("Delete", `Delete the comment on ${where}`, () => remove(at)),
      );
      article.append(actions);
    }
    let after: Element | null = linesOf(comment.file)?.line(comment.to) ?? null;
    while (after?.nextElementSibling?.matches("article.comment")) after = after.nextElementSibling;
    after?.after(article);

    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#comment-${at}`;
    link.textContent = files.length > 1 ? `${comment.file}, ${where}` : where;
    item.append(link, ` ${kindWord(comment.kind)}`);
    list.append(item);
  });
  find("count").textContent = String(comments.length);
  find("no-comments").hidden = comments.length > 0;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const [first, last] = [Number(from.value), Number(to.value)].sort((one, other) => one - other);
  const said = text.value.trim();
  if (!first || !last || said === "" || kind.value === "") {
    (said === "" ? text : kind).focus();
    return;
  }
  const comment: Comment = { file, from: first, to: last, kind: kind.value, text: said };
  const at = editing ?? comments.length;
  const next = [...comments];
  next[at] = comment;
  close();
  keep(next);
  announce(`The comment on ${place(comment)} is kept.`);
  document.querySelector<HTMLElement>(`#comment-${at} button`)?.focus();
});

for (const input of [from, to]) {
  input.addEventListener("change", () => {
    const lines = linesOf(file);
    const [first, last] = [Number(from.value), Number(to.value)];
    if (!lines || !first || !last) return;
    lines.take(Math.min(first, last), Math.max(first, last));
    settle(lines);
    input.focus();
  });
}

function cancel(): void {
  const line = Number(from.value);
  close();
  linesOf(file)?.focus(line || 1);
}

find("comment-cancel").addEventListener("click", cancel);
form.addEventListener("keydown", (event) => {
  if (event.key === "Escape") cancel();
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

const refusal = document.getElementById("refusal");

function refuse(sentence: string, calm = false): void {
  if (!refusal) return;
  refusal.textContent = sentence;
  refusal.classList.toggle("calm", calm);
  refusal.hidden = sentence === "";
}

const send = document.getElementById("send");
const submitter = new Submitter({
  href,
  file: FILE,
  onSending: (suite) => {
    send?.setAttribute("aria-disabled", String(suite !== null));
    if (suite === null) refuse("");
  },
  onReceived: () => announce("Your review has arrived."),
  onRefused: refuse,
  onWaiting: () =>
    refuse(
      "No connection. Your comments are kept in this browser and are sent as soon as the connection is back.",
      true,
    ),
});

send?.addEventListener("click", () => {
  if (!form.hidden && text.value.trim() !== "") {
    refuse("There is a comment that is not kept yet: keep or cancel it first.");
    text.focus();
  } else if (comments.length === 0) {
    refuse("There is no comment yet. Choose a line number to write one.");
  } else {
    submitter.submit("submit", write(comments));
  }
});

document.addEventListener("interview-closed", () => {
  draft.flush();
  location.reload();
});

show();
main.dataset.ready = "";
watchConnection(() => {
  draft.flush();
  submitter.retry();
});
