// What of Python has a colour of its own, by the name of its variable in the style sheet.

import { type Tag, tags } from "@lezer/highlight";

export const coloured: readonly { tag: Tag[]; name: string }[] = [
  { tag: [tags.keyword, tags.operatorKeyword, tags.self], name: "keyword" },
  { tag: [tags.string, tags.special(tags.string)], name: "string" },
  { tag: [tags.number, tags.bool, tags.null], name: "number" },
  {
    tag: [
      tags.definition(tags.function(tags.variableName)),
      tags.definition(tags.className),
      tags.meta,
      tags.function(tags.variableName),
    ],
    name: "name",
  },
  { tag: [tags.comment, tags.docString], name: "comment" },
];
