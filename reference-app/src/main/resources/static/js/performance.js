// How a portfolio fared, beside the benchmark, and what it was worth.
import { get, passes } from "./api.js";
import { clear, draw } from "./chart.js";
import { byId, element } from "./dom.js";
import { money, percentage, sign } from "./format.js";
import { latest } from "./latest.js";
import { chosen, offer, portfolios } from "./portfolios.js";
import { failed } from "./shell.js";

const RANGES = ["1D", "1W", "1M", "YTD", "1Y", "5Y", "MAX"];
const KINDS = ["Growth", "Value"];
const BENCHMARK = { symbol: "^GSPC", name: "S&P 500" };
const PERCENT = { name: "%", long: (value) => `${value.toFixed(2)}%`, short: (value) => `${value}%` };
const MILLISECONDS_UNTIL_ASKED_AGAIN = 2000;
const SECONDS_UNTIL_RETRY = 5;
const listed = latest();
const reported = latest((busy) => byId("performance-chart").setAttribute("aria-busy", busy));
const computed = latest();
// What is wrong with each part until that part comes, and when it is tried again or asked for anew.
const trouble = { list: "", report: "", lifetime: "" };
const waiting = {};

let range = "1Y";
let kind = KINDS[0];
let portfolio = null;
let report = null;

export function showPerformance() {
	return attempt("list", () => listed(portfolios, choices));
}

function choices(found) {
	const all = found.filter((each) => each.activities > 0);
	portfolio = chosen(all);
	byId("performance").hidden = portfolio === null;
	byId("performance-portfolio").hidden = all.length < 2;
	offer(byId("performance-portfolio"), all, portfolio, (wanted) => {
		portfolio = wanted;
		Object.assign(trouble, { report: "", lifetime: "" });
		forget();
		byId("lifetime").textContent = "";
		show();
	});
	// Of a portfolio that is gone nothing is asked any more.
	Object.values(waiting).forEach((each) => clearTimeout(each));
	if (portfolio) {
		buttons("ranges", RANGES, range, (wanted) => {
			range = wanted;
			attempt("report", load);
		});
		buttons("kinds", KINDS, kind, (wanted) => {
			kind = wanted;
			if (report) {
				chart();
			}
		});
		show();
	}
}

function show() {
	attempt("report", load);
	attempt("lifetime", lifetime);
}

/** Shows a part, or says what is wrong with it beside what is there, and tries that part again where it helps. */
async function attempt(part, work) {
	clearTimeout(waiting[part]);
	try {
		if (await work()) {
			trouble[part] = "";
			message();
		}
	}
	catch (error) {
		if (error.status === undefined) {
			throw error;
		}
		byId("performance").hidden = false;
		trouble[part] = error.message;
		message();
		if (error.endsPage) {
			failed(error);
		}
		else if (passes(error.status)) {
			waiting[part] = setTimeout(attempt, 1000 * (error.retryAfter || SECONDS_UNTIL_RETRY), part, work);
		}
	}
}

function buttons(id, names, pressed, choose) {
	byId(id).replaceChildren(...names.map((each) => {
		const button = element("button", { type: "button", "aria-pressed": each === pressed }, each);
		button.onclick = () => {
			byId(id).querySelectorAll("button").forEach((other) => other.setAttribute("aria-pressed", other === button));
			choose(each);
		};
		return button;
	}));
}

/** Tells whether this was the last question. */
async function load() {
	const path = `/api/portfolios/${portfolio.id}/performance?range=${range}&benchmark=${encodeURIComponent(BENCHMARK.symbol)}`;
	try {
		return await reported(() => get(path), (answer) => {
			report = answer;
			chart();
			figures();
		});
	}
	catch (error) {
		forget();
		throw error;
	}
}

/** What was asked before is not shown as if it were what is asked now. */
function forget() {
	report = null;
	clear(byId("performance-chart"));
	byId("performance-chart").setAttribute("aria-label", "Performance");
	["performance-figures", "performance-reasons"].forEach((id) => byId(id).replaceChildren());
	message();
}

