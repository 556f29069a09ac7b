// The comments of a review, as they are kept and sent.

export interface Comment {
  file: string;
  /** Counted from 1, both included. */
  from: number;
  to: number;
  kind: string;
  text: string;
}

interface Written {
  file: string;
  lines: string;
  kind: string;
  text: string;
}

/** What the server reads; see the challenge's `review.json`. */
export function write(comments: readonly Comment[]): string {
  const written: Written[] = comments.map(({ file, from, to, kind, text }) => ({
    file,
    lines: from === to ? String(from) : `${from}-${to}`,
    kind,
    text,
  }));
  return JSON.stringify({ comment: written }, null, 1);
}

/** Reads a draft; what is none is left out. */
export function read(source: string): Comment[] {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return [];
  }
  const list = (value as { comment?: unknown } | null)?.comment;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: Partial<Written> | null) => {
    const { file, lines, kind, text } = entry ?? {};
    if (typeof file !== "string" || typeof kind !== "string" || typeof text !== "string") return [];
    const [from = 0, to = from] = String(lines ?? "")
      .split("-")
      .map(Number);
    return from >= 1 && to >= from ? [{ file, from, to, kind, text }] : [];
  });
}

export function place({ from, to }: Comment): string {
  return from === to ? `line ${from}` : `lines ${from} to ${to}`;
}
