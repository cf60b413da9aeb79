// Line charts by uPlot, in the colours of the page, as wide as their place, with a legend that says the latest values
// until the pointer asks for others.
import { element, svg } from "./dom.js";

const HEIGHT = { normal: 280, small: 160 };
const DAY = 86_400;
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;
const DAYS = [DAY, 2 * DAY, 4 * DAY, 7 * DAY, 15 * DAY, MONTH, 2 * MONTH, 3 * MONTH, 4 * MONTH, 6 * MONTH, YEAR, 2 * YEAR, 5 * YEAR];
// Each row: from which distance of the marks, their text, what follows it in a new year, month, day, hour, minute, second; 1: appended.
const MARKS = [
	[YEAR, "{YYYY}", null, null, null, null, null, null, 1],
	[28 * DAY, "{MMM}", "\n{YYYY}", null, null, null, null, null, 1],
	[DAY, "{D} {MMM}", "\n{YYYY}", null, null, null, null, null, 1],
	[60, "{HH}:{mm}", "\n{D} {MMM}", null, "\n{D} {MMM}", null, null, null, 1],
	[1, ":{ss}", "\n{HH}:{mm}", null, "\n{HH}:{mm}", null, "\n{HH}:{mm}", null, 1],
];
const COLOURS = 6;
const charts = new Map();

/**
 * Draws lines over time: times in seconds, series of numbers or nulls. A unit writes a number as a text, and as a short
 * one for the axis; days are drawn as the calendar has them, whatever the time zone. One point makes no line.
 */
export function draw(target, times, series, unit, days = false) {
	if (!window.uPlot) {
		clear(target);
		target.append(element("p", { class: "quiet" }, "The chart did not arrive."));
		return;
	}
	if (times.length < 2 || series.length === 0) {
		clear(target);
		target.append(element("p", { class: "quiet" }, "There is nothing to draw yet."));
		return;
	}
	const kept = charts.get(target);
	const shape = series.map((line) => line.name).join("\n") + unit.name;
	const data = [times, ...series.map((line) => line.values)];
	if (kept?.shape === shape) {
		kept.plot.setData(data);
		return;
	}
	clear(target);
	const legend = element("ul", { class: "legend" });
	const plot = new window.uPlot(options(target, series, unit, days, legend), data, target);
	target.append(legend);
	charts.set(target, { plot, shape });
}

export function clear(target) {
	charts.get(target)?.plot.destroy();
	charts.delete(target);
	target.replaceChildren();
}

function options(target, series, unit, days, legend) {
	const quiet = () => inkOf(target, "--quiet");
	const line = () => inkOf(target, "--line");
	const axis = { stroke: quiet, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 }, font: "12px system-ui" };
	const say = (plot) => describe(legend, plot, series, unit, days);
	return {
		width: width(target),
		height: target.classList.contains("small") ? HEIGHT.small : HEIGHT.normal,
		padding: [12, 12, 0, 0],
		legend: { show: false },
		cursor: { drag: { x: false, y: false } },
		hooks: { setCursor: [say], setData: [say], ready: [say] },
		...(days && { tzDate: (seconds) => window.uPlot.tzDate(new Date(1000 * seconds), "Etc/UTC") }),
		scales: { y: { range: (plot, low, high) => padded(low, high) } },
		axes: [
			{ ...axis, values: MARKS, ...(days && { incrs: DAYS }) },
			{ ...axis, size: 64, values: (plot, values) => values.map(unit.short) },
		],
		series: [{}, ...series.map((each, index) => ({
			stroke: () => inkOf(target, `--slice-${index % COLOURS}`),
			width: index === 0 ? 2 : 1.5,
			dash: index === 0 ? [] : [6, 4],
			points: { show: false },
			...(index === 0 && { fill: () => faint(inkOf(target, "--slice-0")) }),
		}))],
	};
}

function describe(legend, plot, series, unit, days) {
	const index = plot.cursor.idx ?? plot.data[0].length - 1;
	const time = plot.data[0][index];
	if (time === undefined) {
		return;
	}
	const when = new Date(1000 * time);
	legend.replaceChildren(...series.map((each, line) => element("li", {}, swatch(line), element("span", {}, each.name),
		element("strong", {}, text(plot.data[line + 1][index], unit)))),
		element("li", { class: "quiet" }, days ? when.toISOString().slice(0, 10) : when.toLocaleTimeString("en-GB")));
}

function text(value, unit) {
	return value === null || value === undefined ? "–" : unit.long(value);
}

function swatch(index) {
	return svg("svg", { viewBox: "0 0 22 4", class: `slice-${index % COLOURS}`, "aria-hidden": "true" },
		svg("line", { x1: 0, x2: 22, y1: 2, y2: 2, "stroke-width": 3, ...(index > 0 && { "stroke-dasharray": "6 4" }) }));
}

function padded(low, high) {
	const from = Math.min(low ?? 0, 0);
	const to = Math.max(high ?? 1, from === 0 ? 1 : 0);
	const room = .05 * (to - from);
	return [from < 0 ? from - room : from, to + room];
}

// A custom property is a text until an element uses it as a colour.
function inkOf(target, property) {
	const probe = document.createElement("span");
	probe.className = `ink${property}`;
	target.append(probe);
	const colour = getComputedStyle(probe).color;
	probe.remove();
	return colour;
}

function faint(colour) {
	return colour.replace("rgb(", "rgba(").replace(")", ", .1)");
}

function width(target) {
	return Math.max(target.clientWidth, 240);
}

window.addEventListener("resize", () => charts.forEach((chart, target) => {
	if (target.clientWidth > 0) {
		chart.plot.setSize({ width: width(target), height: chart.plot.height });
	}
}));
document.addEventListener("colours", () => charts.forEach((chart) => chart.plot.redraw(false)));