function chart() {
	const target = byId("performance-chart");
	const lines = kind === "Value" ? values() : growth();
	if (lines[0].values.every((value) => value === null)) {
		clear(target);
		target.append(element("p", { class: "quiet" }, report.timeWeighted.reason?.message ?? "There is nothing to draw."));
	}
	else {
		draw(target, report.series.map((point) => Date.parse(point.date) / 1000), lines, kind === "Value" ? currency() : PERCENT, true);
	}
	target.setAttribute("aria-label", kind === "Value"
		? `Value since ${report.start}, now ${money(report.value)}`
		: `Performance since ${report.start}: portfolio ${percentage(report.timeWeighted)}, ${BENCHMARK.name} ${percentage(report.benchmark?.growth)}`);
}

function growth() {
	return [
		{ name: "Portfolio", values: report.series.map((point) => number(point.growth)) },
		{ name: BENCHMARK.name, values: report.series.map((point) => number(point.benchmark)) },
	];
}

function values() {
	return [{ name: "Value", values: report.series.map((point) => number(point.value)) }];
}

function currency() {
	const short = new Intl.NumberFormat("en", { style: "currency", currency: report.baseCurrency, notation: "compact" });
	return { name: report.baseCurrency, short: (value) => short.format(value),
		long: (value) => money({ amount: value, currency: report.baseCurrency }) };
}

function figures() {
	const facts = [
		["Gain", money(report.gain, true), report.gain, sign(report.gain.amount)],
		["Time-weighted return", percentage(report.timeWeighted, true), report.timeWeighted, sign(report.timeWeighted.value)],
		["Time-weighted a year", percentage(report.timeWeightedAnnualized, true), report.timeWeightedAnnualized, sign(report.timeWeightedAnnualized.value)],
		["Money-weighted a year", percentage(report.moneyWeighted, true), report.moneyWeighted, sign(report.moneyWeighted.value)],
		[BENCHMARK.name, percentage(report.benchmark?.growth, true), report.benchmark?.growth, sign(report.benchmark?.growth.value)],
		[`Ahead of ${BENCHMARK.name}`, points(report.benchmark?.excess), report.benchmark?.excess, sign(report.benchmark?.excess.value)],
		["Volatility a year", percentage(report.volatility), report.volatility, ""],
		["Deepest fall", percentage(report.maximumDrawdown), report.maximumDrawdown, ""],
	];
	byId("performance-figures").replaceChildren(...facts.map(([title, text, , style]) =>
		element("div", {}, element("dt", {}, title), element("dd", { class: style }, text))));
	reasons(facts);
}

function points(value) {
	return value?.value ? `${percentage(value, true).replace("%", "")} points` : "–";
}

/** Why a figure is absent, once for all that are absent for it. */
function reasons(facts) {
	const titles = new Map();
	facts.filter(([, , figure]) => figure?.reason).forEach(([title, , figure]) =>
		titles.set(figure.reason.message, [...titles.get(figure.reason.message) ?? [], title]));
	byId("performance-reasons").replaceChildren(...[...titles].map(([reason, absent]) =>
		element("p", { class: "quiet" }, `${absent.join(", ")}: ${reason}`)));
}

/** What a job computes after each change: asked for until it is there. Tells whether this was the last question. */
function lifetime() {
	const path = `/api/portfolios/${portfolio.id}/metrics`;
	return computed(() => get(path), ({ figures, current }) => {
		const words = figures ? `Since ${figures.since}: ${percentage(figures.timeWeightedAnnualized)} a year time-weighted, `
			+ `${percentage(figures.moneyWeighted)} money-weighted, volatility ${percentage(figures.volatility)}.` : "";
		say(byId("lifetime"), current ? words : `${words} The figures of the whole time are being computed …`);
		if (!current) {
			waiting.lifetime = setTimeout(attempt, MILLISECONDS_UNTIL_ASKED_AGAIN, "lifetime", lifetime);
		}
	});
}

function number(text) {
	return text === undefined || text === null ? null : Number(text);
}

/** Says what is doubtful and what does not come, once: what the overview says already is not said again. */
function message() {
	const known = byId("warnings").textContent;
	const doubts = (report?.warnings ?? []).map((warning) => warning.message).filter((text) => !known.includes(text.split(". ")[0]));
	const text = [...new Set([...doubts, ...Object.values(trouble)])].filter(Boolean).join(" ");
	say(byId("performance-message"), text, element("p", { class: "quiet" }, text));
}

/** A screen reader says again what is written again. */
function say(place, text, shown = text) {
	if (place.textContent !== text) {
		place.replaceChildren(...(text ? [shown] : []));
	}
}
