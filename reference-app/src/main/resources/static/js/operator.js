// The operator's page: asks every two seconds and draws what has changed since, of one process at a time, for any of
// them may answer and each counts for itself.
import { draw } from "./chart.js";
import { byId, element } from "./dom.js";
import { get } from "./api.js";
import { progress, words } from "./format.js";
import { failed, run } from "./shell.js";

const MILLISECONDS = 2000;
const MOST_POINTS = 150;
// A process is gone that has not answered for so many turns of all.
const MOST_TURNS = 8;
const NUMBER = { name: "", long: round, short: round };
const PERCENT = { name: "%", long: percent, short: percent };
// Scores are shares, except for these.
const UNITS = { POOL_WAITERS: round, LEASE_AGE: (value) => `${round(value)} s` };
const ORDER = ["FAIL", "PASS", "UNKNOWN"];
// What each process said last, and what it counted until then, oldest first.
const processes = new Map();
let shown = null;
let answers = 0;

byId("processes").onchange = () => {
	shown = byId("processes").value;
	show();
};
run(async () => {
	keep(await get("/api/operator/status"));
	setTimeout(look, MILLISECONDS);
});

async function look() {
	try {
		keep(await get("/api/operator/status"));
		setTimeout(look, MILLISECONDS);
	}
	catch (error) {
		failed(error);
	}
}

function keep({ process, tasks: all, scorecard: report, ...counts }) {
	const former = processes.get(process)?.counts ?? [];
	processes.set(process, { report, counts: [...former, counts].slice(-MOST_POINTS - 1), answer: ++answers });
	processes.forEach((each, id) => answers - each.answer > MOST_TURNS * processes.size && processes.delete(id));
	shown = processes.has(shown) ? shown : process;
	offer();
	tasks(all);
	show();
}

function offer() {
	const place = byId("processes");
	const ids = [...processes.keys()];
	place.hidden = ids.length < 2;
	// A list that is open stays open.
	if ([...place.options].map((option) => option.value).join() !== ids.join()) {
		place.replaceChildren(...ids.map((id) => element("option", { value: id }, id)));
	}
	place.value = shown;
}

function show() {
	const { report, counts } = processes.get(shown);
	const now = counts.at(-1);
	byId("process").textContent = shown;
	scorecard(report, now.at);
	byId("pool-words").textContent = `${now.pool.used} of this process's ${now.pool.share} in use, ${now.pool.waiting} waiting, `
		+ `${now.pool.shed} refused since the start; the fleet may open ${now.pool.limit}.`;
	const times = counts.slice(1).map((each) => Date.parse(each.at) / 1000);
	const line = (name, value) => ({ name, values: counts.slice(1).map((each, index) => value(each, counts[index])) });
	draw(byId("requests-chart"), times, [line("Requests", (each, before) => (each.requests - before.requests) / seconds(each, before))], NUMBER);
	draw(byId("pool-chart"), times, [line("In use", (each) => each.pool.used), line("Share", (each) => each.pool.share)], NUMBER);
	draw(byId("caches-chart"), times, now.caches.map(({ name }) => line(name, (each, before) => ratio(cache(each, name), cache(before, name)))), PERCENT);
	draw(byId("limits-chart"), times, now.limits.map(({ policy }) => line(policy,
		(each, before) => (refused(each, policy) - refused(before, policy)) / seconds(each, before))), NUMBER);
}

function seconds(now, before) {
	return (Date.parse(now.at) - Date.parse(before.at)) / 1000;
}

function cache(counts, name) {
	return counts.caches.find((each) => each.name === name) ?? { hits: 0, misses: 0 };
}

function refused(counts, policy) {
	return counts.limits.find((each) => each.policy === policy)?.refused ?? 0;
}

function ratio(now, before) {
	const hits = now.hits - before.hits;
	const all = hits + now.misses - before.misses;
	return all > 0 ? 100 * hits / all : null;
}

function scorecard(report, at) {
	const scores = (report?.scores ?? []).toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
	const count = (verdict) => scores.filter((score) => score.verdict === verdict).length;
	byId("verdict").textContent = report ? report.verdict : "There is no scorecard.";
	byId("verdict").className = report ? `verdict ${report.verdict.toLowerCase()}` : "";
	byId("verdict-words").textContent = (report ? `${count("PASS")} objectives met, ${count("FAIL")} missed, `
		+ `${count("UNKNOWN")} without enough traffic, ` : "") + `as of ${time(at)}`;
	byId("missed").replaceChildren(...scores.filter((score) => score.verdict === "FAIL").map((score) =>
		element("li", {}, element("strong", { class: "loss" }, `${words(score.metric)} ${score.subject}: ${value(score, score.value)}`),
			` (objective ${value(score, score.objective)}). ${score.advice}`)));
	fill("scores", ["Metric", "Subject", "Verdict", "Value", "Objective", "Trend"], scores.map((score) =>
		[words(score.metric), score.subject, score.verdict, value(score, score.value), value(score, score.objective), words(score.trend)]));
}

function value(score, number) {
	return typeof number === "number" ? (UNITS[score.metric] ?? ((share) => percent(100 * share)))(number) : "–";
}

function tasks(all) {
	fill("tasks", ["Task", "State", "Progress", "Next", "Last success", "What went wrong"], all.map((task) =>
		[task.task, state(task), progress(task), time(task.next), time(task.lastSuccess), task.message ?? ""]));
}

function state(task) {
	return [[task.running, "running"], [task.waiting, "waiting"], [task.failing, "failed last, tried again"]]
		.filter(([count]) => count > 0).map(([count, text]) => `${count} ${text}`).join(", ");
}

function fill(id, head, rows) {
	byId(id).tHead.replaceChildren(element("tr", {}, ...head.map((title) => element("th", { scope: "col" }, title))));
	byId(id).tBodies[0].replaceChildren(...rows.map((row) => element("tr", {}, ...row.map((text) => element("td",
		ORDER.includes(text) ? { class: `verdict-${text.toLowerCase()}` } : {}, text)))));
}

function round(value) {
	return value.toLocaleString("en", { maximumFractionDigits: 2 });
}

function percent(value) {
	return `${value.toLocaleString("en", { maximumFractionDigits: 1 })}%`;
}

function time(text) {
	return text ? new Date(text).toLocaleString("sv-SE") : "–";
}
