// The interviewer's pages. The list needs only the stream; one interview has a matrix whose chosen cell decides
// what stands beside it.

import { Grid } from "./interviewer/grid";
import { SourceView } from "./interviewer/source_view";
import "./page/clock";
import { colour } from "./page/colours";
import "./page/copy";
import { htmx, watchConnection } from "./page/live";

interface AttemptEvent {
  challenge: string;
  submission: string;
  number: number;
}

/** Brings a line of reviewed code into view, and marks it. */
function showReviewed(file: string, number: string): void {
  for (const line of document.querySelectorAll<HTMLElement>(".reviewed .code-line")) {
    const meant =
      line.dataset.line === number && line.closest<HTMLElement>(".code-lines")?.dataset.file === file;
    line.toggleAttribute("data-taken", meant);
    if (meant) line.scrollIntoView({ block: "center" });
  }
}

function watch(main: HTMLElement): void {
  const base = `/interviews/${main.dataset.interview}`;
  const root = main.querySelector<HTMLElement>(".matrix-scroll");
  if (!root) return;

  /** The attempt in which the interviewer chose a cell by hand. */
  let pickedIn = "";

  const shown = () => document.getElementById("submission")?.dataset.submission;

  const remember = (submission: string, key: string | undefined) => {
    const address = new URL(location.href);
    address.searchParams.set("challenge", main.dataset.challenge ?? "");
    address.searchParams.set("submission", submission);
    if (key) address.searchParams.set("case", key);
    history.replaceState(null, "", address);
  };

  const load = (path: string, target: string) =>
    htmx.ajax("GET", path, { source: "#loader", target, swap: "outerHTML" });

  const loadSubmission = (submission: string, key: string | undefined) =>
    load(`${base}/submissions/${submission}${key ? `?case=${encodeURIComponent(key)}` : ""}`, "#submission");

  const grid = new Grid(root, (cell) => {
    const { submission = "", case: key = "" } = cell.dataset;
    pickedIn = submission;
    remember(submission, key);
    if (shown() === submission) void load(`${base}/submissions/${submission}/cases/${key}`, "#case");
    else void loadSubmission(submission, key);
  });

  const chooseAttempt = (submission: string) => {
    const key = grid.chosen?.dataset.case;
    const cell = key ? grid.find(submission, key) : null;
    if (cell) grid.choose(cell);
    else {
      remember(submission, undefined);
      void loadSubmission(submission, undefined);
    }
  };

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey) return;
    const head = event.target.closest<HTMLElement>(".head");
    if (head?.dataset.submission) {
      event.preventDefault();
      chooseAttempt(head.dataset.submission);
      return;
    }
    const link = event.target.closest<HTMLElement>("a[data-case]");
    if (link) {
      const cell = grid.find(link.dataset.submission ?? "", link.dataset.case ?? "");
      if (!cell) return;
      event.preventDefault();
      grid.choose(cell);
      return;
    }
    const line = event.target.closest<HTMLElement>("button[data-line]");
    const source = document.querySelector("source-view");
    if (line && source instanceof SourceView) source.mark(Number(line.dataset.line));
    else if (line) showReviewed(line.dataset.file ?? "", line.dataset.line ?? "");
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input, textarea, [contenteditable=true]"))
      return;
    if (event.key === "n") {
      const next = grid.nextShort();
      if (next) grid.choose(next);
    } else if (event.key === "r") {
      document.getElementById("reveal")?.click();
    }
  });

  document.addEventListener("htmx:after:swap", () => {
    colour();
    const shownCase = document.getElementById("case");
    const { submission, case: key, line } = shownCase?.dataset ?? {};
    // Cells and heads that came over the stream know nothing of the choice that was made here.
    const cell = submission && key ? grid.find(submission, key) : null;
    if (cell && cell.getAttribute("aria-selected") !== "true") grid.mark(cell);
    const source = document.querySelector("source-view");
    if (source instanceof SourceView && (source.getAttribute("line") ?? "") !== (line ?? "")) {
      source.mark(line ? Number(line) : null);
    }
  });

  // Whoever looks at the newest attempt goes on to the next one; whoever studies an older one is left alone.
  const numberOf = (element: HTMLElement | null): number => Number(element?.dataset.number ?? 0);
  const follow = (event: Event) => {
    const { challenge, submission, number }: AttemptEvent = JSON.parse(
      (event as CustomEvent<{ data: string }>).detail.data,
    );
    if (challenge !== main.dataset.challenge) return;
    const at = numberOf(document.getElementById("submission"));
    const before = [...root.querySelectorAll<HTMLElement>(".head")]
      .map(numberOf)
      .filter((other) => other < number);
    if (at > number || at < Math.max(0, ...before)) return;
    // What the interviewer chose in this very attempt stays; else the server opens the first that fell short.
    const key = pickedIn === submission ? grid.chosen?.dataset.case : undefined;
    remember(submission, key);
    void loadSubmission(submission, key);
  };
  document.addEventListener("review-ticked", (event) => {
    const { submission }: AttemptEvent = JSON.parse((event as CustomEvent<{ data: string }>).detail.data);
    if (shown() === submission) void loadSubmission(submission, grid.chosen?.dataset.case);
  });
  document.addEventListener("attempt-received", follow);
  document.addEventListener("attempt-finished", follow);
  document.addEventListener("interview-closed", () => location.reload());
}

const main = document.getElementById("main");
if (main?.dataset.interview) watch(main);
colour();
watchConnection();
