// The catalogue: a chosen filter shows its challenges at once. Without this the form's button does the same.

import { announce } from "./page/announce";

const form = document.getElementById("filters");

/** The last filter that was asked for: an answer that comes late, after another was chosen, is dropped. */
let asked = "";

async function show(address: URL): Promise<void> {
  asked = address.href;
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  if (asked !== address.href) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById("found");
  if (!answer.ok || !found) {
    // Signed out, or a server that is gone: let the browser say it.
    location.assign(address);
    return;
  }
  document.getElementById("found")?.replaceWith(document.adoptNode(found));
  history.replaceState(null, "", address);
  announce(found.querySelector(".found-count > span")?.textContent ?? "");
}

if (form instanceof HTMLFormElement) {
  for (const button of form.querySelectorAll<HTMLElement>("[data-without-script]")) button.hidden = true;
  form.addEventListener("change", () => {
    const address = new URL(form.action);
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && value !== "") address.searchParams.set(name, value);
    }
    show(address).catch(() => form.submit());
  });
}
