// Says a sentence to a screen reader without moving the reader's focus. The server's live messages go the same way.

export function announce(sentence: string): void {
  const region = document.getElementById("announcement");
  if (region) region.textContent = sentence;
}
