// Solves pairings by another hand: HiGHS (npm highs), as the linear programme of the transportation problem, whose corners are whole numbers.
// Reads { instances: [{ capacities, places: [[key, most]], pairs: [[expert, place, fit]], locks, bans: ["expert place"], balance }] } from
// stdin and answers [{ status, objective, milliseconds }] on stdout; only HiGHS's own work is timed.
import { readFileSync } from "node:fs";
import highsLoader from "highs";

const { instances } = JSON.parse(readFileSync(0, "utf8"));
const highs = await highsLoader();
console.log(JSON.stringify(instances.map(instance => {
  const text = programme(instance);
  const start = performance.now();
  const { Status, ObjectiveValue } = highs.solve(text, { output_flag: false });
  return { status: Status, objective: ObjectiveValue, milliseconds: performance.now() - start };
})));

// x e p: the expert serves the place; y e k: the expert has a k-th place, which costs more than the one before.
function programme({ capacities, places, pairs, locks, bans, balance }) {
  const locked = new Set(locks), banned = new Set(bans);
  const objective = [], bounds = [], ofExpert = capacities.map(() => []), ofPlace = places.map(() => []);
  for (const [expert, place, fit] of pairs) {
    const name = `x${expert}_${place}`;
    const low = locked.has(`${expert} ${place}`) ? 1 : 0, high = banned.has(`${expert} ${place}`) ? 0 : 1;
    objective.push(`+ ${fit / 1e6} ${name}`);
    bounds.push(`${low} <= ${name} <= ${high}`);
    ofExpert[expert].push(`+ ${name}`);
    ofPlace[place].push(`+ ${name}`);
  }
  const rows = [];
  capacities.forEach((capacity, expert) => {
    if (ofExpert[expert].length === 0) return;
    for (let k = 0; k < capacity; k++) {
      objective.push(`- ${Math.floor(balance * k / capacity) / 1e6} y${expert}_${k}`);
      bounds.push(`0 <= y${expert}_${k} <= 1`);
      ofExpert[expert].push(`- y${expert}_${k}`);
    }
    rows.push(`e${expert}: ${ofExpert[expert].join(" ")} = 0`);
  });
  places.forEach(([key, most], place) => {
    if (key) rows.push(`k${place}: ${ofPlace[place].join(" ") || "0 none"} >= 1`);
    if (ofPlace[place].length > 0) rows.push(`p${place}: ${ofPlace[place].join(" ")} <= ${most}`);
  });
  // A row's own lines are short: the format allows 560 characters a line at most in some readers.
  const wrap = row => row.replace(/((?:[+-] \S+ ){12})/g, "$1\n ");
  return ["Maximize", "obj:", ...objective.length ? objective : ["0 none"], "Subject To", ...rows.map(wrap), "Bounds", ...bounds, "End", ""].join("\n");
}
