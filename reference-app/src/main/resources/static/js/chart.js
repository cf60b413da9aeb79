// Line charts by uPlot, in the colours of the page, as wide as their place.
const HEIGHT = { normal: 280, small: 160 };
const charts = new Map();

/** Draws lines over time: times in seconds, series of numbers or nulls. */
export function draw(target, times, series, unit = "") {
	const kept = charts.get(target);
	const names = series.map((line) => line.name).join("\n");
	if (kept && kept.names === names) {
		kept.plot.setData([times, ...series.map((line) => line.values)]);
		return;
	}
	kept?.plot.destroy();
	target.replaceChildren();
	const plot = new window.uPlot(options(target, series, unit), [times, ...series.map((line) => line.values)], target);
	charts.set(target, { plot, names, redraw: () => draw(target, times, series, unit) });
}

export function clear(target) {
	charts.get(target)?.plot.destroy();
	charts.delete(target);
	target.replaceChildren();
}

function options(target, series, unit) {
	const quiet = () => inkOf(target, "--quiet");
	const line = () => inkOf(target, "--line");
	const axis = { stroke: quiet, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 }, font: "12px system-ui" };
	return {
		width: width(target),
		height: target.classList.contains("small") ? HEIGHT.small : HEIGHT.normal,
		cursor: { drag: { x: false, y: false } },
		scales: { y: { range: (plot, low, high) => padded(low, high) } },
		axes: [axis, { ...axis, size: 60, values: (plot, values) => values.map((value) => `${value}${unit}`) }],
		series: [{ label: "Time" }, ...series.map((each, index) => ({
			label: each.name,
			stroke: () => inkOf(target, `--slice-${index % 6}`),
			width: index === 0 ? 2 : 1.5,
			dash: index === 0 ? [] : [6, 4],
			points: { show: false },
			value: (plot, value) => value === null || value === undefined ? "–" : `${value.toFixed(2)}${unit}`,
		}))],
	};
}

function padded(low, high) {
	const from = Math.min(low ?? 0, 0);
	const to = Math.max(high ?? 1, from + 1);
	return [from, to + (to - from) * .05];
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

function width(target) {
	return Math.max(target.clientWidth, 240);
}

window.addEventListener("resize", () => charts.forEach((chart, target) => {
	if (target.clientWidth > 0) {
		chart.plot.setSize({ width: width(target), height: chart.plot.height });
	}
}));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.forEach((chart) => chart.plot.redraw(false)));
