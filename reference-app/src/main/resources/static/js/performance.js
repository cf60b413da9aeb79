// How the portfolio fared, beside the benchmark.
import { get } from "./api.js";
import { clear, draw } from "./chart.js";
import { byId, element } from "./dom.js";
import { money } from "./format.js";

const RANGES = ["1D", "1W", "1M", "YTD", "1Y", "5Y", "MAX"];
const BENCHMARK = { symbol: "^GSPC", name: "S&P 500" };
const MILLISECONDS_UNTIL_ASKED_AGAIN = 2000;

let range = "1Y";
let portfolio = null;
let asked = 0;

export async function showPerformance() {
	try {
		const portfolios = await get("/api/portfolios");
		portfolio = portfolios.find((each) => each.activities > 0) ?? null;
		byId("performance").hidden = portfolio === null;
		if (portfolio) {
			buttons();
			await Promise.all([chart(), lifetime()]);
		}
	}
	catch (error) {
		message(error.message);
	}
}

function buttons() {
	byId("ranges").replaceChildren(...RANGES.map((each) => {
		const button = element("button", { type: "button", "aria-pressed": each === range }, each);
		button.onclick = () => {
			range = each;
			byId("ranges").querySelectorAll("button").forEach((other) =>
				other.setAttribute("aria-pressed", other.textContent === range));
			chart().catch((error) => message(error.message));
		};
		return button;
	}));
}

async function chart() {
	const question = ++asked;
	const report = await get(`/api/portfolios/${portfolio.id}/performance?range=${range}&benchmark=${encodeURIComponent(BENCHMARK.symbol)}`);
	// Whoever clicks quickly sees what was clicked last.
	if (question !== asked) {
		return;
	}
	message(report.warnings.length > 0 ? report.warnings.map((warning) => warning.message).join(" ") : "");
	const target = byId("performance-chart");
	const growth = report.series.map((point) => number(point.growth));
	if (growth.every((value) => value === null)) {
		clear(target);
		target.append(element("p", { class: "quiet" }, report.timeWeighted.reason?.message ?? "There is nothing to draw."));
	}
	else {
		draw(target, report.series.map((point) => Date.parse(point.date) / 1000), [
			{ name: "Portfolio", values: growth },
			{ name: BENCHMARK.name, values: report.series.map((point) => number(point.benchmark)) },
		], " %");
	}
	target.setAttribute("aria-label", `Performance since ${report.start}: portfolio ${percentage(report.timeWeighted)}, `
		+ `${BENCHMARK.name} ${percentage(report.benchmark?.growth)}`);
	figures(report);
}

function figures(report) {
	byId("performance-figures").replaceChildren(
		fact("Gain", money(report.gain), report.gain.reason),
		fact("Time-weighted", percentage(report.timeWeighted), report.timeWeighted.reason),
		fact("A year", percentage(report.timeWeightedAnnualized), report.timeWeightedAnnualized.reason),
		fact("Money-weighted a year", percentage(report.moneyWeighted), report.moneyWeighted.reason),
		fact(BENCHMARK.name, percentage(report.benchmark?.growth), report.benchmark?.growth.reason),
		fact("Volatility", percentage(report.volatility), report.volatility.reason),
		fact("Deepest fall", percentage(report.maximumDrawdown), report.maximumDrawdown.reason));
}

/** What a job computes after each change: asked for until it is there. */
async function lifetime() {
	const metrics = await get(`/api/portfolios/${portfolio.id}/metrics`);
	const figures = metrics.figures;
	const words = figures ? `Since ${figures.since}: ${percentage(figures.timeWeightedAnnualized)} a year time-weighted, `
		+ `${percentage(figures.moneyWeighted)} money-weighted, volatility ${percentage(figures.volatility)}.` : "";
	byId("lifetime").textContent = metrics.current ? words : `${words} The figures of the whole time are being computed …`;
	if (!metrics.current) {
		setTimeout(() => lifetime().catch(() => null), MILLISECONDS_UNTIL_ASKED_AGAIN);
	}
}

function fact(title, text, reason) {
	return element("div", reason ? { title: reason.message } : {}, element("dt", {}, title), element("dd", {}, text));
}

function percentage(value) {
	return value?.value ? `${value.value} %` : "–";
}

function number(text) {
	return text === undefined || text === null ? null : Number(text);
}

function message(text) {
	byId("performance-message").replaceChildren(...(text ? [element("p", { class: "quiet" }, text)] : []));
}
