// The page's live stream: htmx swaps what the server renders; this file only says whether it still flows.

import htmx from "htmx.org";
import "htmx.org/dist/ext/hx-sse.js";
import "htmx.org/dist/ext/hx-csp.js";

type State = "connecting" | "live" | "lost";

const words: Record<State, string> = { connecting: "connecting", live: "live", lost: "reconnecting" };

function show(state: State): void {
  const place = document.getElementById("connection");
  if (!place || place.dataset.state === state) return;
  place.dataset.state = state;
  place.textContent = words[state];
}

/** Starts watching the stream; `onReturn` runs whenever a lost connection is there again. */
export function watchConnection(onReturn: () => void = () => {}): void {
  let lost = false;
  const lose = () => {
    lost = true;
    show("lost");
  };
  document.addEventListener("htmx:sse:after:connection", () => {
    show("live");
    if (lost) onReturn();
    lost = false;
  });
  document.addEventListener("htmx:sse:error", lose);
  document.addEventListener("htmx:sse:close", lose);
  // From its second attempt on, a connection that is about to be made is one that was lost.
  document.addEventListener("htmx:sse:before:connection", (event) => {
    const { detail } = event as CustomEvent<{ connection: { attempt: number } }>;
    if (detail.connection.attempt > 0) lose();
  });
  window.addEventListener("offline", lose);
}

export { htmx };
