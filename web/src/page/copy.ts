// Any element with data-copy puts that text on the clipboard, and says so.

import { announce } from "./announce";

async function put(text: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Plain HTTP on another host than this one has no clipboard API.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("the browser refused to copy");
}

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy]") : null;
  if (!button) return;
  event.preventDefault();
  try {
    await put(button.dataset.copy ?? "");
    button.dataset.copied = "";
    announce("Copied.");
    setTimeout(() => delete button.dataset.copied, 1600);
  } catch {
    announce("Could not copy; select the text and copy it by hand.");
  }
});
