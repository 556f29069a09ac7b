// Colours for Python that the server has written into the page: as in the editor, and without one. The text stays what
// it was, so a page without scripts only lacks the colours.

import { highlightCode, tagHighlighter } from "@lezer/highlight";
import { parser } from "@lezer/python";
import { coloured } from "../editor/coloured";

const highlighter = tagHighlighter(coloured.map(({ tag, name }) => ({ tag, class: `code-${name}` })));

/** The nodes of each line. */
function lines(source: string): Node[][] {
  const found: Node[][] = [[]];
  highlightCode(
    source,
    parser.parse(source),
    highlighter,
    (text, classes) => {
      const node = document.createTextNode(text);
      if (!classes) {
        found.at(-1)?.push(node);
        return;
      }
      const element = document.createElement("span");
      element.className = classes;
      element.append(node);
      found.at(-1)?.push(element);
    },
    () => found.push([]),
  );
  return found;
}

/** Colours what is Python and is not coloured yet: blocks of code, and files whose lines are elements of their own. */
export function colour(): void {
  for (const block of document.querySelectorAll<HTMLElement>("[data-python]")) {
    delete block.dataset.python;
    const own = [...block.querySelectorAll<HTMLElement>(".code-line > code")];
    const parts = own.length > 0 ? own : [block];
    const made = lines(parts.map((part) => part.textContent).join("\n"));
    if (own.length > 0) for (const [at, part] of own.entries()) part.replaceChildren(...(made[at] ?? []));
    else block.replaceChildren(...made.flatMap((line, at) => (at > 0 ? ["\n", ...line] : line)));
  }
}
