// A ring with a legend that says the same in words.
import { element, svg } from "./dom.js";
import { money, percent, words } from "./format.js";

const COLOURS = 6;

export function showAllocation(target, slices) {
	if (slices.length === 0) {
		target.replaceChildren(element("p", { class: "quiet" }, "Nothing is held that has a value."));
		return;
	}
	target.replaceChildren(ring(slices), legend(slices));
}

function ring(slices) {
	let before = 0;
	const arcs = slices.map((slice, index) => {
		const weight = Number(slice.weight);
		// The circumference is 100, so that weights are lengths.
		const arc = svg("circle", {
			r: 15.9155, cx: 20, cy: 20, fill: "none", class: colour(index), "fill-opacity": 0, "stroke-width": 7,
			"stroke-dasharray": `${100 * weight} ${100 - 100 * weight}`, "stroke-dashoffset": 25 - before,
		});
		before += 100 * weight;
		return arc;
	});
	const words = slices.map((slice) => `${slice.name} ${percent(slice.weight)}`).join(", ");
	return svg("svg", { viewBox: "0 0 40 40", role: "img", "aria-label": words }, ...arcs);
}

function legend(slices) {
	return element("ul", {}, ...slices.map((slice, index) => element("li", {},
		svg("svg", { viewBox: "0 0 1 1", "aria-hidden": "true" }, svg("rect", { width: 1, height: 1, class: colour(index) })),
		element("span", {}, words(slice.name)),
		element("span", {}, `${percent(slice.weight)} · ${money(slice.value)}`))));
}

function colour(index) {
	return `slice-${Math.min(index, COLOURS - 1)}`;
}
