// Bundles everything that the pages load into dist/, which the server's binary embeds.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** @type {import("esbuild").BuildOptions} */
const options = {
  entryPoints: {
    app: here("src/style/app.css"),
    candidate: here("src/candidate.ts"),
    challenge: here("src/challenge.ts"),
    challenges: here("src/challenges.ts"),
    interviewer: here("src/interviewer.ts"),
    review: here("src/review.ts"),
    theme: here("src/theme.ts"),
  },
  outdir: here("dist"),
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome123", "firefox120", "safari17.5"],
  legalComments: "none",
  logLevel: "info",
};

rmSync(here("dist"), { recursive: true, force: true });
mkdirSync(here("dist"), { recursive: true });
cpSync(here("src/icon.svg"), here("dist/icon.svg"));

if (process.argv.includes("--watch")) {
  const context = await esbuild.context(options);
  await context.watch();
} else {
  await esbuild.build(options);
  compress();
}

/** Leaves each file beside itself as browsers take it: once and hard, so that the server need not while one waits. */
function compress() {
  for (const name of readdirSync(here("dist"))) {
    const content = readFileSync(here(`dist/${name}`));
    // What fits into one packet gains nothing.
    if (content.length < 1024) continue;
    writeFileSync(here(`dist/${name}.br`), brotliCompressSync(content));
    writeFileSync(here(`dist/${name}.gz`), gzipSync(content, { level: 9 }));
  }
}
