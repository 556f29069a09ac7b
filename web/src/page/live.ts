// The page's live stream: htmx swaps what the server renders; this file says whether it still flows, and mends it.

import htmx from "htmx.org";
import "htmx.org/dist/ext/hx-sse.js";
import "htmx.org/dist/ext/hx-csp.js";

type State = "connecting" | "live" | "lost";

/** What hx-sse tells of a connection, as far as it is used here. */
interface Connection {
  attempt: number;
  reader: ReadableStreamDefaultReader | null;
  /** Ends the wait before the next attempt. */
  delayCanceller: (() => void) | null;
}

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
  let connection: Connection | undefined;

  const lose = () => {
    lost = true;
    show("lost");
  };
  const take = (event: Event) => {
    connection = (event as CustomEvent<{ connection: Connection }>).detail.connection ?? connection;
  };

  document.addEventListener("htmx:sse:before:connection", (event) => {
    take(event);
    // From its second attempt on, a connection that is about to be made is one that was lost.
    if (connection && connection.attempt > 0) lose();
  });
  document.addEventListener("htmx:sse:after:connection", (event) => {
    take(event);
    show("live");
    if (lost) onReturn();
    lost = false;
  });
  document.addEventListener("htmx:sse:error", lose);
  document.addEventListener("htmx:sse:close", lose);

  window.addEventListener("offline", lose);
  // A stream that seems to have outlived the gap may be half open, so it is begun anew; the server resends what
  // was missed by the last event's id.
  window.addEventListener("online", () => {
    connection?.delayCanceller?.();
    void connection?.reader?.cancel();
  });
}

export { htmx };
