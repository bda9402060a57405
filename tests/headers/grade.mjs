// Grades pages of a site on loopback: node grade.mjs PORT PATH… prints a line of JSON for each.
// The grader's own `scan` takes a host name alone; this asks the same tests about one path each.

import { ALL_TESTS } from "@mdn/mdn-http-observatory/src/constants.js";
import { MINIMUM_SCORE_FOR_EXTRA_CREDIT } from "@mdn/mdn-http-observatory/src/grader/charts.js";
import { getGradeForScore, getScoreModifier } from "@mdn/mdn-http-observatory/src/grader/grader.js";
import { retrieve } from "@mdn/mdn-http-observatory/src/retriever/retriever.js";

const NOBODY = "1"; // the port of plain HTTP, on which nothing listens
const [httpsPort, ...paths] = process.argv.slice(2);

for (const path of paths) {
  const found = await retrieve("localhost", { httpPort: NOBODY, httpsPort, path });
  if (!found.responses.auto) throw new Error(`${path} does not answer`);
  const changes = ALL_TESTS.map((test) => test(found).result)
    .filter(Boolean)
    .map((result) => [result, getScoreModifier(result)]);
  const sum = (some) => some.reduce((total, [, change]) => total + change, 100);
  const without = sum(changes.filter(([, change]) => change < 0));
  const final = without >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(changes) : without;
  const { grade, score } = getGradeForScore(final);
  const { status } = found.responses.auto;
  console.log(JSON.stringify({ path, status, grade, score, lost: changes.filter(([, c]) => c < 0) }));
}
