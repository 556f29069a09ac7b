// Runs before the first paint, so that a reader who chose a theme never sees the other one flash by.

const KEY = "assay:theme";
const root = document.documentElement;

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // Storage is blocked: the system's preference decides.
  }
}

function current(): "light" | "dark" {
  const chosen = root.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

const choice = stored();
if (choice === "light" || choice === "dark") root.dataset.theme = choice;

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !event.target.closest("[data-theme-toggle]")) return;
  const next = current() === "dark" ? "light" : "dark";
  root.dataset.theme = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // The choice holds for this page only.
  }
});
