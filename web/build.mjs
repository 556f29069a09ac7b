// Bundles everything that the pages load into dist/, which the server's binary embeds.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
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
}
