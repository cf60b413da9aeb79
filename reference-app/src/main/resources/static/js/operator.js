// The operator's page: asks every two seconds and draws what has changed since.
import { draw } from "./chart.js";
import { byId, element } from "./dom.js";
import { get } from "./api.js";
import { progress, words } from "./format.js";
import { failed, run } from "./shell.js";

const MILLISECONDS = 2000;
const MOST_POINTS = 150;

const times = [];
const lines = new Map();
const NUMBER = { name: "", long: round, short: round };
const PERCENT = { name: "%", long: percent, short: percent };
// Scores are shares, except for these.
const UNITS = { POOL_WAITERS: round, LEASE_AGE: (value) => `${round(value)} s` };
const ORDER = ["FAIL", "PASS", "UNKNOWN"];
let before = null;

run(async () => {
	show(await get("/api/operator/status"));
	setTimeout(look, MILLISECONDS);
});

async function look() {
	try {
		show(await get("/api/operator/status"));
		setTimeout(look, MILLISECONDS);
	}
	catch (error) {
		failed(error);
	}
}

function show(status) {
	scorecard(status.scorecard);
	tasks(status.tasks);
	byId("pool-words").textContent = `${status.pool.used} of this process's ${status.pool.share} in use, ${status.pool.waiting} waiting, `
		+ `${status.pool.shed} refused since the start; the fleet may open ${status.pool.limit}.`;
	if (!before) {
		document.querySelectorAll("#live .chart").forEach((place) => place.append(element("p", { class: "quiet" }, "Nothing to draw yet.")));
	}
	else {
		const seconds = (Date.parse(status.at) - Date.parse(before.at)) / 1000;
		keep(times, Date.parse(status.at) / 1000);
		chart("requests-chart", [["Requests", (status.requests - before.requests) / seconds]]);
		chart("pool-chart", [["In use", status.pool.used], ["Share", status.pool.share]]);
		chart("caches-chart", status.caches.map((cache) => [cache.name, ratio(cache, find(before.caches, "name", cache.name))]), PERCENT);
		chart("limits-chart", status.limits.map((limit) => [limit.policy,
			(limit.refused - (find(before.limits, "policy", limit.policy)?.refused ?? 0)) / seconds]));
	}
	before = status;
}

function chart(id, values, unit = NUMBER) {
	const kept = values.map(([name, value]) => {
		const line = lines.get(`${id} ${name}`) ?? Array(times.length - 1).fill(null);
		lines.set(`${id} ${name}`, line);
		keep(line, value);
		return { name, values: line };
	});
	if (kept.length > 0) {
		draw(byId(id), times, kept, unit);
	}
}

function keep(list, value) {
	list.push(value);
	if (list.length > MOST_POINTS) {
		list.shift();
	}
}

function ratio(now, earlier) {
	const hits = now.hits - (earlier?.hits ?? 0);
	const all = hits + now.misses - (earlier?.misses ?? 0);
	return all > 0 ? 100 * hits / all : null;
}

function find(list, name, value) {
	return list.find((each) => each[name] === value);
}

function scorecard(report) {
	const scores = (report?.scores ?? []).toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
	const count = (verdict) => scores.filter((score) => score.verdict === verdict).length;
	byId("verdict").textContent = report ? report.verdict : "There is no scorecard.";
	byId("verdict").className = report ? `verdict ${report.verdict.toLowerCase()}` : "";
	byId("verdict-words").textContent = report ? `${count("PASS")} objectives met, ${count("FAIL")} missed, `
		+ `${count("UNKNOWN")} without enough traffic` : "";
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
