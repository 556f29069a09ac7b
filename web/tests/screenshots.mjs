// Makes docs/screenshots/*.png from a running server with the repository's challenges: `npm run screenshots`.

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  launchBrowser,
  live,
  newInterview,
  openChallenge,
  openPage,
  signIn,
  startServer,
  submit,
  write,
} from "./assay.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = here("../../docs/screenshots/");
const challenge = here("../../challenges/timing-decorator/");
const submission = (path) =>
  readFileSync(`${challenge}submissions/${path}`, "utf8").replace(
    /^# (?:Fails|Mistake):.*\n(?:#.*\n)*\n*/gm,
    "",
  );

/** What a candidate might send, one after the other: each a known submission of the challenge. */
const attempts = [
  "wrong_answer/closure_from_a_tutorial.py",
  "wrong_answer/only_plain_functions.py",
  "wrong_answer/no_finally.py",
];

if (!existsSync(challenge)) throw new Error(`there is no ${challenge}`);
mkdirSync(folder, { recursive: true });
const reviewTitle = readFileSync(here("../../challenges/review-the-code/challenge.toml"), "utf8").match(
  /title = "(.+)"/,
)?.[1];
/** Some of what a candidate might say. */
const comments = [
  {
    line: 29,
    kind: "correctness",
    text: "Ten euros are equal to ten dollars. Compare the currency, as __hash__ does.",
  },
  {
    line: 48,
    kind: "correctness",
    text: "A declined payment returns None; the docstring promises PaymentError.",
  },
  { line: 74, kind: "security", text: "SQL injection through the customer's name. Use a placeholder." },
  { line: 80, kind: "security", text: "This is SQL out of an f-string as well." },
];
const title = readFileSync(`${challenge}challenge.toml`, "utf8").match(/title = "(.+)"/)?.[1];

const server = await startServer({ challenges: [here("../../challenges")] });
const browser = await launchBrowser();
try {
  const interviewer = await openPage(browser);
  const shot = async (page, name) => {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.screenshot({ path: `${folder}${name}${colorScheme === "dark" ? "-dark" : ""}.png` });
    }
  };

  await interviewer.goto(`${server.url}/login`);
  await shot(interviewer, "sign-in");
  await signIn(interviewer, server.url);
  await interviewer.goto(`${server.url}/challenges`);
  await shot(interviewer, "catalogue");

  const reviewer = await openPage(browser);
  const review = await newInterview(interviewer, server.url, { challenges: [reviewTitle] });
  await reviewer.goto(review.link);
  await live(reviewer);
  for (const { line, kind, text } of comments) {
    await reviewer.getByRole("button", { name: `Comment on line ${line}`, exact: true }).click();
    await reviewer.getByLabel("Kind").selectOption(kind);
    await reviewer.getByLabel(/What is wrong/).fill(text);
    await reviewer.getByRole("button", { name: "Keep comment" }).click();
  }
  await reviewer.locator(".review-code").evaluate((code) => code.scrollIntoView());
  await shot(reviewer, "candidate-review");
  await reviewer.getByRole("button", { name: "Send review" }).click();
  await reviewer.locator("#sent li").waitFor();
  await interviewer.goto(review.watch);
  await interviewer.locator(".defect").first().waitFor();
  await shot(interviewer, "review");

  await newInterview(interviewer, server.url, { candidate: "Jonas Lindqvist", challenges: [title] });
  const { watch, link } = await newInterview(interviewer, server.url, { challenges: [title] });

  const candidate = await openPage(browser);
  await openChallenge(candidate, link);
  await shot(candidate, "candidate-task");
  for (const attempt of attempts) {
    await write(candidate, submission(attempt));
    await submit(candidate);
  }

  await interviewer.goto(watch);
  await live(interviewer);
  await interviewer.locator("#case[data-case]").waitFor();
  await interviewer.getByRole("button", { name: "Reveal the title" }).click();
  await candidate.locator(".hidden-cases .case").first().waitFor();
  await shot(candidate, "candidate-results");
  await interviewer.locator("#case .tag", { hasText: "revealed" }).waitFor();
  await shot(interviewer, "interview");

  await interviewer.goto(`${server.url}/interviews`);
  await live(interviewer);
  await shot(interviewer, "interviews");
  await interviewer.goto(`${server.url}/interviews/new`);
  await shot(interviewer, "new-interview");
} finally {
  await browser.close();
  await server.stop();
}
