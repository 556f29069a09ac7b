// Task and results share the left half; arrow keys move between them, as in any list of tabs.

export function wireTabs(list: HTMLElement): (panel: string) => void {
  const tabs = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];

  const choose = (tab: HTMLElement) => {
    for (const other of tabs) {
      const chosen = other === tab;
      other.setAttribute("aria-selected", String(chosen));
      other.tabIndex = chosen ? 0 : -1;
      const panel = document.getElementById(other.getAttribute("aria-controls") ?? "");
      if (panel) panel.hidden = !chosen;
    }
  };

  list.addEventListener("click", (event) => {
    const tab = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="tab"]') : null;
    if (tab) choose(tab);
  });

  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (at < 0 || step === 0) return;
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    choose(next);
    next.focus();
    event.preventDefault();
  });

  return (panel) => {
    const tab = tabs.find((tab) => tab.getAttribute("aria-controls") === panel);
    if (tab) choose(tab);
  };
}
